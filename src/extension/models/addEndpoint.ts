import { ConfigurationTarget, l10n, ProgressLocation, type QuickPickItem, window, workspace } from 'vscode';
import { isBaseUrlProblem, isLocal, parseBaseUrl, plainBaseUrl } from '../../models/baseUrl.ts';
import { sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import type { ConfiguredModel } from '../settingsSchema.ts';
import { writeSetting } from '../writeSetting.ts';
import { enterApiKey } from './apiKeyCommands.ts';
import { listModels, type ModelList } from './modelList.ts';

/** An endpoint far away may take its time, but nobody waits longer for a list. */
const answerWithinMs = 8000;

/** Asks for an endpoint, its key and one of its models, and puts that model in force. */
export async function addEndpoint(services: Services): Promise<void> {
  const typed = await window.showInputBox({
    title: l10n.t('Add an endpoint (1/2): base URL'),
    prompt: l10n.t('Of an OpenAI-compatible endpoint. Most end in /v1.'),
    value: 'https://',
    valueSelection: [8, 8],
    ignoreFocusOut: true,
    validateInput: (text) => {
      const url = parseBaseUrl(text);
      return isBaseUrlProblem(url) ? l10n.t(url.message) : undefined;
    },
  });
  const url = typed === undefined ? undefined : parseBaseUrl(typed);
  if (url === undefined || isBaseUrlProblem(url)) return;
  const { baseUrl, list } = await ask(services, url);
  const model = await chooseName(list);
  if (model) await addModel({ name: model, baseUrl, model });
}

/** Writes a model to the user's settings, under a name of its own, and puts it in force. */
export async function addModel(model: ConfiguredModel): Promise<void> {
  const config = workspace.getConfiguration('gavel');
  const configured = config.inspect<unknown[]>('models')?.globalValue;
  const list = Array.isArray(configured) ? (configured as Partial<ConfiguredModel>[]) : [];
  const same = list.find((one) => one?.baseUrl === model.baseUrl && one.model === model.model);
  const taken = new Set(list.map((one) => one?.name));
  const name = same?.name ?? (taken.has(model.name) ? `${model.name} (${new URL(model.baseUrl).host})` : model.name);
  if (!same) await config.update('models', [...list, { ...model, name }], ConfigurationTarget.Global);
  await writeSetting('model', name);
  sayInfo(l10n.t('Gavel judges with {0} now.', name));
}

/** Asks an endpoint which models it has, with its key when it wants one, also below `/v1`. */
async function ask(services: Services, url: URL): Promise<{ baseUrl: string; list: ModelList }> {
  const baseUrl = plainBaseUrl(url);
  const list = await withProgress(url, () => firstAnswer(services, url, [baseUrl, `${baseUrl}/v1`]));
  if (list.list.kind !== 'refused' && (isLocal(url) || list.list.kind === 'models')) return list;
  // No answer at all may be an endpoint without a list of models; it may still want a key.
  const key = await enterApiKey(services, url.origin);
  return key === undefined ? list : withProgress(url, () => firstAnswer(services, url, [list.baseUrl]));
}

async function firstAnswer({ keys }: Services, url: URL, baseUrls: readonly [string, ...string[]] | [string]) {
  const key = await keys.get(url.origin);
  for (const baseUrl of baseUrls) {
    const list = await listModels(baseUrl, key, AbortSignal.timeout(answerWithinMs));
    if (list.kind !== 'no answer') return { baseUrl, list };
  }
  return { baseUrl: baseUrls[0], list: { kind: 'no answer' } as ModelList };
}

function withProgress<T>(url: URL, work: () => Promise<T>): Thenable<T> {
  return window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Asking {0} for its models', url.host) },
    work,
  );
}

async function chooseName(list: ModelList): Promise<string | undefined> {
  const type: QuickPickItem = { label: `$(edit) ${l10n.t('Type a name…')}`, alwaysShow: true };
  const title = l10n.t('Add an endpoint (2/2): model');
  if (list.kind === 'models' && list.names.length > 0) {
    const names = list.names.map((label): QuickPickItem => ({ label }));
    const chosen = await window.showQuickPick([...names, type], { title, ignoreFocusOut: true });
    if (chosen !== type) return chosen?.label;
  }
  const why =
    list.kind === 'refused'
      ? l10n.t('The endpoint does not accept the key, or wants one. Type the name of the model, and set the key later.')
      : l10n.t('The name of the model, as the endpoint knows it.');
  const name = await window.showInputBox({ title, prompt: why, ignoreFocusOut: true });
  return name?.trim() || undefined;
}
