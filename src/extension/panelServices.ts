import { env } from 'vscode';
import type { PanelServices } from './panel/panelServices.ts';
import type { Services } from './services.ts';

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
    exportRun: async (run) => (await import('./commands/exportRun.ts')).exportTo(services(), run),
    cancel: (run) => services().runs.get(run.id)?.judging?.cancel(),
    copy: async (text) => env.clipboard.writeText(text),
  };
}
