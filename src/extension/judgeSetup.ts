import { l10n, type Uri, workspace } from 'vscode';
import type { Judge } from '../judging/judge.ts';
import type { JudgeOptions, Task } from '../judging/task.ts';
import type { Spending } from '../runs/spending.ts';
import { execute, openSetting } from './actions.ts';
import { commands } from './contributions.ts';
import { readCriteria } from './criteria.ts';
import { type AskedModels, modelsInForce, modelsOfIds } from './models/modelInForce.ts';
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

/**
 * Reads how to ask from the settings that hold for a file, with a template of its own where one is given. Undefined when
 * they can't be followed; the user knows why.
 */
export async function askingInForce(scope?: Uri, own?: string): Promise<Asking | undefined> {
  const settings = await checkedSettings(scope);
  const template = own ?? (await readTemplate(settings, scope));
  if (template === 'unusable') return undefined;
  if (settings.task === 'custom' && template === undefined) {
    const edit = { title: l10n.t('Edit the template'), run: () => execute(commands.editTemplate) };
    sayError(l10n.t('The custom task needs a template of yours: gavel.judge.template is empty.'), edit);
    return undefined;
  }
  const criteria = await readCriteria(settings, scope);
  if (criteria === undefined) return undefined;
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
    order: settings['judge.order'],
    permutations: settings['judge.permutations'],
    samples: settings['judge.samples'],
    combine: settings['judge.combine'],
    scoring: settings['judge.scoring'],
    leastMass: settings['judge.leastMass'],
    hardened: settings['judge.hardened'],
    instructionsTogether: settings['complexity.instructionsTogether'],
    dialect: settings['judgelm.dialect'],
    systemPrompt: settings['judgelm.systemPrompt'] || defaultOptions.systemPrompt,
    taskDescription: settings['judgelm.taskDescription'] || defaultOptions.taskDescription,
    criteria,
    custom: { scale: settings['custom.scale'], form: settings['custom.reply'] },
    ...(template !== undefined && { template }),
    parameters: { temperature, topP, seed, maxTokens },
  };
  return { task: tasks[settings.task], options, settings };
}

/**
 * The judge in force, ready to be asked, with a template of its own where one is given. Undefined when there is none to be
 * had; the user has been told why.
 */
export async function judgeInForce(services: Services, scope?: Uri, own?: string): Promise<JudgeSetup | undefined> {
  const asking = await askingInForce(scope, own);
  const asked = asking && (await modelsInForce(services, asking.settings));
  return asking && asked && setUp(asking, asked);
}

/**
 * The judge of a run, to go on with it: its task and options as the run file has them, its model as it is configured
 * now. Undefined when there is none to be had; the user has been told why.
 */
export async function judgeOfRun(services: Services, run: RunEntry): Promise<JudgeSetup | undefined> {
  const { task, model, jury = [model], options } = run.header;
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
  const ids = jury.map(({ id }) => id);
  const asked = await modelsOfIds(services, settings, ids);
  const { tasks } = await import('../judging/tasks.ts');
  return asked && setUp({ task: tasks[task], options, settings }, asked);
}

async function checkedSettings(scope: Uri | undefined): Promise<Settings> {
  const settings = await readSettings(scope);
  for (const { setting, message } of settings.problems) sayWarning(message, openSetting(setting));
  return settings;
}

async function setUp({ task, options, settings }: Asking, { models, spending }: AskedModels): Promise<JudgeSetup> {
  const { createJudge } = await import('../judging/judge.ts');
  return { judge: createJudge(task, models, options), settings, spending };
}
