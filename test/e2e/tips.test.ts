import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Sample } from '../../src/dataset/sample.ts';
import { createJudge } from '../../src/judging/judge.ts';
import { defaultOptions } from '../../src/judging/options.ts';
import type { JudgeOptions } from '../../src/judging/task.ts';
import { tasks } from '../../src/judging/tasks.ts';
import type { Model } from '../../src/models/model.ts';
import { compareRuns } from '../../src/runs/compare/compareRuns.ts';
import { comparisonReport } from '../../src/runs/compare/comparisonReport.ts';
import type { JudgedRecord } from '../../src/runs/run.ts';
import { trustReport } from '../../src/runs/trust/trustReport.ts';
import { answering, indexLines, replyOfTokens, token } from '../unit/judging/scriptedModel.ts';
import { fakeRun, fakeServices } from '../unit/panel/fakeRun.ts';
import { runOf } from '../unit/runs/compare/scoredRuns.ts';
import { judgeAll, simulatedModel, simulatedSamples, trueChoice, trustOf } from '../unit/runs/trust/simulatedJudge.ts';
import { judged, malformed, rowAt } from '../unit/tableRecords.ts';
import { PanelPage } from './panelPage.ts';
import { ReportPages } from './reportPage.ts';

// No text of a user or a model holds a digit here, so whatever does is a number of Gavel's; but for what is verbatim.
const verbatim = 'pre';
/** A report's explanations themselves. */
const explanations = '#measures, #tip, .unseen';

/** Every number on the page, and those without a tooltip that explains them. Runs in the page. */
function numbersOf(left: string): { all: number; unexplained: string[] } {
  const found: Text[] = [];
  const walk = (node: Node): void => {
    if (node instanceof Text) {
      const around = document.createRange();
      around.selectNode(node);
      const isSeen = node.parentElement?.checkVisibility({ visibilityProperty: true }) && around.getClientRects()[0];
      if (/\d/.test(node.data) && isSeen && !node.parentElement?.closest(left)) found.push(node);
    }
    if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
    for (const child of node.childNodes) walk(child);
  };
  walk(document.body);
  return { all: found.length, unexplained: found.filter((text) => !isExplained(text)).map(({ data }) => data.trim()) };

  function isExplained(text: Text): boolean {
    const parent = text.parentElement;
    parent?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
    const tip = document.querySelector('#tip:popover-open');
    if (tip) return /How: \S/.test(tip.textContent ?? '');
    for (let at: Node | null = parent; at; at = upwards(at)) {
      const title = at instanceof Element ? at.getAttribute('title') : null;
      // A name is no explanation.
      if (title) return title !== text.data.trim() && title.split(/\s+/).length > 3;
    }
    return false;
  }

  /** As the browser goes up when it looks for a tooltip. */
  function upwards(node: Node): Node | null {
    const slot = node instanceof Element ? node.assignedSlot : null;
    return slot ?? (node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode);
  }
}

async function allExplained(page: Page, atLeast: number, left = verbatim): Promise<void> {
  const { all, unexplained } = await page.evaluate(numbersOf, left);
  assert.deepEqual(unexplained, []);
  assert.ok(all >= atLeast, `${all} numbers`);
}

const signal = new AbortController().signal;
const sample: Sample = {
  instruction: 'What is it?',
  responses: ['good', 'poor'],
  labels: { scores: [3, 1], preferred: 0 },
};

async function record(line: number, models: Model[], options: Partial<JudgeOptions>): Promise<JudgedRecord> {
  const judge = createJudge(tasks.quality, models, { ...defaultOptions, ...options });
  return { row: rowAt(line), key: String(line), judgement: await judge.judge(sample, signal) };
}

async function records() {
  const fair = answering(
    ({ subject }) => indexLines(subject.answers.map((text) => (text === 'good' ? 2 : 1))),
    'fair-judge',
  );
  const hasty = answering(() => indexLines([3, 1]), 'hasty-judge');
  const tokens = [token('[1] Score: '), token('2', { '2': 0.58, '3': 0.39 }), token('\n[2] Score: ')];
  const sure = answering(() => replyOfTokens(...tokens, token('1', { '1': 0.2 })), 'sure-judge');
  const attempts = [
    { raw: '', ms: 10, problem: 'unreadable' as const },
    { raw: '', ms: 2100 },
  ];
  return [
    await record(1, [fair, hasty], { order: 'swap' }),
    await record(2, [sure], { scoring: 'expected' }),
    judged(3, [9, 2], { model: 'judge', notes: ['counted twice'], tokens: { input: 1200, output: 12 } }),
    judged(4, [null, null], { model: 'judge', reason: 'unreadable', attempts }),
    judged(5, [1, 2, 3, 4, 5, 6, 7, 8], { model: 'judge' }),
    malformed(6),
  ];
}

