import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveRun } from '../../../src/extension/liveRun.ts';
import { pauseWords } from '../../../src/extension/runs/pauseWords.ts';
import { stalledRuns } from '../../../src/extension/runs/stalledRuns.ts';
import { filledIn as t } from './filledIn.ts';

/** A run over a document of this name, or over a selection. */
function run(state: LiveRun['state'], name?: string): Pick<LiveRun, 'source' | 'state'> {
  return { state, source: name === undefined ? undefined : ({ toString: () => name } as LiveRun['source']) };
}

describe('runs that wait to go on', () => {
  it('are the paused and the interrupted ones over a document', () => {
    const runs = [run('paused', 'a'), run('interrupted', 'b'), run('finished', 'c'), run('cancelled', 'd')];
    assert.deepEqual(stalledRuns([...runs, run('running', 'e'), run('paused')]), runs.slice(0, 2));
  });

  it('are none that a newer run over the same document has left behind', () => {
    assert.deepEqual(stalledRuns([run('finished', 'a'), run('paused', 'a'), run('interrupted', 'a')]), []);
  });
});

describe('why a run is paused', () => {
  const cases: [Parameters<typeof pauseWords>[0], RegExp][] = [
    [{ reason: 'asked to', detail: '' }, /^The run is paused\.$/],
    [
      { reason: 'asked to', detail: '3 rows have no judgement yet.' },
      /^The run is paused\. 3 rows have no judgement yet\.$/,
    ],
    [{ reason: 'most requests', detail: '50' }, /50 requests \(gavel\.run\.maxRequests\).*Resume/],
    [{ reason: 'most cost', detail: '2.5' }, /cost 2\.5 \(gavel\.run\.maxCost\).*Resume/],
    [{ reason: 'not written', detail: 'The disk is full.' }, /can’t be written\. The disk is full\.$/],
    [
      { reason: 'unreachable', detail: 'ECONNREFUSED' },
      /^The run is paused\. .*can’t be reached\. ECONNREFUSED Check that the server runs/,
    ],
    [{ reason: 'server error', detail: '' }, /^The run is paused\. .* Resume later\.$/],
  ];
  for (const [paused, words] of cases) {
    it(`is said when it is ${paused.reason}`, () => assert.match(pauseWords(paused, t), words));
  }
});
