import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ScrollMap } from '../../../src/webview/scrollMap.ts';

const view = 600;
const tenMillionRows = 26 * 10_000_000;

function mapOf(height: number): ScrollMap {
  const map = new ScrollMap();
  map.resize(height, view);
  return map;
}

/** Scrolls as a browser does, which stops at the ends. */
function scroll(map: ScrollMap, by: number): void {
  map.scrolled(Math.max(0, Math.min(map.height - view, map.scrollTop + by)));
}

test('a list that an element can be as tall as is scrolled as any other', () => {
  const map = mapOf(26 * 1000);
  assert.equal(map.height, 26_000);
  for (const scrollTop of [0, 1, 400, 25_400, 13, 9000]) {
    map.scrolled(scrollTop);
    assert.deepEqual([map.top, map.scrollTop, map.placeOf(9100)], [scrollTop, scrollTop, 9100]);
  }
});

test('the bar reaches both ends of the tallest list, and its middle', () => {
  const map = mapOf(tenMillionRows);
  assert.ok(map.height < 10_000_000);
  map.scrolled(map.height - view);
  assert.equal(map.top, tenMillionRows - view);
  map.scrolled((map.height - view) / 2);
  assert.ok(Math.abs(map.top - (tenMillionRows - view) / 2) < 100);
  map.scrolled(0);
  assert.equal(map.top, 0);
});

test('small steps scroll by what they are, wherever the bar is', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: -1000, max: 1000 }), (share, by) => {
      const map = mapOf(tenMillionRows);
      map.scrolled(Math.round((map.height - view) * share));
      const before = map.top;
      scroll(map, by);
      const ends = [0, tenMillionRows - view];
      assert.ok(Math.abs(map.top - before - by) < 1e-6 || ends.includes(map.top), `${before} + ${by} is ${map.top}`);
    }),
  );
});

test('whatever was scrolled before, a wheel reaches the first and the last row', () => {
  const anyMove = fc.oneof(
    fc.record({ by: fc.integer({ min: -1000, max: 1000 }), times: fc.nat(50) }),
    fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ rest: fc.constant(true) }),
  );
  fc.assert(
    fc.property(fc.array(anyMove), fc.boolean(), (moves, up) => {
      // Not so tall that the way is long, but tall enough to be scaled.
      const map = mapOf(8_050_000);
      for (const move of moves) {
        if ('by' in move) for (let i = 0; i < move.times; i++) scroll(map, move.by);
        if ('share' in move) map.scrolled(Math.round((map.height - view) * move.share));
        if ('rest' in move) map.settle();
        assert.ok(map.top >= 0 && map.top <= 8_050_000 - view);
        assert.ok(map.scrollTop >= 0 && map.scrollTop <= map.height - view);
      }
      for (let i = 0; i < 9000; i++) scroll(map, up ? -1000 : 1000);
      assert.equal(map.top, up ? 0 : 8_050_000 - view);
    }),
    { numRuns: 30 },
  );
});

test('at rest the bar is where the list is, and what is seen stays', () => {
  const map = mapOf(tenMillionRows);
  map.scrolled(Math.round(map.height * 0.4));
  for (let i = 0; i < 2000; i++) scroll(map, 1000);
  const { top } = map;
  map.settle();
  assert.ok(Math.abs(map.top - top) < 1e-6);
  const { scrollTop } = map;
  map.moveTo(0);
  map.scrolled(scrollTop);
  assert.ok(Math.abs(map.top - top) < 100, 'a bar dragged there shows the same');
});

test('every row can be brought to the top', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000 - 24), (row) => {
      const map = mapOf(tenMillionRows);
      map.moveTo(row * 26);
      assert.equal(map.top, row * 26);
      assert.equal(map.placeOf(row * 26), map.scrollTop);
    }),
  );
});

test('a list that grows or shrinks keeps what is seen where that is still there', () => {
  const map = mapOf(26_000);
  map.moveTo(10_000);
  map.resize(tenMillionRows, view);
  assert.equal(map.top, 10_000);
  map.moveTo(tenMillionRows);
  map.resize(26_000, view);
  assert.equal(map.top, 26_000 - view);
});
