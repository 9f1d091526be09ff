import { type Disposable, type Event, EventEmitter, workspace } from 'vscode';
import type { TaskName } from '../judging/task.ts';
import { settingDefaults } from './contributions.ts';

/** The published names of the judging methods, without loading them. */
export const taskTitles: Readonly<Record<TaskName, string>> = {
  quality: 'QualityScorer',
  judgelm: 'JudgeLM',
  complexity: 'ComplexityScorer',
  'deita-quality': 'DEITA quality',
  'deita-complexity': 'DEITA complexity',
  custom: 'Custom',
};

/** What the offline preview is called wherever it appears. */
export const offlineName = 'Offline preview (not an LLM)';

/** The judge that the next score would use, in words for labels. */
export interface JudgeLabel {
  task: TaskName;
  taskTitle: string;
  /** The model's name in `gavel.models`, or the offline preview's; of a jury all names: "a + b". */
  model: string;
  offline: boolean;
}

/** Whether a settings value names a task. */
function isTaskName(value: unknown): value is TaskName {
  return typeof value === 'string' && Object.hasOwn(taskTitles, value);
}

/**
 * Tells the surfaces which judge is in force. Cheap enough for a status bar: the settings are looked at, not checked;
 * they are checked before they are used (`settings.ts`).
 */
export class JudgeInForce implements Disposable {
  private readonly changed = new EventEmitter<JudgeLabel>();
  private readonly listener = workspace.onDidChangeConfiguration((event) => {
    if (
      ['gavel.task', 'gavel.model', 'gavel.models', 'gavel.judge.jury'].some((key) => event.affectsConfiguration(key))
    )
      this.changed.fire(this.label);
  });

  readonly onDidChange: Event<JudgeLabel> = this.changed.event;

  get label(): JudgeLabel {
    const config = workspace.getConfiguration('gavel');
    const named = config.get<unknown>('task');
    const task = isTaskName(named) ? named : settingDefaults.task;
    const model = nameInForce(config.get<unknown>('model'), modelNames(config.inspect<unknown>('models')));
    const names = model === undefined ? [offlineName] : [model, ...namesIn(config.get<unknown>('judge.jury'))];
    const together = [...new Set(names)].join(' + ');
    return { task, taskTitle: taskTitles[task], model: together, offline: model === undefined };
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }
}

/** The value of `gavel.model` that stands for the offline preview. */
export const offlineSetting = 'offline';

/**
 * The name of the model in force: what `gavel.model` says, otherwise the first configured one; undefined is the offline
 * preview. The name need not be configured: that is found out, and said, when the model is used.
 */
export function nameInForce(setting: unknown, configured: readonly string[]): string | undefined {
  if (setting === offlineSetting || setting === offlineName) return undefined;
  return typeof setting === 'string' && setting !== '' ? setting : configured[0];
}

function namesIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}

/** Names in both lists, the user's first. */
function modelNames(lists: { globalValue?: unknown; workspaceValue?: unknown } | undefined): string[] {
  return [lists?.globalValue, lists?.workspaceValue]
    .filter(Array.isArray)
    .flat()
    .map((model: unknown) => (model as { name?: unknown } | null)?.name)
    .filter((name) => typeof name === 'string');
}
