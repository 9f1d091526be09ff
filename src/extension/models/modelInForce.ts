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

/** A model that is ready to be asked, at the pace that its endpoint bears; what it is asked is counted in `spending`. */
export interface AskedModel {
  model: Model;
  spending: Spending;
}

/** Makes the model in force ready to be asked. Undefined when it can't or may not be used; the user has been told why. */
export async function modelInForce(services: Services, settings: Settings): Promise<AskedModel | undefined> {
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
  return askedModel(services, settings, entry);
}

/** Makes the model ready that a run names by its id. Undefined when it can't or may not be used; the user knows why. */
export async function modelOfId(services: Services, settings: Settings, id: string): Promise<AskedModel | undefined> {
  const { offlineModel } = await import('../../models/offline.ts');
  if (id === offlineModel.id) return offlinePreview(services);
  const entry = entryOfId(settings, id);
  return entry && askedModel(services, settings, entry);
}

/** The endpoint of a run's model, to be asked by other ways than chat. Undefined as for `modelOfId`. */
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

async function askedModel(services: Services, settings: Settings, entry: ModelEntry): Promise<AskedModel | undefined> {
  const endpoint = await readyEndpoint(services, settings, entry);
  if (!endpoint) return undefined;
  const [{ pacedModel }, { Limiters }, { Spending }] = await Promise.all([
    import('../../runs/pace/pacedModel.ts'),
    import('../../runs/pace/limiters.ts'),
    import('../../runs/spending.ts'),
  ]);
  const model = await openModel(endpoint);
  const spending = new Spending(entry.price, capsIn(settings));
  limiters ??= new Limiters();
  const limiter = limiters.for(new URL(entry.baseUrl).origin, {
    max: settings['run.concurrency'],
    requestsPerMinute: settings['run.requestsPerMinute'] || undefined,
    tokensPerMinute: settings['run.tokensPerMinute'] || undefined,
  });
  return { model: pacedModel(model, limiter, { maxRetries: settings['run.maxRetries'], spending }), spending };
}

/** The caps that the settings put on a run; 0 there is none. */
function capsIn(settings: Settings): SpendCaps {
  const { 'run.maxRequests': requests, 'run.maxCost': cost } = settings;
  return { ...(requests > 0 && { requests }), ...(cost > 0 && { cost }) };
}

let last: { endpoint: string; model: Model } | undefined;

/** The same endpoint gives the same object, which remembers the parameters that the endpoint refused. */
async function openModel(endpoint: Omit<Endpoint, 'fetch'>): Promise<Model> {
  const key = JSON.stringify(endpoint);
  if (last?.endpoint !== key) {
    const [{ openAiModel }, { nodeFetch }] = await Promise.all([
      import('../../models/openai.ts'),
      import('../../node/nodeFetch.ts'),
    ]);
    // Where a proxy is set VS Code opens a connection for every request of node:http; its own fetch keeps them.
    const fetch = isLocal(new URL(endpoint.baseUrl)) ? nodeFetch : undefined;
    last = { endpoint: key, model: openAiModel({ ...endpoint, ...(fetch && { fetch }) }) };
  }
  return last.model;
}

async function offlinePreview({ context }: Services): Promise<AskedModel> {
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
  return { model: offlineModel, spending: new Spending() };
}
