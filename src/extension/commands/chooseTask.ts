import { l10n, type QuickPickItem, window } from 'vscode';
import type { TaskName } from '../../judging/task.ts';
import { taskTitles } from '../judgeInForce.ts';
import type { Services } from '../services.ts';
import { writeSetting } from '../writeSetting.ts';

interface TaskItem extends QuickPickItem {
  task: TaskName;
}

/** `gavel.chooseTask`. */
export async function chooseTask({ judge }: Services): Promise<void> {
  const { task: current } = judge.label;
  const item = (task: TaskName, detail: string): TaskItem => ({
    task,
    label: taskTitles[task],
    description: task === current ? l10n.t('in force') : '',
    detail,
  });
  const items = [
    item('quality', l10n.t('Ranks 1 to n+1 how good the responses to an instruction are, all together.')),
    item('judgelm', l10n.t('Scores each response from 1 to 10 and explains; takes a reference answer.')),
    item('complexity', l10n.t('Ranks 1 to n+1 how difficult instructions are; the responses don’t matter.')),
    item(
      'deita-quality',
      l10n.t('Scores each response alone from 1 to 6, by the probabilities of the judge’s scores.'),
    ),
    item(
      'deita-complexity',
      l10n.t('Scores each instruction from 1 to 6, by the probabilities of the judge’s scores.'),
    ),
    item('custom', l10n.t('Your own template, scale and form of the reply (gavel.custom).')),
  ];
  const chosen = await window.showQuickPick(items, { title: l10n.t('How should Gavel judge?'), matchOnDetail: true });
  if (chosen) await writeSetting('task', chosen.task);
}
