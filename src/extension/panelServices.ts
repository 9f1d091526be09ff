import { env } from 'vscode';
import type { RunAction } from '../shared/protocol.ts';
import { execute } from './actions.ts';
import { commands, type RunTarget } from './contributions.ts';
import type { PanelServices } from './panel/panelServices.ts';
import type { Services } from './services.ts';

/** The commands that do what the page asks to be done with a run. */
const actions: Record<RunAction, (target: RunTarget) => Thenable<unknown>> = {
  pause: (target) => execute(commands.pauseRun, target),
  resume: (target) => execute(commands.resumeRun, target),
  cancel: (target) => execute(commands.cancelRun, target),
  retryUnscored: (target) => execute(commands.retryUnscored, target),
  rereadReplies: (target) => execute(commands.rereadReplies, target),
  export: (target) => execute(commands.exportRun, target),
};

/** What the results panel needs of the rest; each is loaded when the page first asks for it. */
export function panelServices(services: () => Services): PanelServices {
  return {
    sample: (run, record) => services().sourceRows.sample(run, record),
    prompt: async (run, record) => {
      const sample = await services().sourceRows.asked(run, record);
      const { tasks } = await import('../judging/tasks.ts');
      return sample && tasks[run.header.task].ask(sample, run.header.options).messages;
    },
    openPrompt: async (run, record) =>
      (await import('./commands/previewPrompt.ts')).showPromptOf(services(), run, record),
    reveal: async (run, record) => (await import('./commands/rowPlace.ts')).revealRecord(services(), run, record),
    files: (run) => ({
      run: async function* (offset) {
        const { runFileChunks } = await import('./runs/runFileBytes.ts');
        yield* runFileChunks(run.uri, offset);
      },
      sourceVersion: async () => run.source && (await import('./runs/fileBytes.ts')).versionOf(run.source),
      source: async () => (await services().sourceRows.dataset(run))?.items(),
    }),
    // A command tells its troubles itself.
    act: ({ id }, action) => void actions[action]({ runId: id }),
    copy: async (text) => env.clipboard.writeText(text),
  };
}
