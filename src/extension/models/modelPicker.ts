import { Disposable, l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import { isLocal } from '../../models/baseUrl.ts';
import { offlineName, offlineSetting } from '../judgeInForce.ts';
import type { Services } from '../services.ts';
import { type ModelEntry, readSettings } from '../settings.ts';
import { writeSetting } from '../writeSetting.ts';
import { addEndpoint, addModel } from './addEndpoint.ts';
import { enterApiKey } from './apiKeyCommands.ts';
import { findLocalServers, type LocalServer } from './localServers.ts';
import { entryInForce } from './modelInForce.ts';

/** An entry of the picker, and what choosing it does. */
interface ModelItem extends QuickPickItem {
  choose?(): Promise<unknown>;
  /** For the key button. */
  origin?: string;
}

const keyButton = { iconPath: new ThemeIcon('key'), tooltip: l10n.t('Set API key') };

/**
 * `gavel.chooseModel`: what is configured, the servers found on this machine (looked for only now), a new endpoint, the
 * offline preview.
 */
export async function chooseModel(services: Services): Promise<void> {
  const settings = await readSettings();
  const inForce = entryInForce(settings);
  const jury: readonly string[] = settings['judge.jury'];
  const configured = settings.models.map((model) => {
    const role = inForce === model ? l10n.t('in force') : jury.includes(model.name) && l10n.t('in the jury');
    return configuredItem(model, role);
  });
  const found: ModelItem[] = [];
  const looking = new AbortController();

  const picker = window.createQuickPick<ModelItem>();
  picker.title = l10n.t('Which model should judge?');
  picker.placeholder = l10n.t('Looking for model servers on this machine…');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.busy = true;
  const show = () => {
    // Items that come in while the user moves through the list must not move the cursor.
    const active = picker.activeItems;
    picker.items = [
      ...section(l10n.t('configured'), configured),
      ...section(l10n.t('on this machine'), found),
      ...others(services, inForce === undefined),
    ];
    picker.activeItems = active.filter((item) => picker.items.includes(item));
  };
  const known = new Set(settings.models.map(({ baseUrl, model }) => `${model} @ ${baseUrl}`));
  const onFound = (server: LocalServer) => {
    found.push(...serverItems(server).filter((item) => !known.has(`${item.label} @ ${server.baseUrl}`)));
    show();
  };
  show();
  picker.show();
  void findLocalServers(onFound, looking.signal).then(() => {
    if (looking.signal.aborted) return;
    picker.busy = false;
    picker.placeholder = found.length === 0 ? l10n.t('No further model server was found on this machine.') : '';
  });

  const chosen = await answerOf(picker, services);
  looking.abort();
  await chosen?.choose?.();
}

/** Resolves with the chosen item when the picker closes. */
function answerOf(
  picker: ReturnType<typeof window.createQuickPick<ModelItem>>,
  services: Services,
): Promise<ModelItem | undefined> {
  return new Promise((resolve) => {
    const listeners = Disposable.from(
      picker,
      picker.onDidTriggerItemButton(({ item }) => {
        if (item.origin !== undefined) void enterApiKey(services, item.origin);
      }),
      picker.onDidAccept(() => {
        resolve(picker.selectedItems[0]);
        picker.hide();
      }),
      picker.onDidHide(() => {
        resolve(undefined);
        listeners.dispose();
      }),
    );
  });
}

function section(label: string, items: readonly ModelItem[]): ModelItem[] {
  return items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
}

function configuredItem(model: ModelEntry, role: string | false): ModelItem {
  const url = new URL(model.baseUrl);
  return {
    label: `$(chip) ${model.name}`,
    description: [role, model.fromWorkspace && l10n.t('from this workspace')].filter(Boolean).join(' · '),
    detail: `${model.model} @ ${model.baseUrl}`,
    choose: () => writeSetting('model', model.name),
    origin: url.origin,
    buttons: isLocal(url) ? [] : [keyButton],
  };
}

function serverItems({ baseUrl, models }: LocalServer): ModelItem[] {
  return models.map((model) => ({
    label: model,
    description: new URL(baseUrl).host,
    choose: () => addModel({ name: model, baseUrl, model }),
  }));
}

function others(services: Services, isOffline: boolean): ModelItem[] {
  return [
    { label: '', kind: QuickPickItemKind.Separator },
    { label: `$(add) ${l10n.t('Add an endpoint…')}`, choose: () => addEndpoint(services), alwaysShow: true },
    {
      label: `$(beaker) ${offlineName}`,
      description: isOffline ? l10n.t('in force') : '',
      detail: l10n.t('Compares words on this machine. Shows how Gavel works; its scores mean little.'),
      choose: () => writeSetting('model', offlineSetting),
    },
  ];
}
