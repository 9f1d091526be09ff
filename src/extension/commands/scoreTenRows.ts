import { l10n, type TextDocument, type Uri, window, workspace } from 'vscode';
import { contentHash } from '../../dataset/hash.ts';
import { estimateRun } from '../../runs/plan/estimate.ts';
import type { RunItem } from '../../runs/run.ts';
import { execute } from '../actions.ts';
import { commands } from '../contributions.ts';
import { type JudgeSetup, judgeInForce } from '../judgeSetup.ts';
import { scoreRows } from '../preview/scoreRows.ts';
import { scoresText } from '../preview/scoresText.ts';
import { confirmRun } from '../runs/confirmRun.ts';
import { withLateProgress } from '../runs/lateProgress.ts';
import { pauseWords } from '../runs/pauseWords.ts';
import { openSource, type Source } from '../runs/source.ts';
import { sayError, sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { isRefused } from '../settingFile.ts';
import { isBeingJudged } from './beingJudged.ts';
import { chooseFields } from './chooseFields.ts';
import { fileInForce } from './editTemplate.ts';

const rowsDrawn = 10;

/** The same rows of the same file for every version of a template. */
const drawSeed = 1;

/**
 * `gavel.scoreTenRows`: judges ten rows of the dataset that was in front last with the template as it is now, saved or
 * not, and shows their scores beside those of its last version.
 */
export async function scoreTenRows(services: Services): Promise<void> {
  const dataset = services.templates.datasets.place?.uri;
  if (!dataset) {
    sayError(l10n.t('There is no dataset to draw ten rows from. Open a .jsonl file first.'));
    return;
  }
  const template = await templateInFront(services, dataset);
  if (template) await scoreVersion(services, template, dataset);
}

async function scoreVersion(services: Services, template: TextDocument, dataset: Uri): Promise<void> {
  const { versions } = await services.templates.preview();
  const source = await openSource(services, dataset);
  const setup = source && (await judgeInForce(services, dataset, template.getText()));
  if (!source || !setup || isBeingJudged(services, dataset)) return;
  const items = await drawn(source, setup);
  if (items.length === 0) {
    sayError(l10n.t('{0} has no row that can be judged.', source.name));
    return;
  }
  const hash = contentHash(
    JSON.stringify([setup.judge.model.id, setup.judge.options, items.map(({ row }) => row.hash)]),
  );
  if (versions.last(template.uri, dataset)?.hash === hash) {
    await versions.show(template.uri, dataset);
    sayInfo(l10n.t('Nothing has changed since these scores. Change the template, and score ten rows again.'));
    return;
  }
  const answer = await confirmed(services, source, setup, items);
  if (answer === 'change fields' && (await chooseFields(services, dataset))) return scoreTenRows(services);
  if (answer !== 'score') return;
  const scores = await judged(items, setup);
  if (scores === undefined) return;
  versions.add(template.uri, dataset, { hash, scores });
  await versions.show(template.uri, dataset);
}

/** Whether to ask at all: what it comes to is told first, unless nobody is asked. */
async function confirmed(services: Services, source: Source, { judge, spending }: JudgeSetup, items: RunItem[]) {
  if (judge.model.id === 'offline') return 'score';
  const estimate = await estimateRun({ items, judge, price: spending.price });
  return estimate && confirmRun(services, { source, judge, estimate, caps: spending.caps, picked: true });
}

async function drawn({ dataset }: Source, { judge }: JudgeSetup): Promise<RunItem[]> {
  const estimate = await estimateRun({ items: dataset.items(), judge, sample: { rows: rowsDrawn, seed: drawSeed } });
  return estimate?.sample ?? [];
}

/** The scores as a text. Undefined when judging was given up or came to an end; the user knows. */
async function judged(
  items: readonly RunItem[],
  { judge, spending, settings }: JudgeSetup,
): Promise<string | undefined> {
  const title = l10n.t('Gavel: {0} with {1}', judge.task.title, judge.model.name);
  const { rows, outcome } = await withLateProgress(title, (signal, report) =>
    scoreRows({
      ...{ items, judge, spending, concurrency: settings['run.concurrency'], signal },
      judged: (count) => report(l10n.t('{0} of {1} judged', count, items.length)),
    }),
  );
  if (outcome.cancelled) return undefined;
  if (!outcome.paused) return scoresText(rows, l10n.t);
  sayError(pauseWords(outcome.paused, l10n.t));
  return undefined;
}

/** The template that is being edited, else the one that the settings name. Undefined: there is none; the user knows. */
async function templateInFront({ templates }: Services, dataset: Uri): Promise<TextDocument | undefined> {
  const { template } = await templates.preview();
  const file = template?.uri ?? (await fileInForce(dataset));
  if (!file) {
    const edit = { title: l10n.t('Edit the template'), run: () => execute(commands.editTemplate) };
    sayError(l10n.t('The judge has no template in a file that could be tried.'), edit);
    return undefined;
  }
  if (isRefused('gavel.judge.template', file)) return undefined;
  try {
    const document = template ?? (await workspace.openTextDocument(file));
    return (await isFine(document)) ? document : undefined;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    sayError(l10n.t('The template {0} can’t be opened: {1}', file.path, words));
    return undefined;
  }
}

async function isFine(document: TextDocument): Promise<boolean> {
  const { checkTemplate } = await import('../../judging/template/check.ts');
  const problem = checkTemplate(document.getText());
  if (!problem) return true;
  const { message, next, line, column } = problem;
  const place = l10n.t('line {0}, column {1}', line, column);
  sayError(l10n.t('Template ({0}): {1} {2}', place, message, next), {
    title: l10n.t('Open template'),
    run: () => window.showTextDocument(document),
  });
  return false;
}
