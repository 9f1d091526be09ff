import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  agreesOnWinner,
  combined,
  disagreement,
  isMedianSettled,
  isWinnerSettled,
  judgedWinners,
  majority,
  winners,
} from '../../../src/judging/votes.ts';

const scale = { min: 1, max: 3 };
const votesOf = (...all: (number | null)[][]) =>
  all.map((scores) => ({ scores, order: scores.map((_, i) => i), model: 'm' }));

describe('winners', () => {
  it('are all that share the highest score', () => {
    assert.deepEqual(winners([1, 3, 2]), [1]);
    assert.deepEqual(winners([3, 1, 3]), [0, 2]);
  });

  it('are nobody where a score is missing, or there is nobody to win against', () => {
    assert.equal(winners([3, null]), undefined);
    assert.equal(winners([3]), undefined);
    assert.equal(winners([]), undefined);
  });

  it('are found in a list of any length: a run file may say anything', () => {
    const long = new Array<number>(300_000).fill(2);
    long[7] = 3;
    assert.deepEqual(winners(long), [7]);
  });

  it('are those of most votes, and nobody where votes are even', () => {
    assert.deepEqual(majority(votesOf([2, 1], [3, 1], [1, 2]))?.winners, [0]);
    assert.equal(majority(votesOf([2, 1], [1, 2])), undefined);
    assert.equal(majority(votesOf([2, null])), undefined);
    assert.equal(majority([]), undefined);
  });

  it('of a judgement are the majority’s, and where there is none those of its scores', () => {
    assert.deepEqual(judgedWinners({ scores: [1.9, 2], votes: votesOf([3, 1], [3, 2], [1, 3]) }), [0]);
    assert.deepEqual(judgedWinners({ scores: [2.5, 1.5], votes: votesOf([4, 1], [1, 2]) }), [0]);
  });

  it('of a judgement that came to no scores are nobody, whatever was heard before it failed', () => {
    assert.equal(judgedWinners({ scores: [null, null], votes: votesOf([8, 7], [null, null]) }), undefined);
  });

  it('are agreed on only where at least two votes name them', () => {
    assert.equal(agreesOnWinner({ votes: votesOf([2, 1], [3, 1]) }), true);
    assert.equal(agreesOnWinner({ votes: votesOf([2, 1], [2, 2]) }), false);
    assert.equal(agreesOnWinner({ votes: votesOf([2, 1], [2, null]) }), undefined);
    assert.equal(agreesOnWinner({}), undefined);
  });
});

describe('scores combined', () => {
  it('are the mean or the middle', () => {
    assert.equal(combined([1, 2, 6], 'mean'), 3);
    assert.equal(combined([1, 2, 6], 'median'), 2);
    assert.equal(combined([1, 2, 3, 6], 'median'), 2.5);
    assert.equal(combined([], 'mean'), null);
    assert.equal(combined([], 'median'), null);
  });

  it('are the same for the same scores, whichever came first', () => {
    const scores = fc.array(
      fc.integer({ min: 10, max: 100 }).map((tenths) => tenths / 10),
      { minLength: 3 },
    );
    fc.assert(
      fc.property(scores, (given) => assert.equal(combined(given.toReversed(), 'mean'), combined(given, 'mean'))),
    );
    assert.equal(combined([3.3, 2.2, 1.1], 'mean'), combined([1.1, 2.2, 3.3], 'mean'));
  });

  it('are never outside of what they are made of', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 6, noNaN: true }), { minLength: 1 }), (scores) => {
        const mean = combined(scores, 'mean') ?? Number.NaN;
        assert.ok(mean >= Math.min(...scores) && mean <= Math.max(...scores));
      }),
    );
  });
});

describe('disagreement', () => {
  it('is the spread of each text’s scores on the scale, and their mean', () => {
    // By hand: text 1 has 1 and 3, spread 1 of a scale 2 wide: 0.5. Text 2 has 2 and 2: 0.
    assert.equal(disagreement({ votes: votesOf([1, 2], [3, 2]), scale }), 0.25);
  });

  it('is 0 where all say the same and one half where they are as far apart as can be', () => {
    assert.equal(disagreement({ votes: votesOf([2], [2], [2]), scale }), 0);
    assert.equal(disagreement({ votes: votesOf([1], [3]), scale }), 0.5);
  });

  it('is not defined without two votes on a text; scores off the scale are none', () => {
    assert.equal(disagreement({ scale }), undefined);
    assert.equal(disagreement({ votes: votesOf([1, null], [null, 2]), scale }), undefined);
    assert.equal(disagreement({ votes: votesOf([1], [9]), scale }), undefined);
  });
});

/** Every way in which so many more votes on two texts may come out, unreadable ones among them. */
function* continuations(left: number): Generator<(number | null)[][]> {
  if (left === 0) {
    yield [];
    return;
  }
  for (const rest of continuations(left - 1))
    for (const first of [1, 2, 3, null]) for (const second of [1, 2, 3, null]) yield [[first, second], ...rest];
}

const score = fc.constantFrom(1, 2, 3, null);
const someVotes = fc.array(fc.tuple(score, score), { minLength: 1, maxLength: 5 });
const someLeft = fc.integer({ min: 0, max: 3 });

describe('what no further vote can change', () => {
  it('is the winner exactly when every continuation names the same', () => {
    fc.assert(
      fc.property(someVotes, someLeft, (given, left) => {
        const now = majority(votesOf(...given))?.winners.join();
        const others = [...continuations(left)].map((more) => majority(votesOf(...given, ...more))?.winners.join());
        const isFixed = now !== undefined && others.every((other) => other === now);
        assert.equal(isWinnerSettled(votesOf(...given), left), isFixed);
      }),
      { numRuns: 60 },
    );
  });

  it('is the middle score exactly when every continuation has the same', () => {
    fc.assert(
      fc.property(someVotes, someLeft, (given, left) => {
        const middle = (votes: (number | null)[][]) =>
          combined(
            votes.flatMap(([first]) => first ?? []),
            'median',
          );
        const now = middle(given);
        const isFixed = now !== null && [...continuations(left)].every((more) => middle([...given, ...more]) === now);
        assert.equal(isMedianSettled(votesOf(...given), 0, left, scale), isFixed);
      }),
      { numRuns: 60 },
    );
  });

  it('is not the middle of scores off the scale: one on it would take their place', () => {
    assert.equal(isMedianSettled(votesOf([9], [9]), 0, 1, scale), false);
  });
});
