import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ballots, repliesAsked, shown } from '../../../src/judging/ballots.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import { scripted } from './scriptedModel.ts';

const models = [scripted([])];
const sampleOf = (n: number) => ({ instruction: 'Q', responses: Array.from({ length: n }, (_, i) => `text ${i}`) });
const ordersOf = (n: number, options: Partial<JudgeOptions>) =>
  ballots(tasks.quality, sampleOf(n), { ...defaultOptions, ...options }, models).map(({ order }) => order);

describe('the orders that a judge asks in', () => {
  it('are the one given, unless it is told otherwise', () => {
    assert.deepEqual(ordersOf(3, {}), [[0, 1, 2]]);
  });

  it('turn the list round to swap', () => {
    assert.deepEqual(ordersOf(2, { order: 'swap' }), [
      [0, 1],
      [1, 0],
    ]);
    assert.deepEqual(ordersOf(3, { order: 'swap' })[1], [2, 1, 0]);
  });

  it('are one for a text alone', () => {
    for (const order of ['swap', 'permute'] as const) assert.deepEqual(ordersOf(1, { order }), [[0]]);
  });

  it('show every response in every place once, when there are as many orders as responses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), (n) => {
        const orders = ordersOf(n, { order: 'permute', permutations: n });
        assert.equal(orders.length, n);
        for (let place = 0; place < n; place++)
          assert.equal(new Set(orders.map((order) => order[place])).size, n, `place ${place}`);
      }),
    );
  });

  it('are whole and different permutations, as many as asked for, never one alone, never more than responses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 12 }), (n, permutations) => {
        const orders = ordersOf(n, { order: 'permute', permutations });
        assert.equal(orders.length, Math.min(n, Math.max(2, permutations)));
        assert.equal(new Set(orders.map(String)).size, orders.length);
        for (const order of orders) assert.deepEqual([...order].sort(), [...Array(n).keys()]);
      }),
    );
  });

  it('show no response twice in one place when there are fewer orders than responses', () => {
    const orders = ordersOf(5, { order: 'permute', permutations: 3 });
    for (let place = 0; place < 5; place++) assert.equal(new Set(orders.map((order) => order[place])).size, 3);
  });

  it('are the same for the same sample, and others for another', () => {
    const options = { order: 'permute', permutations: 2 } as const;
    assert.deepEqual(ordersOf(7, options), ordersOf(7, options));
    const other = { instruction: 'R', responses: sampleOf(7).responses };
    const orders = ballots(tasks.quality, other, { ...defaultOptions, ...options }, models).map(({ order }) => order);
    assert.notDeepEqual(orders, ordersOf(7, options));
  });

  it('are the same whatever people said of the responses', () => {
    const options = { ...defaultOptions, order: 'permute' as const };
    for (const preferred of [0, 1, 2]) {
      const labelled = { ...sampleOf(7), labels: { preferred } };
      const orders = ballots(tasks.quality, labelled, options, models).map(({ order }) => order);
      assert.deepEqual(orders, ordersOf(7, options));
    }
  });

  it('are one a text for a pointwise task, whatever the options say', () => {
    const options = { ...defaultOptions, order: 'swap' as const };
    const orders = ballots(tasks['deita-quality'], sampleOf(3), options, models).map(({ order }) => order);
    assert.deepEqual(orders, [[0], [1], [2]]);
  });

  it('are asked of every member of a jury', () => {
    const jury = [scripted([], 'a'), scripted([], 'b')];
    const asked = ballots(tasks.quality, sampleOf(2), { ...defaultOptions, order: 'swap' }, jury);
    assert.deepEqual(
      asked.map(({ model, order }) => [model.name, order.join()]),
      [
        ['a', '0,1'],
        ['a', '1,0'],
        ['b', '0,1'],
        ['b', '1,0'],
      ],
    );
  });

  it('are counted beforehand as they will be', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(tasks)),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('as given' as const, 'swap' as const, 'permute' as const),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        (task, n, order, permutations, samples) => {
          const { responses } = sampleOf(n);
          const sample = { instruction: 'Q', responses, instructions: responses };
          const options = { ...defaultOptions, order, permutations, samples };
          const asked = ballots(task, sample, options, models).length * samples;
          assert.equal(repliesAsked(task, n, options, 1), asked);
        },
      ),
    );
  });
});

describe('the sample as it is shown', () => {
  const sample = {
    instruction: 'Q',
    responses: ['a', 'b', 'c'],
    responseNames: ['m1', 'm2', 'm3'],
    reference: 'r',
    labels: { preferred: 0 },
  };

  it('is itself in the order given', () => {
    assert.equal(shown(tasks.quality, sample, [0, 1, 2]), sample);
  });

  it('has its responses and their names moved, and keeps the rest, but for what people said', () => {
    assert.deepEqual(shown(tasks.quality, sample, [2, 0, 1]), {
      instruction: 'Q',
      responses: ['c', 'a', 'b'],
      responseNames: ['m3', 'm1', 'm2'],
      reference: 'r',
    });
  });

  it('has its instructions moved for ComplexityScorer', () => {
    const compared = { instruction: '', responses: [], instructions: ['x', 'y'] };
    assert.deepEqual(shown(tasks.complexity, compared, [1, 0]).instructions, ['y', 'x']);
  });
});