describe('every number on the results page has a tooltip', () => {
  let panel: PanelPage;
  const progress = { done: 6, rate: 42.4, leftMs: 5000, ms: 1, unscored: [], requests: 9, cost: 1.5 };
  const row = (place: number) => panel.page.locator(`gavel-table .rows [data-place="${place}"]`);

  before(async () => {
    const run = fakeRun(await records(), { state: 'running', total: 9 });
    run.header = { ...run.header, model: { id: 'judge @ somewhere', name: 'judge' } };
    Object.assign(run, { progress: { ...progress, tokens: { input: 1, output: 2 } } });
    panel = await PanelPage.open(run, fakeServices({ sample: async () => sample }));
    await row(5).waitFor();
    await panel.page.getByRole('button', { name: 'Filter' }).click();
    await panel.page.getByRole('checkbox', { name: 'Malformed' }).click();
    for (const name of ['Scored', 'Unscored', 'Partly scored']) {
      await panel.page.getByRole('checkbox', { name, exact: true }).click();
    }
    await panel.page.keyboard.press('Escape');
  });
  after(async () => panel?.stop());

  it('in its head, toolbar and table, while it is being judged', () => allExplained(panel.page, 40));

  for (let place = 0; place < 6; place++) {
    it(`in the detail of row ${place + 1}`, async () => {
      await row(place).click();
      await panel.page
        .locator('gavel-detail h2')
        .getByText(`Line ${place + 1}`)
        .waitFor();
      // What is unfolded once stays so from row to row.
      const folded = panel.page.locator('gavel-detail details:not([open]) summary');
      while ((await folded.count()) > 0) await folded.first().click();
      await allExplained(panel.page, 40);
    });
  }

  it('and one without is found', async () => {
    await panel.page.locator('gavel-header .words').evaluate((words) => words.append('7 of them'));
    const { unexplained } = await panel.page.evaluate(numbersOf, verbatim);
    assert.deepEqual(unexplained, ['7 of them']);
  });
});

describe('every number of a report has a tooltip', () => {
  let pages: ReportPages;
  before(async () => {
    pages = await ReportPages.start();
  });
  after(async () => pages?.stop());

  async function openWhole(...report: Parameters<ReportPages['open']>): Promise<Page> {
    const { page } = await pages.open(...report);
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('details')) part.open = true;
      // Tooltips come at once.
      Object.assign(window, { setTimeout: (act: () => void) => act() });
    });
    return page;
  }

  it('about trust', async () => {
    const samples = simulatedSamples(40, 2).map((one, i): Sample => {
      const preferred = trueChoice(one) === 0 || i % 5 === 0 ? 0 : 1;
      const scores = one.responses.map((_, at) => (at === preferred ? 8 : 3));
      return { ...one, instruction: 'Which?', labels: i % 2 === 0 ? { preferred } : { scores } };
    });
    const models = [simulatedModel({ noise: 2, name: 'one' }), simulatedModel({ noise: 2, seed: 8, name: 'other' })];
    const judgements = await judgeAll(samples, models, { order: 'swap', samples: 2 });
    judgements[3] = {
      ...(judgements[3] as (typeof judgements)[0]),
      status: 'unscored',
      scores: [null, null],
      reason: 'refused',
    };
    const canaries = [{ kind: 'empty' as const, judged: 3, scored: 3, mean: 0.4, limit: 0.3, isLiked: true }];
    const page = await openWhole(trustReport({ ...(await trustOf(samples, judgements)), canaries }));
    await allExplained(page, 120, explanations);
  });

  it('about runs side by side', async () => {
    const runs = [
      [1, 5],
      [3, 3],
      [2, 4],
    ].map(([a = 1, b = 1], id) =>
      runOf(
        Array.from({ length: 12 }, (_, text) => [text, a, text % 3 === 0 ? b : 5 - b]),
        { id: `run ${id}` },
      ),
    );
    const comparison = await compareRuns(runs);
    assert.ok(!('reason' in comparison));
    await allExplained(await openWhole(await comparisonReport(comparison, async () => 'Which?')), 120, explanations);
  });
});
