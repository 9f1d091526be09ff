import { env } from 'vscode';
import type { RunAction } from '../shared/protocol.ts';
import { execute } from './actions.ts';
import { commands, type RunTarget } from './contributions.ts';
import type { PanelServices } from './panel/panelServices.ts';
import { versionOf } from './runs/fileBytes.ts';
import { runFileChunks } from './runs/runFileBytes.ts';
import type { Services } from './services.ts';

/** The commands that do what the page asks to be done with a run. */
const actions: Record<RunAction, (target: RunTarget) => Thenable<unknown>> = {
  pause: (target) => execute(commands.pauseRun, target),
  resume: (target) => execute(commands.resumeRun, target),
  cancel: (target) => execute(commands.cancelRun, target),
  retryUnscored: (target) => execute(commands.retryUnscored, target),
  rereadReplies: (target) => execute(commands.rereadReplies, target),
  export: (target) => execute(commands.exportRun, target),
  trust: (target) => execute(commands.trustReport, target),
};

/** What the results panel needs of the rest; each is loaded when the page first asks for it. */
export function panelServices(services: () => Services): PanelServices {
  return {
    sample: (run, record) => services().sourceRows.sample(run, record),
    prompt: async (run, record) => {
      const sample = await services().sourceRows.asked(run, record);
      const { tasks } = await import('../judging/tasks.ts');
      const { firstRequest } = await import('../judging/judge.ts');
      return sample && firstRequest(tasks[run.header.task], sample, run.header.options).messages;
    },
    openPrompt: async (run, record) =>
      (await import('./commands/previewPrompt.ts')).showPromptOf(services(), run, record),
    reveal: async (run, record) => (await import('./commands/rowPlace.ts')).revealRecord(services(), run, record),
    files: (run) => ({
      run: async function* (offset) {
        yield* runFileChunks(run.uri, offset);
      },
      sourceVersion: async () => run.source && versionOf(run.source),
      source: async () => (await services().sourceRows.dataset(run))?.items(),
    }),
    // A command tells its troubles itself.
    act: ({ id }, action) => void actions[action]({ runId: id }),
    label: async ({ id }, label) => {
      const run = services().runs.get(id);
      const { writeLabel } = await import('./runs/writeLabel.ts');
      const trouble = run && (await writeLabel(services(), run, label));
      return trouble && `${trouble.message} ${trouble.next}`;
    },
    copy: async (text) => env.clipboard.writeText(text),
  };
}
