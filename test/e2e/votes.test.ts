import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sample } from '../../src/dataset/sample.ts';
import { createJudge } from '../../src/judging/judge.ts';
import { defaultOptions } from '../../src/judging/options.ts';
import { tasks } from '../../src/judging/tasks.ts';
import type { JudgedRecord } from '../../src/runs/run.ts';
import { answering, honestScores, indexLines, replyOfTokens, token } from '../unit/judging/scriptedModel.ts';
import { fakeRun, fakeServices } from '../unit/panel/fakeRun.ts';
import { rowAt } from '../unit/tableRecords.ts';
import { eventually } from './eventually.ts';
import { PanelPage } from './panelPage.ts';

const { signal } = new AbortController();
const sampleOf = (line: number): Sample => ({ instruction: `Question ${line}?`, responses: ['good 1', 'good 2'] });

/** Finds on every third row that whoever is shown first is better; on the others both judges say what is true. */
const jury = [
  answering((request) => indexLines(honestScores(request)), 'fair-judge'),
  answering(
    (request) => indexLines(/Question (3|6)\?/.test(request.subject.instruction) ? [3, 1] : honestScores(request)),
    'hasty-judge',
  ),
];

async function records(): Promise<JudgedRecord[]> {
  const judge = createJudge(tasks.quality, jury, { ...defaultOptions, order: 'swap' });
  const judged = async (line: number) => {
    const judgement = await judge.judge(sampleOf(line), signal);
    return { row: rowAt(line), key: judge.key(sampleOf(line)), judgement };
  };
  return Promise.all([1, 2, 3, 4, 5, 6].map(judged));
}

/** A row scored by expectation: on the second response too little of the probability lies on scores. */
async function expected(line: number): Promise<JudgedRecord> {
  const says = answering(() =>
    replyOfTokens(
      token('[1] Score: '),
      token('2', { '2': 0.58, '3': 0.39 }),
      token('\n[2] Score: '),
      token('1', { '1': 0.2 }),
    ),
  );
  const judge = createJudge(tasks.quality, says, { ...defaultOptions, scoring: 'expected' });
  return { row: rowAt(line), key: 'k', judgement: await judge.judge(sampleOf(line), signal) };
}

describe('the results page over rows judged more than once', () => {
  let panel: PanelPage;
  const row = (place: number) => panel.page.locator(`gavel-table .rows [data-place="${place}"]`);
  const detail = () => panel.page.locator('gavel-detail');
  const lines = () => panel.page.locator('gavel-table .rows .line').allInnerTexts();

  before(async () => {
    const run = fakeRun([...(await records()), await expected(7)]);
    panel = await PanelPage.open(run, fakeServices({ sample: async (_, record) => sampleOf(record.row.line) }));
    await row(6).waitFor();
  });
  after(async () => panel?.stop());

  it('shows how far the votes of each row are apart, and where they name different winners', async () => {
    assert.match(await row(0).locator('.apart').innerText(), /^0\s?%$/);
    assert.match(await row(2).locator('.apart').innerText(), /\d+\s?%$/);
    assert.equal(await row(2).locator('.apart .mark').count(), 1);
    assert.equal(await row(6).locator('.apart').innerText(), '–');
    const tip = await row(2).locator('.apart .number').getAttribute('title');
    assert.match(tip ?? '', /standard deviation/);
  });

  it('puts those first that disagree most, and leaves out the others', async () => {
    await panel.page.locator('gavel-table .head .apart').click();
    await eventually(async () => (await lines()).slice(0, 2).join(), '3,6');
    const changes = panel.page.locator('gavel-header button', { hasText: 'winner changes' });
    assert.match((await changes.getAttribute('title')) ?? '', /of 6 rows judged more than once/);
    await changes.click();
    await eventually(async () => (await lines()).join(), '3,6');
    await changes.click();
  });

  it('shows what each order and each model said', async () => {
    await row(0).dblclick();
    const votes = detail().locator('.votes');
    await votes.waitFor();
    const said = await votes.locator('tbody tr').allInnerTexts();
    assert.deepEqual(
      said.map((line) => line.split('\t')),
      [
        ['1, 2', 'fair-judge', '1  2', 'same'],
        ['2, 1', 'fair-judge', '1  2', 'same'],
        ['1, 2', 'hasty-judge', '3  1', 'another'],
        ['2, 1', 'hasty-judge', '1  3', 'same'],
      ],
    );
    for (const head of await votes.locator('th').all()) assert.ok(await head.getAttribute('title'));
  });

  it('says what an expected score rests on, and where a score is plain', async () => {
    await row(6).dblclick();
    await detail().getByText('expected, 97').waitFor();
    await detail().getByText('plain', { exact: true }).waitFor();
    const tip = await detail().getByText('expected, 97').getAttribute('title');
    assert.match(tip ?? '', /G-Eval, arXiv 2303\.16634/);
    assert.equal(await detail().locator('.votes').count(), 0);
  });
});
