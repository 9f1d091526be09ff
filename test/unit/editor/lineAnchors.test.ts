import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LineAnchors, type LineEdit, noOrigin } from '../../../src/extension/editor/lineAnchors.ts';

const origins = (anchors: LineAnchors, count: number) =>
  Array.from({ length: count }, (_, line) => anchors.origin(line));

describe('line anchors', () => {
  const none = undefined;
  const cases: [what: string, edit: LineEdit, after: (number | undefined)[]][] = [
    ['typing inside a line', { startLine: 1, startCharacter: 3, endLine: 1, breaks: 0 }, [0, 1, 2, 3]],
    ['Enter at the end of a line', { startLine: 1, startCharacter: 9, endLine: 1, breaks: 1 }, [0, 1, none, 2, 3]],
    ['Enter at the start of a line', { startLine: 1, startCharacter: 0, endLine: 1, breaks: 1 }, [0, none, 1, 2, 3]],
    ['two lines pasted above', { startLine: 0, startCharacter: 0, endLine: 0, breaks: 2 }, [none, none, 0, 1, 2, 3]],
    ['two lines pasted behind', { startLine: 1, startCharacter: 9, endLine: 1, breaks: 2 }, [0, 1, none, none, 2, 3]],
    ['a whole line deleted', { startLine: 1, startCharacter: 0, endLine: 2, breaks: 0 }, [0, 2, 3]],
    [
      'a line deleted from the end of the one above',
      { startLine: 0, startCharacter: 9, endLine: 1, breaks: 0 },
      [0, 2, 3],
    ],
    ['two lines joined', { startLine: 1, startCharacter: 9, endLine: 2, breaks: 0 }, [0, 1, 3]],
    ['as many lines replaced', { startLine: 1, startCharacter: 0, endLine: 3, breaks: 2 }, [0, 1, 2, 3]],
    ['two lines replaced by three', { startLine: 1, startCharacter: 4, endLine: 2, breaks: 2 }, [0, 1, none, 2, 3]],
  ];
  for (const [what, edit, after] of cases) {
    it(`follow ${what}`, () => {
      const anchors = LineAnchors.unchanged();
      anchors.edit(edit);
      assert.deepEqual(origins(anchors, after.length), after);
    });
  }

  it('go on without end', () => {
    const anchors = LineAnchors.unchanged();
    anchors.edit({ startLine: 5, startCharacter: 0, endLine: 5, breaks: 3 });
    assert.equal(anchors.origin(1_000_003), 1_000_000);
    assert.equal(anchors.current(1_000_000), 1_000_003);
  });

  it('start from what each line was', () => {
    const anchors = new LineAnchors(Int32Array.of(4, 5, noOrigin, 0));
    assert.deepEqual(origins(anchors, 5), [4, 5, undefined, 0, undefined]);
    assert.deepEqual([anchors.current(5), anchors.current(0), anchors.current(9)], [1, 3, undefined]);
  });

  it('take a line along that was moved', () => {
    const anchors = LineAnchors.unchanged();
    anchors.pin(3, 0);
    assert.deepEqual(origins(anchors, 5), [undefined, 1, 2, 0, 4]);
    assert.equal(anchors.current(3), undefined);
  });

  /** Whole lines put in or taken out: the edits of which it is certain which line is which. */
  const wholeLines = fc.record({ at: fc.nat(30), removed: fc.nat(4), inserted: fc.nat(4) });

  it('agree with a list of lines under any insertions and deletions', () => {
    fc.assert(
      fc.property(fc.array(wholeLines, { maxLength: 20 }), (edits) => {
        const lines: (number | undefined)[] = Array.from({ length: 200 }, (_, line) => line);
        const anchors = new LineAnchors(Int32Array.from(lines.keys()));
        for (const { at, removed, inserted } of edits) {
          // A replacement by as many lines keeps each in its place, so it is no insertion.
          if (removed === inserted) continue;
          anchors.edit({ startLine: at, startCharacter: 0, endLine: at + removed, breaks: inserted });
          lines.splice(at, removed, ...Array.from({ length: inserted }, () => undefined));
        }
        assert.deepEqual(origins(anchors, lines.length), lines);
        for (const [line, origin] of lines.entries())
          if (origin !== undefined) assert.equal(anchors.current(origin), line);
        // Once more: they are looked up in another way by now.
        for (let origin = 0; origin < 210; origin++) {
          const line = lines.indexOf(origin);
          assert.equal(anchors.current(origin), line < 0 ? undefined : line);
        }
      }),
    );
  });

  it('never have one line of the judged file twice, whatever happens', () => {
    const anyEdit = fc.record({
      startLine: fc.nat(20),
      startCharacter: fc.nat(2),
      lines: fc.nat(5),
      breaks: fc.nat(5),
    });
    const pin = fc.record({ line: fc.nat(20), origin: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(fc.oneof(anyEdit, pin), { maxLength: 20 }), (steps) => {
        const anchors = LineAnchors.unchanged();
        for (const step of steps) {
          if ('origin' in step) anchors.pin(step.line, step.origin);
          else anchors.edit({ ...step, endLine: step.startLine + step.lines });
        }
        const known = origins(anchors, 150).filter((origin) => origin !== undefined);
        assert.equal(new Set(known).size, known.length);
        for (const origin of known) assert.equal(anchors.origin(anchors.current(origin) ?? -1), origin);
      }),
    );
  });
});
