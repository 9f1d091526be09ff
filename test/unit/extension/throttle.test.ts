import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Throttle } from '../../../src/extension/throttle.ts';

describe('Throttle', () => {
  it('hands on the first value at once and the others together, none lost', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const delivered: string[][] = [];
    const throttle = new Throttle<string>(100, (values) => delivered.push([...values]));
    throttle.add('a');
    throttle.add('b');
    throttle.add('c');
    throttle.add('b');
    assert.deepEqual(delivered, [['a']]);
    test.mock.timers.tick(100);
    assert.deepEqual(delivered, [['a'], ['b', 'c']]);
    test.mock.timers.tick(100);
    throttle.add('d');
    assert.deepEqual(delivered, [['a'], ['b', 'c'], ['d']]);
  });

  it('hands on what is added while it delivers', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const delivered: number[] = [];
    const throttle = new Throttle<number>(100, (values) => {
      for (const value of values) {
        delivered.push(value);
        if (value < 3) throttle.add(value + 1);
      }
    });
    throttle.add(1);
    test.mock.timers.tick(100);
    test.mock.timers.tick(100);
    assert.deepEqual(delivered, [1, 2, 3]);
  });

  it('is silent once disposed', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const delivered: number[] = [];
    const throttle = new Throttle<number>(100, (values) => delivered.push(...values));
    throttle.add(1);
    throttle.add(2);
    throttle.dispose();
    test.mock.timers.tick(1000);
    assert.deepEqual(delivered, [1]);
  });
});
