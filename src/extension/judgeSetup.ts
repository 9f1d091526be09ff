import type { Uri } from 'vscode';
import type { Judge } from '../judging/judge.ts';
import type { JudgeOptions, Task } from '../judging/task.ts';
import { openSetting } from './actions.ts';
import { modelInForce } from './models/modelInForce.ts';
import { sayWarning } from './say.ts';
import type { Services } from './services.ts';
import { readSettings, type Settings } from './settings.ts';
import { readTemplate } from './template.ts';

/** How to ask, by the settings: everything about a judge but its model. */
export interface Asking {
  task: Task;
  options: JudgeOptions;
  settings: Settings;
}

/** Reads how to ask from the settings that hold for a file. Undefined when they can't be followed; the user knows why. */
export async function askingInForce(scope?: Uri): Promise<Asking | undefined> {
  const settings = await readSettings(scope);
  for (const { setting, message } of settings.problems) sayWarning(message, openSetting(setting));
  const template = await readTemplate(settings, scope);
  if (template === 'unusable') return undefined;
  const [{ tasks }, { defaultOptions }] = await Promise.all([
    import('../judging/tasks.ts'),
    import('../judging/options.ts'),
  ]);
  const { temperature, top_p: topP, seed, max_tokens: maxTokens } = settings.parameters;
  const options: JudgeOptions = {
    reply: settings['judge.reply'],
    explain: settings['judge.explain'],
    offScale: settings['judge.offScale'],
    reasks: settings['judge.reasks'],
    instructionsTogether: settings['complexity.instructionsTogether'],
    dialect: settings['judgelm.dialect'],
    systemPrompt: settings['judgelm.systemPrompt'] || defaultOptions.systemPrompt,
    taskDescription: settings['judgelm.taskDescription'] || defaultOptions.taskDescription,
    ...(template !== undefined && { template }),
    parameters: { temperature, topP, seed, maxTokens },
  };
  return { task: tasks[settings.task], options, settings };
}

/** The judge in force, ready to be asked. Undefined when there is none to be had; the user has been told why. */
export async function judgeInForce(
  services: Services,
  scope?: Uri,
): Promise<{ judge: Judge; settings: Settings } | undefined> {
  const asking = await askingInForce(scope);
  const model = asking && (await modelInForce(services, asking.settings));
  if (!asking || !model) return undefined;
  const { createJudge } = await import('../judging/judge.ts');
  return { judge: createJudge(asking.task, model, asking.options), settings: asking.settings };
}
