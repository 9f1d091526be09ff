import { l10n, type QuickPickItem, window } from 'vscode';
import { exposesKeys } from '../../models/baseUrl.ts';
import { chooseModel } from '../actions.ts';
import { sayError, sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings.ts';
import { entryInForce } from './modelInForce.ts';

/** `gavel.setApiKey`: for the endpoint in force, or one of the configured ones. */
export async function setApiKey(services: Services): Promise<void> {
  const settings = await readSettings();
  const inForce = entryInForce(settings);
  const origins = [...new Set(settings.models.map(({ baseUrl }) => new URL(baseUrl).origin))];
  if (origins.length === 0) {
    sayInfo(
      l10n.t('No endpoint is configured yet, and the offline preview needs no key. Choose a model first.'),
      chooseModel(),
    );
    return;
  }
  const current = inForce && 'baseUrl' in inForce ? new URL(inForce.baseUrl).origin : undefined;
  const origin = origins.length === 1 ? origins[0] : await pickOrigin(services, origins, current);
  if (origin !== undefined) await enterApiKey(services, origin);
}

/** Asks for the key of an origin and stores it. Returns it, or undefined when nothing was entered. */
export async function enterApiKey({ keys }: Services, origin: string): Promise<string | undefined> {
  if (exposesKeys(new URL(origin))) {
    sayError(
      l10n.t('A key for {0} could be read on its way, because the connection is not encrypted. Use https.', origin),
    );
    return undefined;
  }
  const entered = await window.showInputBox({
    title: l10n.t('API key for {0}', origin),
    prompt: l10n.t('Kept in the secret storage of this system, and sent to {0} only.', origin),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /[^\x21-\x7e]/.test(text.trim()) ? l10n.t('A key has no spaces and no special characters.') : undefined,
  });
  const key = entered?.trim();
  if (!key) return undefined;
  await keys.set(origin, key);
  return key;
}

/** `gavel.removeApiKey`. */
export async function removeApiKey(services: Services): Promise<void> {
  const { origins } = services.keys;
  if (origins.length === 0) {
    sayInfo(l10n.t('No API key is stored.'));
    return;
  }
  const origin = await window.showQuickPick([...origins], { title: l10n.t('Remove the API key for') });
  if (origin === undefined) return;
  await services.keys.remove(origin);
  sayInfo(l10n.t('The API key for {0} is removed.', origin));
}

async function pickOrigin({ keys }: Services, origins: string[], current?: string): Promise<string | undefined> {
  const items: QuickPickItem[] = origins
    .sort((a, b) => Number(b === current) - Number(a === current))
    .map((origin) => ({
      label: origin,
      description: [origin === current && l10n.t('in force'), keys.origins.includes(origin) && l10n.t('has a key')]
        .filter(Boolean)
        .join(' · '),
    }));
  return (await window.showQuickPick(items, { title: l10n.t('Set the API key for') }))?.label;
}
