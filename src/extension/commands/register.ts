import { commands, type Disposable, l10n } from 'vscode';
import { showLog } from '../actions.ts';
import type { CommandId } from '../contributions.ts';
import { sayError } from '../say.ts';
import type { Services } from '../services.ts';

/** What a command does. Its arguments come from menus, links and keybindings: anything at all. */
type Handler = (services: Services, ...args: readonly unknown[]) => Promise<void>;

/** Each command's code, loaded when it is first called. A command without one does not compile. */
const handlers: Readonly<Record<CommandId, () => Promise<Handler>>> = {
  'gavel.scoreSelection': async () => (await import('./scoreSelection.ts')).scoreSelection,
  'gavel.scoreRows': async () => (await import('./scoreRows.ts')).scoreRows,
  'gavel.scoreFile': async () => (await import('./scoreFile.ts')).scoreFile,
  'gavel.chooseTask': async () => (await import('./chooseTask.ts')).chooseTask,
  'gavel.chooseModel': async () => (await import('../models/modelPicker.ts')).chooseModel,
  'gavel.setApiKey': async () => (await import('../models/apiKeyCommands.ts')).setApiKey,
  'gavel.removeApiKey': async () => (await import('../models/apiKeyCommands.ts')).removeApiKey,
  'gavel.previewPrompt': async () => (await import('./previewPrompt.ts')).previewPrompt,
  'gavel.editTemplate': async () => (await import('./editTemplate.ts')).editTemplate,
  'gavel.previewNextRow': async () => (await import('./editTemplate.ts')).previewNextRow,
  'gavel.scoreTenRows': async () => (await import('./scoreTenRows.ts')).scoreTenRows,
  'gavel.chooseFields': async () => (await import('./chooseFields.ts')).chooseFieldsCommand,
  'gavel.openResults': async () => (await import('./runCommands.ts')).openResults,
  'gavel.exportRun': async () => (await import('./exportRun.ts')).exportRun,
  'gavel.saveRun': async () => (await import('./runCommands.ts')).saveRun,
  'gavel.deleteRun': async () => (await import('./runCommands.ts')).deleteRun,
  'gavel.cancelRun': async () => (await import('./runControl.ts')).cancelRun,
  'gavel.pauseRun': async () => (await import('./runControl.ts')).pauseRun,
  'gavel.resumeRun': async () => (await import('./goOn.ts')).resumeRun,
  'gavel.retryUnscored': async () => (await import('./goOn.ts')).retryUnscored,
  'gavel.rereadReplies': async () => (await import('./rereadReplies.ts')).rereadReplies,
  'gavel.writeBatch': async () => (await import('./batchSend.ts')).writeBatch,
  'gavel.submitBatch': async () => (await import('./batchSend.ts')).submitBatch,
  'gavel.collectBatch': async () => (await import('./batchCollect.ts')).collectBatch,
  'gavel.revealRow': async () => (await import('./rowPlace.ts')).revealRow,
  'gavel.clearInlineScores': async () => (await import('./runCommands.ts')).clearInlineScores,
  'gavel.copyRationale': async () => (await import('./runCommands.ts')).copyRationale,
  'gavel.compareRuns': async () => (await import('./compareRuns.ts')).compareRuns,
  'gavel.trustReport': async () => (await import('./trustReport.ts')).trustReport,
  'gavel.showLog': async () => (await import('./runCommands.ts')).showLog,
  'gavel.openExamples': async () => (await import('./openExamples.ts')).openExamples,
};

/** Registers every command. What one throws is a bug: it is logged, and said. */
export function registerCommands(services: Services): Disposable[] {
  return Object.entries(handlers).map(([id, load]) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await (await load())(services, ...args);
      } catch (error) {
        services.log.error(id, error instanceof Error ? error : String(error));
        sayError(
          l10n.t('Gavel could not do this: {0}', error instanceof Error ? error.message : String(error)),
          showLog(),
        );
      }
    }),
  );
}
