import { l10n } from 'vscode';
import { exposesKeys } from '../../models/baseUrl.ts';
import type { Model } from '../../models/model.ts';
import type { Endpoint } from '../../models/openai.ts';
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

/** Makes the model in force ready to be asked. Undefined when it can't or may not be used; the user has been told why. */
export async function modelInForce(services: Services, settings: Settings): Promise<Model | undefined> {
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

  return openModel({
    baseUrl: entry.baseUrl,
    model: entry.model,
    ...(apiKey !== undefined && { apiKey }),
    ...(entry.headers && { headers: entry.headers }),
    timeoutMs: settings['run.timeoutSeconds'] * 1000,
    maxRetries: settings['run.maxRetries'],
  });
}

let last: { endpoint: string; model: Model } | undefined;

/** The same endpoint gives the same object, which remembers the parameters that the endpoint refused. */
async function openModel(endpoint: Endpoint): Promise<Model> {
  const key = JSON.stringify(endpoint);
  if (last?.endpoint !== key) {
    const { openAiModel } = await import('../../models/openai.ts');
    last = { endpoint: key, model: openAiModel(endpoint) };
  }
  return last.model;
}

async function offlinePreview({ context }: Services): Promise<Model> {
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
  return (await import('../../models/offline.ts')).offlineModel;
}
