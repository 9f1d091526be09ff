import { l10n, type Memento, window } from 'vscode';
import { isLocal } from '../../models/baseUrl.ts';
import type { ConfiguredModel } from '../settingsSchema.ts';

const consentKey = 'gavel.originsAgreedTo';

/**
 * Asks before texts go, for the first time, to an origin that only the workspace's settings name: such settings come with
 * a folder, not from the user. Origins that the user configured, and what stays on this machine, need no question.
 */
export async function agreedTo(
  model: ConfiguredModel,
  configuredByUser: readonly ConfiguredModel[],
  memory: Memento,
): Promise<boolean> {
  const url = new URL(model.baseUrl);
  const isUsers = configuredByUser.some(({ baseUrl }) => new URL(baseUrl).origin === url.origin);
  const agreed = memory.get<string[]>(consentKey, []);
  if (isUsers || isLocal(url) || agreed.includes(url.origin)) return true;
  const send = l10n.t('Send to {0}', url.host);
  const answer = await window.showWarningMessage(
    l10n.t('Send texts of this workspace to {0}?', url.origin),
    {
      modal: true,
      detail: l10n.t(
        'The settings of this workspace configure the model "{0}" at {1}. Instructions and responses that you score are sent there.',
        model.name,
        model.baseUrl,
      ),
    },
    send,
  );
  if (answer !== send) return false;
  await memory.update(consentKey, [...agreed, url.origin]);
  return true;
}
