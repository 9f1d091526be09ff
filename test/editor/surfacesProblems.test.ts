import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { header, judged, judgement, malformed } from '../unit/editor/records.ts';
import { FedRun } from './fedRun.ts';
import { file, gavel, reset, show, until, write } from './gavel.ts';

const name = 'problems.jsonl';
const unscored = judgement([null], { status: 'unscored', reason: 'timed out' });

describe('the problems of a dataset', () => {
  let run: FedRun | undefined;

  const problems = () =>
    vscode.languages
      .getDiagnostics(file(name))
      .map(({ range: { start }, code, message }) => `${start.line}:${start.character} ${code}: ${message}`);

  async function begin(total: number): Promise<FedRun> {
    const source = { name, uri: file(name).toString() };
    const startedAt = new Date().toISOString();
    run = await FedRun.begin(await gavel(), header({ id: 'problems', source, startedAt }), total);
    return run;
  }

  afterEach(async () => {
    await run?.drop();
    await reset();
  });

  it('say what happened and what to do, whether the file is open or not', async () => {
    const expected = [
      '0:0 timed out: Not scored: timed out. The endpoint did not answer in time. ' +
        'Raise gavel.run.timeoutSeconds, or lower gavel.run.concurrency.',
      '1:8 not JSON: Not JSON. Correct the row.',
    ];
    await write(name, '{"a":1}\n{"broken"\n');
    const begun = await begin(2);
    await begun.append(judged(1, '{"a":1}', unscored), malformed(2, '{"broken"'));
    await begun.finish();
    await until('they are listed of the closed file', () => problems().join() === expected.join());
    await show(name);
    const scores = (await gavel()).datasetScores;
    await until(
      'the document has been looked through',
      () => scores.of(file(name))?.at(1)?.cells.status === 'malformed',
    );
    await until('they are listed of the open file', () => problems().join() === expected.join());
  });

  it('are no more than anyone reads, and say so', async () => {
    const rows = Array.from({ length: 510 }, (_, i) => `{"instruction":"${i}?","responses":["So."]}`);
    await write(name, rows.join('\n'));
    const begun = await begin(rows.length);
    await begun.append(...rows.map((text, i) => judged(i + 1, text, unscored)));
    await begun.finish();
    await show(name);
    await until('the first 500 are listed', () => problems().length === 501);
    const others = problems().filter((problem) => !problem.includes('timed out'));
    assert.deepEqual(others, ['499:0 more: More rows than these have problems: open the results for all.']);
  });
});
