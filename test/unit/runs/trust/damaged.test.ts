import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunRecord } from '../../../../src/runs/run.ts';
import { measureTrust } from '../../../../src/runs/trust/trust.ts';
import { trustReport } from '../../../../src/runs/trust/trustReport.ts';
import { judgementOf, recordOf, runOf, sourceOf } from '../../exportRuns.ts';

const lines = ['a', 'b', 'c', 'd'].map((letter) =>
  JSON.stringify({ instruction: `What of ${letter}?`, responses: ['This.', 'That.'] }),
);
const sample = { instruction: 'Selected?', responses: ['This.', 'That.'] };

/** What the report says of the rows of a run that can't be read back at some places. */
async function rowsFact(records: readonly RunRecord[], unreadable: readonly number[], now?: readonly string[]) {
  const whole = runOf(records);
  const run = {
    ...whole,
    records: async (slots: readonly number[]) => {
      const read = await whole.records(slots);
      return read.map((record, i) => (unreadable.includes(slots[i] ?? -1) ? undefined : record));
    },
  };
  const source = now && { source: () => sourceOf(now) };
  const trust = await measureTrust({ run, ...source, labelColumns: [] }, () => undefined);
  return trustReport(trust).facts.find(({ label }) => label === 'Rows')?.value;
}

describe('rows that can’t be measured', () => {
  const records = lines.map((text, index) => recordOf(text, judgementOf([1, 3]), index));

  it('are those whose record is damaged', async () => {
    assert.equal(await rowsFact(records, [1, 2], lines), '2; the records of 2 rows are damaged in the run file');
    assert.equal(await rowsFact(records, [3], lines), '3; the record of 1 row is damaged in the run file');
  });

  it('are those that the file has no longer', async () => {
    assert.equal(await rowsFact(records, [], lines.slice(0, 3)), '3; 1 row of the run is not in the file as it is now');
    assert.equal(
      await rowsFact(records, [0], lines.slice(0, 2)),
      '1; the record of 1 row is damaged in the run file; 2 rows of the run are not in the file as it is now',
    );
  });

  it('are judged selections whose record is damaged: they are in no file', async () => {
    const selected = { ...recordOf('selected', judgementOf([1, 3])), sample };
    assert.equal(await rowsFact([selected], []), '1');
    assert.equal(await rowsFact([selected], [0]), '0; the record of 1 row is damaged in the run file');
  });
});
