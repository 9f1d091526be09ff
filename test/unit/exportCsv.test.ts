import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportCsv } from '../../src/runs/export/exportCsv.ts';
import { judgementOf, recordOf, runOf, sourceOf, textOf } from './exportRuns.ts';

const header =
  '"line","response_number","instruction","response","score","normalised","status","reason","flags","rationale","model_name"';

const csv = async (...parts: Parameters<typeof exportCsv>) => (await textOf(exportCsv(...parts))).split('\r\n');

describe('exportCsv', () => {
  it('writes one line a response, with a byte order mark', async () => {
    const text = JSON.stringify({ instruction: 'q', responses: ['a', 'b "quoted",\nand more'] });
    const judgement = judgementOf([3, null], {
      status: 'partly scored',
      gaps: [null, 'missing'],
      reason: 'missing',
      rationale: 'Good.',
      notes: ['a note'],
    });
    assert.deepEqual(await csv(runOf([recordOf(text, judgement)]), sourceOf([text])), [
      `\ufeff${header}`,
      '1,1,"q","a",3,1,"partly scored",,"missing: 2; a note","Good.","judge-small"',
      '1,2,"q","b ""quoted"",\nand more",,,"partly scored","missing","missing: 2; a note","Good.","judge-small"',
      '',
    ]);
  });

  it('writes each response’s votes, how far they are apart, and what an expected score rests on', async () => {
    const text = JSON.stringify({ instruction: 'q', responses: ['a', 'b'] });
    const judgement = judgementOf([2, 1.5], {
      mass: [0.9, null],
      votes: [
        { order: [0, 1], model: 'm', scores: [3, 1] },
        { order: [1, 0], model: 'm', scores: [1, 2] },
      ],
    });
    const run = runOf([recordOf(text, judgement)], 'quality', { order: 'swap', scoring: 'expected' });
    // By hand: spreads 1 and 0.5 of a scale 2 wide.
    assert.deepEqual(await csv(run, sourceOf([text])), [
      `\ufeff${header},"votes","disagreement","same_winner","mass"`,
      '1,1,"q","a",2,0.5,"scored",,"","","judge-small","3 1",0.375,"false",0.9',
      '1,2,"q","b",1.5,0.25,"scored",,"","","judge-small","1 2",0.375,"false",',
      '',
    ]);
  });

  it('writes only the votes that are about a response', async () => {
    const text = JSON.stringify({ instruction: 'q', responses: ['a', 'b'] });
    const vote = (response: number, ...scores: (number | null)[]) => ({ order: [response], model: 'm', scores });
    const judgement = judgementOf([4, 2], {
      votes: [vote(0, 5, null), vote(0, 3, null), vote(1, null, 2), vote(1, null, null)],
    });
    const lines = await csv(runOf([recordOf(text, judgement)], 'deita-quality', { samples: 2 }), sourceOf([text]));
    assert.deepEqual(
      lines.slice(1, 3).map((line) => /"judge-small","([^"]*)"/.exec(line)?.[1]),
      ['5 3', '2 –'],
    );
  });

  it('flags a suspicious row, and says nothing of votes where each response has one', async () => {
    const text = JSON.stringify({ instruction: 'q', responses: ['a'] });
    const judgement = judgementOf([2], {
      suspicions: [{ position: 0, kinds: ['score line'] }],
      votes: [{ order: [0], model: 'm', scores: [2] }],
    });
    const [, line] = await csv(runOf([recordOf(text, judgement)], 'quality', { samples: 2 }), sourceOf([text]));
    assert.match(line ?? '', /"scored",,"suspicious","","judge-small",,/);
  });

  for (const [text, cell] of [
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['＝1', `"'＝1"`],
    ['a=1', '"a=1"'],
    ['', '""'],
  ] as const) {
    it(`neutralises ${JSON.stringify(text)} in every text cell`, async () => {
      const row = JSON.stringify({ instruction: text, responses: [text] });
      const judgement = judgementOf([2], { rationale: text, model: text, notes: [text] });
      const [, line] = await csv(runOf([recordOf(row, judgement)]), sourceOf([row]));
      assert.equal(line, `1,1,${cell},${cell},2,1,"scored",,${cell},${cell},${cell}`);
    });
  }

  it('keeps a negative score a number, and gives it no normalised value', async () => {
    const row = JSON.stringify({ instruction: 'q', responses: ['a'] });
    const judgement = judgementOf([-3], { offScale: [0] });
    const [, line] = await csv(runOf([recordOf(row, judgement)]), sourceOf([row]));
    assert.equal(line, '1,1,"q","a",-3,,"scored",,"off scale: 1","","judge-small"');
  });

  it('gives an unscored sample its reason on every line', async () => {
    const row = JSON.stringify({ instruction: 'q', responses: ['a', 'b'] });
    const judgement = judgementOf([null, null], {
      status: 'unscored',
      gaps: ['missing', 'missing'],
      reason: 'timed out',
    });
    const lines = await csv(runOf([recordOf(row, judgement)]), sourceOf([row]));
    assert.equal(lines[1], '1,1,"q","a",,,"unscored","timed out","","","judge-small"');
    assert.equal(lines[2], '1,2,"q","b",,,"unscored","timed out","","","judge-small"');
  });

  it('has a line for a row that is malformed or was not judged', async () => {
    const [, first, second] = await csv(runOf([]), sourceOf(['{', '{"instruction":"q","responses":["a"]}']));
    assert.equal(first, '1,,,,,,"malformed","not JSON","",,');
    assert.equal(second, '2,1,"q","a",,,"not judged",,"",,');
  });

  it('rates instructions for ComplexityScorer', async () => {
    const row = JSON.stringify({ instruction: '', responses: [], instructions: ['easy', 'hard'] });
    const lines = await csv(runOf([recordOf(row, judgementOf([1, 3]))], 'complexity'), sourceOf([row]));
    assert.equal(lines[1], '1,1,"easy",,1,0,"scored",,"","","judge-small"');
    assert.equal(lines[2], '1,2,"hard",,3,1,"scored",,"","","judge-small"');
  });
});
