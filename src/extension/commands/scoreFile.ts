import { l10n, Uri } from 'vscode';
import type { RunHeader } from '../../runs/run.ts';
import { type JudgeSetup, judgeInForce } from '../judgeSetup.ts';
import { confirmRun } from '../runs/confirmRun.ts';
import { type FilePlan, planRun } from '../runs/planRun.ts';
import { number } from '../runs/progressWords.ts';
import { reportKnown, reportRun } from '../runs/reportRun.ts';
import { openSource, type Source } from '../runs/source.ts';
import { startRun } from '../runs/startRun.ts';
import { sayError } from '../say.ts';
import type { Services } from '../services.ts';
import { isBeingJudged } from './beingJudged.ts';
import { chooseFields } from './chooseFields.ts';
import { goOn } from './goOn.ts';
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

/** What is about to be judged. */
interface Scoring {
  services: Services;
  source: Source;
  setup: JudgeSetup;
  plan: FilePlan;
}

/**
 * Asks only what the newest run of the same judge does not know; all anew when `fresh`. False when it was given up, so
 * that further files are not asked about.
 */
async function scoreOne(services: Services, uri: Uri, fresh = false): Promise<boolean> {
  if (isBeingJudged(services, uri)) return true;
  const source = await openSource(services, uri);
  const setup = source && (await judgeInForce(services, uri));
  if (!source || !setup) return false;
  const { judge, spending, settings } = setup;
  const canary = settings['judge.canary'];
  const plan = await planRun(services, { source, judge, price: spending.price, canary, fresh });
  if (!plan) return false;
  const scoring: Scoring = { services, source, setup, plan };
  const { estimate, run: known } = plan;
  if (known && estimate.requests === 0) return scoreAll(scoring);

  const answer = await confirmRun(services, { source, judge, estimate, caps: spending.caps, picked: false });
  if (answer === 'change fields' && (await chooseFields(services, uri))) return scoreOne(services, uri, fresh);
  if (answer === undefined || answer === 'change fields' || isBeingJudged(services, uri)) return false;
  if (answer === 'try') return scoreSample(scoring);
  return scoreAll(answer === 'score' ? scoring : { ...scoring, plan: { estimate, run: undefined } });
}

/** Where nothing is to be asked it goes on all the same: rows may have moved, or be gone, since they were judged. */
async function scoreAll({ services, source, setup, plan }: Scoring): Promise<boolean> {
  const { judge, spending, settings } = setup;
  const { estimate, run: known } = plan;
  const run = await startRun(services, {
    ...{ judge, spending, items: source.dataset.items(), whole: true, total: estimate.rows },
    run: known ?? headerOf(source),
    concurrency: settings['run.concurrency'],
    again: () => scoreOne(services, source.uri),
  });
  if (run?.state === 'finished' && known && estimate.requests === 0)
    reportKnown(run, () => scoreOne(services, source.uri, true));
  else if (run) await reportRun(services, run, { again: () => scoreOne(services, source.uri) });
  return run?.state === 'finished';
}

/** A random sample; afterwards the rest is offered. */
async function scoreSample({ services, source, setup, plan }: Scoring): Promise<boolean> {
  const { judge, spending, settings } = setup;
  const { estimate, run: known } = plan;
  const { sample, ask } = estimate;
  const again = () => scoreOne(services, source.uri);
  const part = { kind: 'sample' as const, rows: sample.map(({ row }) => row.index) };
  const run = await startRun(services, {
    ...{ judge, spending, items: sample, total: sample.length, again },
    run: known ?? { ...headerOf(source), part },
    aside: known !== undefined,
    concurrency: settings['run.concurrency'],
  });
  if (!run) return false;
  const title = l10n.t('Score the rest ({0} rows)', number(ask - sample.length));
  const rest = { title, run: () => goOn(services, run, 'all rows') };
  // A run that was about more than this sample would go on with everything.
  await reportRun(services, run, { again, rest, resume: known && again });
  return run.state === 'finished';
}

function headerOf({ uri, name, size, dataset, fields }: Source): Pick<RunHeader, 'source' | 'shape' | 'fields'> {
  return { source: { name, uri: uri.toString(), size }, shape: dataset.shape.name, ...(fields && { fields }) };
}
