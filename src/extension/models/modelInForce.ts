import { l10n } from 'vscode';
import { exposesKeys, isLocal } from '../../models/baseUrl.ts';
import type { Model } from '../../models/model.ts';
import type { Endpoint } from '../../models/openai.ts';
import type { Limiters } from '../../runs/pace/limiters.ts';
import type { SpendCaps, Spending } from '../../runs/spending.ts';
import { chooseModel, openSetting, setApiKey } from '../actions.ts';
import { nameInForce, offlineName } from '../judgeInForce.ts';
import { sayError, sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import type { ModelEntry, Settings } from '../settings.ts';
import { agreedTo } from './consent.ts';

const noticeKey = 'gavel.offlineNoticeShown';

/** The configured model in force: undefined is the offline preview, `missing` a name that no model has. */
export function entryInForce(settings: Settings): ModelEntry | undefined | { missing: string } {
  const name = nameInForce(
    settings.model,
    settings.models.map((model) => model.name),
  );
  if (name === undefined) return undefined;
  return settings.models.find((model) => model.name === name) ?? { missing: name };
}

/**
 * Models that are ready to be asked, one or a jury's, each at the pace that its endpoint bears; what they are asked is
 * counted in `spending`.
 */
export interface AskedModels {
  models: Model[];
  spending: Spending;
}

/**
 * Makes the model in force and its jury ready to be asked. Undefined when one can't or may not be used; the user has been
 * told why. The offline preview judges alone.
 */
export async function modelsInForce(services: Services, settings: Settings): Promise<AskedModels | undefined> {
  const entry = entryInForce(settings);
  if (entry === undefined) return offlinePreview(services);
  if ('missing' in entry) {
    sayError(
      l10n.t('gavel.model names "{0}", but gavel.models has no model of this name. Choose a model.', entry.missing),
      chooseModel(),
      openSetting('gavel.models'),
    );
    return undefined;
  }
  const jury = juryBeside(settings, entry);
  return jury && askedModels(services, settings, [entry, ...jury]);
}

/** The other members of the jury. Undefined when one of them is not configured; the user has been told. */
function juryBeside(settings: Settings, inForce: ModelEntry): ModelEntry[] | undefined {
  const names = new Set(settings['judge.jury']);
  names.delete(inForce.name);
  const entries: ModelEntry[] = [];
  for (const name of names) {
    const entry = settings.models.find((model) => model.name === name);
    if (!entry) {
      sayError(
        l10n.t('gavel.judge.jury names "{0}", but gavel.models has no model of this name.', name),
        openSetting('gavel.judge.jury'),
        openSetting('gavel.models'),
      );
      return undefined;
    }
    entries.push(entry);
  }
  return entries;
}

/**
 * Makes the models ready that a run names by their ids. Undefined when one can't or may not be used; the user knows why.
 */
export async function modelsOfIds(
  services: Services,
  settings: Settings,
  ids: readonly string[],
): Promise<AskedModels | undefined> {
  const { offlineModel } = await import('../../models/offline.ts');
  if (ids.includes(offlineModel.id)) return offlinePreview(services);
  const entries: ModelEntry[] = [];
  for (const id of ids) {
    const entry = entryOfId(settings, id);
    if (!entry) return undefined;
    entries.push(entry);
  }
  return askedModels(services, settings, entries);
}

/** The endpoint of a run's model, to be asked by other ways than chat. Undefined as for `modelsOfIds`. */
export async function endpointOfId(services: Services, settings: Settings, id: string): Promise<Endpoint | undefined> {
  const entry = entryOfId(settings, id);
  return entry && readyEndpoint(services, settings, entry);
}

function entryOfId(settings: Settings, id: string): ModelEntry | undefined {
  const entry = settings.models.find(({ model, baseUrl }) => `${model} @ ${baseUrl}` === id);
  if (entry) return entry;
  sayError(
    l10n.t('This run was judged by {0}, which gavel.models does not have. Add it there to go on with the run.', id),
    openSetting('gavel.models'),
  );
  return undefined;
}

/** An endpoint with its key, once it may be sent there. Undefined when it may not; the user has been told why. */
async function readyEndpoint(services: Services, settings: Settings, entry: ModelEntry): Promise<Endpoint | undefined> {
  const url = new URL(entry.baseUrl);
  const apiKey = await services.keys.get(url.origin);
  if (apiKey !== undefined && exposesKeys(url)) {
    sayError(
      l10n.t(
        'The API key for {0} is not sent: over http others could read it. Use https in gavel.models, or remove the key.',
        url.origin,
      ),
      openSetting('gavel.models'),
      { title: l10n.t('Remove the key'), run: () => services.keys.remove(url.origin) },
    );
    return undefined;
  }
  const usersOwn = settings.models.filter(({ fromWorkspace }) => !fromWorkspace);
  if (!(await agreedTo(entry, usersOwn, services.context.globalState))) return undefined;
  return {
    baseUrl: entry.baseUrl,
    model: entry.model,
    ...(apiKey !== undefined && { apiKey }),
    ...(entry.headers && { headers: entry.headers }),
    timeoutMs: settings['run.timeoutSeconds'] * 1000,
  };
}

/** One limiter an endpoint, for all runs of this window; loaded with the first of them. */
let limiters: Limiters | undefined;

async function askedModels(
  services: Services,
  settings: Settings,
  entries: readonly ModelEntry[],
): Promise<AskedModels | undefined> {
  const { meanPrice, Spending } = await import('../../runs/spending.ts');
  const spending = new Spending(meanPrice(entries.map(({ price }) => price)), capsIn(settings));
  const models: Model[] = [];
  for (const entry of entries) {
    const endpoint = await readyEndpoint(services, settings, entry);
    if (!endpoint) return undefined;
    models.push(await paced(await openModel(endpoint), entry, settings, spending));
  }
  return { models, spending };
}

async function paced(model: Model, { baseUrl, price }: ModelEntry, settings: Settings, spending: Spending) {
  const [{ pacedModel }, { Limiters }] = await Promise.all([
    import('../../runs/pace/pacedModel.ts'),
    import('../../runs/pace/limiters.ts'),
  ]);
  limiters ??= new Limiters();
  const limiter = limiters.for(new URL(baseUrl).origin, {
    max: settings['run.concurrency'],
    requestsPerMinute: settings['run.requestsPerMinute'] || undefined,
    tokensPerMinute: settings['run.tokensPerMinute'] || undefined,
  });
  return pacedModel(model, limiter, { maxRetries: settings['run.maxRetries'], spending, price });
}

/** The caps that the settings put on a run; 0 there is none. */
function capsIn(settings: Settings): SpendCaps {
  const { 'run.maxRequests': requests, 'run.maxCost': cost } = settings;
  return { ...(requests > 0 && { requests }), ...(cost > 0 && { cost }) };
}

/** The models asked last, by endpoint: as many as the largest jury has. */
const opened = new Map<string, Model>();
const mostOpened = 9;

/** The same endpoint gives the same object, which remembers the parameters that the endpoint refused. */
async function openModel(endpoint: Omit<Endpoint, 'fetch'>): Promise<Model> {
  const key = JSON.stringify(endpoint);
  let model = opened.get(key);
  opened.delete(key);
  if (!model) {
    const [{ openAiModel }, { nodeFetch }] = await Promise.all([
      import('../../models/openai.ts'),
      import('../../node/nodeFetch.ts'),
    ]);
    // Where a proxy is set VS Code opens a connection for every request of node:http; its own fetch keeps them.
    const fetch = isLocal(new URL(endpoint.baseUrl)) ? nodeFetch : undefined;
    model = openAiModel({ ...endpoint, ...(fetch && { fetch }) });
  }
  opened.set(key, model);
  for (const oldest of opened.keys()) if (opened.size > mostOpened) opened.delete(oldest);
  return model;
}

async function offlinePreview({ context }: Services): Promise<AskedModels> {
  if (!context.globalState.get(noticeKey, false)) {
    await context.globalState.update(noticeKey, true);
    sayInfo(
      l10n.t(
        'No model is configured, so Gavel scores with its "{0}": it compares words, and shows how Gavel works. Choose a model to get real judgements.',
        offlineName,
      ),
      chooseModel(),
      setApiKey(),
    );
  }
  const [{ offlineModel }, { Spending }] = await Promise.all([
    import('../../models/offline.ts'),
    import('../../runs/spending.ts'),
  ]);
  return { models: [offlineModel], spending: new Spending() };
}
