import { l10n, Uri } from 'vscode';
import { execute } from '../actions.ts';
import { commands } from '../contributions.ts';
import { judgeInForce } from '../judgeSetup.ts';
import { confirmMapping } from '../runs/confirmMapping.ts';
import { reportRun } from '../runs/reportRun.ts';
import { countRows, nameOf, openSource } from '../runs/source.ts';
import { startRun } from '../runs/startRun.ts';
import { sayError, sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { chooseFields } from './chooseFields.ts';
import { fileTarget } from './target.ts';

/** `gavel.scoreFile`: all rows of a file, or of each of several files chosen in the Explorer. */
export async function scoreFile(services: Services, ...[file, files]: readonly unknown[]): Promise<void> {
  const chosen = Array.isArray(files) ? files.filter((one) => one instanceof Uri) : [];
  const targets = chosen.length > 1 ? chosen : [fileTarget(file)];
  for (const uri of targets) {
    if (!uri) sayError(l10n.t('No file is open. Open a .jsonl file, or right-click one in the Explorer.'));
    else if (!(await scoreOne(services, uri))) return;
  }
}

/** False when it was given up, so that further files are not asked about. */
async function scoreOne(services: Services, uri: Uri): Promise<boolean> {
  if (isBeingJudged(services, uri)) return true;
  const source = await openSource(services, uri);
  const setup = source && (await judgeInForce(services, uri));
  if (!source || !setup) return false;
  const { judge, settings } = setup;
  const { dataset, fields, name, size } = source;

  const total = await countRows(source);
  const plan = { source, judge: `${judge.task.title} · ${judge.model.name}`, rows: total, onlySome: false };
  const answer = await confirmMapping(services, plan);
  if (answer === 'change fields' && (await chooseFields(services, uri))) return scoreOne(services, uri);
  if (answer !== 'score' || isBeingJudged(services, uri)) return false;

  const run = await startRun(services, {
    judge,
    items: dataset.items(),
    source: { name, uri: uri.toString(), size },
    shape: dataset.shape.name,
    fields,
    total,
    concurrency: settings['run.concurrency'],
  });
  await reportRun(services, run, () => execute(commands.scoreFile, uri));
  return run.state === 'finished';
}

/** Says so, too: one run at a time over a file, so that its scores have one meaning. */
export function isBeingJudged({ runs }: Services, uri: Uri): boolean {
  const running = runs.runningOver(uri);
  if (!running) return false;
  sayInfo(l10n.t('Gavel is judging {0} already. Wait until it is done, or cancel it.', nameOf(uri)), {
    title: l10n.t('Cancel the run'),
    run: () => execute(commands.cancelRun, { runId: running.id }),
  });
  return true;
}
