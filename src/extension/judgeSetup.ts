import { l10n, type Uri, workspace } from 'vscode';
import type { Judge } from '../judging/judge.ts';
import type { JudgeOptions, Task } from '../judging/task.ts';
import type { Spending } from '../runs/spending.ts';
import { openSetting } from './actions.ts';
import { type AskedModel, modelInForce, modelOfId } from './models/modelInForce.ts';
import type { RunEntry } from './runs/runEntry.ts';
import { sayError, sayWarning } from './say.ts';
import type { Services } from './services.ts';
import { readSettings, type Settings } from './settings.ts';
import { readTemplate } from './template.ts';

/** How to ask, by the settings: everything about a judge but its model. */
export interface Asking {
  task: Task;
  options: JudgeOptions;
  settings: Settings;
}

/** A judge that is ready to be asked, and what its requests are counted in. */
export interface JudgeSetup {
  judge: Judge;
  settings: Settings;
  spending: Spending;
}

/** Reads how to ask from the settings that hold for a file. Undefined when they can't be followed; the user knows why. */
export async function askingInForce(scope?: Uri): Promise<Asking | undefined> {
  const settings = await checkedSettings(scope);
  const template = await readTemplate(settings, scope);
  if (template === 'unusable') return undefined;
  const [{ tasks }, { defaultOptions }] = await Promise.all([
    import('../judging/tasks.ts'),
    import('../judging/options.ts'),
  ]);
  const { temperature, top_p: topP, seed, max_tokens: maxTokens } = settings.parameters;
  const options: JudgeOptions = {
    ...defaultOptions,
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
export async function judgeInForce(services: Services, scope?: Uri): Promise<JudgeSetup | undefined> {
  const asking = await askingInForce(scope);
  const asked = asking && (await modelInForce(services, asking.settings));
  return asking && asked && setUp(asking, asked);
}

/**
 * The judge of a run, to go on with it: its task and options as the run file has them, its model as it is configured
 * now. Undefined when there is none to be had; the user has been told why.
 */
export async function judgeOfRun(services: Services, run: RunEntry): Promise<JudgeSetup | undefined> {
  const { task, model, options } = run.header;
  if (!workspace.isTrusted && !services.runs.isStored(run)) {
    sayError(l10n.t('In Restricted Mode no run file of this workspace is gone on with: it brings its prompts along.'));
    return undefined;
  }
  if (options.template !== undefined) {
    const { checkTemplate } = await import('../judging/template/check.ts');
    const problem = checkTemplate(options.template);
    if (problem) {
      sayError(l10n.t('The template of this run can’t be used: {0} {1}', problem.message, problem.next));
      return undefined;
    }
  }
  const settings = await checkedSettings(run.source);
  const asked = await modelOfId(services, settings, model.id);
  const { tasks } = await import('../judging/tasks.ts');
  return asked && setUp({ task: tasks[task], options, settings }, asked);
}

async function checkedSettings(scope: Uri | undefined): Promise<Settings> {
  const settings = await readSettings(scope);
  for (const { setting, message } of settings.problems) sayWarning(message, openSetting(setting));
  return settings;
}

async function setUp({ task, options, settings }: Asking, { model, spending }: AskedModel): Promise<JudgeSetup> {
  const { createJudge } = await import('../judging/judge.ts');
  return { judge: createJudge(task, model, options), settings, spending };
}
