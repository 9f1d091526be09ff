import { commands, l10n } from 'vscode';
import { type CommandArguments, type CommandId, commands as ids, type SettingKey } from './contributions.ts';
import type { Action } from './say.ts';

/** Runs one of Gavel's commands. */
export function execute<Id extends CommandId>(id: Id, ...args: CommandArguments[Id]): Thenable<unknown> {
  return commands.executeCommand(id, ...args);
}

/** Opens the settings at one of Gavel's. */
export const openSetting = (setting: `gavel.${SettingKey}`): Action => ({
  title: l10n.t('Open settings'),
  run: () => commands.executeCommand('workbench.action.openSettings', setting),
});

export const chooseModel = (): Action => ({ title: l10n.t('Choose model'), run: () => execute(ids.chooseModel) });

export const setApiKey = (): Action => ({ title: l10n.t('Set API key'), run: () => execute(ids.setApiKey) });

export const showLog = (): Action => ({ title: l10n.t('Show log'), run: () => execute(ids.showLog) });

export const collectBatch = ({ id }: { id: string }): Action => ({
  title: l10n.t('Collect results…'),
  run: () => execute(ids.collectBatch, { runId: id }),
});
