import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFirstLine } from '../../../../src/judging/reading/firstLine.ts';
import { readIndexed } from '../../../../src/judging/reading/indexed.ts';
import type { Score } from '../../../../src/judging/task.ts';
import { chatty } from '../replies/chatty.ts';
import { clean } from '../replies/clean.ts';
import type { CorpusReply, TrueScore } from '../replies/corpusReply.ts';
import { corrections } from '../replies/corrections.ts';
import { crossed } from '../replies/crossed.ts';
import { digits } from '../replies/digits.ts';
import { echoes } from '../replies/echoes.ts';
import { indexes } from '../replies/indexes.ts';
import { jsonShapes } from '../replies/jsonShapes.ts';
import { jsonWrappers } from '../replies/jsonWrappers.ts';
import { languages } from '../replies/languages.ts';
import { markdown } from '../replies/markdown.ts';
import { markup } from '../replies/markup.ts';
import { numbers } from '../replies/numbers.ts';
import { quotes } from '../replies/quotes.ts';
import { reasoning } from '../replies/reasoning.ts';
import { refusals } from '../replies/refusals.ts';
import { tables } from '../replies/tables.ts';
import { traps } from '../replies/traps.ts';
import { truncations } from '../replies/truncations.ts';
import { unseenFirstLine } from '../replies/unseenFirstLine.ts';
import { unseenForms } from '../replies/unseenForms.ts';
import { unseenFourth } from '../replies/unseenFourth.ts';
import { unseenIndexed } from '../replies/unseenIndexed.ts';
import { unseenLanguages } from '../replies/unseenLanguages.ts';
import { unseenSecond } from '../replies/unseenSecond.ts';
import { unseenThird } from '../replies/unseenThird.ts';
import { wild } from '../replies/wild.ts';

const styles = [
  clean,
  chatty,
  markdown,
  tables,
  jsonWrappers,
  jsonShapes,
  reasoning,
  refusals,
  truncations,
  languages,
  digits,
  numbers,
  indexes,
  corrections,
  quotes,
  markup,
  crossed,
  wild,
  traps,
  echoes,
  unseenIndexed,
  unseenLanguages,
  unseenFirstLine,
  unseenForms,
  unseenSecond,
  unseenThird,
  unseenFourth,
];

type Outcome = 'right' | 'missed' | 'wrong';

function outcome(truth: readonly TrueScore[], scores: readonly Score[]): Outcome {
  const each = truth.map((expected, i): Outcome => {
    const score = scores[i];
    if (!score || score.value === null) return expected === null ? 'right' : 'missed';
    if (expected === null) return 'wrong';
    const isOff = typeof expected === 'object';
    return score.value === (isOff ? expected.off : expected) && score.offScale === isOff ? 'right' : 'wrong';
  });
  return each.includes('wrong') ? 'wrong' : each.includes('missed') ? 'missed' : 'right';
}

function readings({ form, reply, truth, scale }: CorpusReply): Score[][] {
  const n = truth.length;
  const byIndex = () => readIndexed(reply, n, scale ?? { min: 1, max: n + 1 }).scores;
  const byLine = () => readFirstLine(reply, n, scale ?? { min: 1, max: 10 }).scores;
  if (form === 'index lines') return [byIndex()];
  if (form === 'first line') return [byLine()];
  return [byIndex(), byLine()];
}

const read = styles.flatMap(({ style, replies }) =>
  replies.flatMap((entry) =>
    readings(entry).map((scores) => ({ style, entry, scores, outcome: outcome(entry.truth, scores) })),
  ),
);

const isReadable = ({ truth }: CorpusReply) => truth.some((score) => score !== null);
const shown = (rows: typeof read) =>
  rows
    .map(
      ({ style, entry, scores }) =>
        `${style}: ${entry.form}, ${entry.what}: ${JSON.stringify(scores.map((s) => s.value))} for ${JSON.stringify(entry.truth)}`,
    )
    .join('\n');

/** Pieces that a reader with a regular expression that goes back too far would choke on. */
const odd =
  '-|*|#|_|(|.|: |1,|1/|8) |[1] |[[|{{|{"a":|{"a":"|[{"index":1,|{\'a\':1,|“|"{|\\"| \\|/*|{/*|~~|<s>|<b |](|&nbsp;|\\boxed{|第1|１|٣|Response 1 |Response 1\n|score of |score for [1] |[1]: 3 |[1] Score: 3 no || |a\n|analysis|</s>|assistant:|Score: 3\n|★|[1] scores 1 |\n#Question#:|Overall: 3\n|score (1-'
    .split('|')
    .filter((piece) => piece !== '');

describe('replies without end', () => {
  it('are read in a moment', () => {
    for (const piece of odd) {
      for (const before of ['', '[1]', '| Response | Score |\n']) {
        const reply = before + piece.repeat(100_000 / piece.length);
        const started = performance.now();
        readIndexed(reply, 3, { min: 1, max: 4 });
        readIndexed(reply, 1, { min: 1, max: 6 });
        readFirstLine(reply, 3, { min: 1, max: 10 });
        // Some 20 ms; going back too far takes half a minute.
        assert.ok(performance.now() - started < 3000, JSON.stringify(before + piece));
      }
    }
  });
});

describe('the corpus of replies', () => {
  const entries = styles.flatMap((s) => s.replies);

  it('is large, and no two replies are the same', (t) => {
    assert.ok(entries.length >= 400);
    const keys = entries.map((e) => JSON.stringify([e.form, e.truth.length, e.scale, e.reply]));
    const twice = entries.filter((_, i) => keys.indexOf(keys[i] ?? '') !== i).map((e) => e.what);
    assert.deepEqual(twice, []);
    for (const { style, replies } of styles) {
      const missed = read.filter((r) => r.style === style && r.outcome !== 'right').length;
      t.diagnostic(`${style}: ${replies.length} (${replies.filter(isReadable).length} readable), ${missed} not read`);
    }
    const readable = entries.filter(isReadable).length;
    t.diagnostic(`${entries.length} replies, ${readable} readable, ${read.length} readings`);
  });

  it('none is read wrongly', () => {
    assert.equal(shown(read.filter((r) => r.outcome === 'wrong')), '');
  });

  it('at least 99 % of the readable ones are read', () => {
    const readable = read.filter((r) => isReadable(r.entry));
    const missed = readable.filter((r) => r.outcome === 'missed');
    assert.ok(missed.length <= readable.length * 0.01, `${missed.length} of ${readable.length}:\n${shown(missed)}`);
  });

  it('a reply that is cut off says nothing else than the whole one', () => {
    // Of the others, the beginning alone does say something else: a draft, a quotation, an example.
    const plain = [clean, markdown, tables, languages, markup];
    const cuts = plain.flatMap(({ replies }) =>
      replies
        .filter(({ truth }) => truth.every((score) => score !== null))
        .flatMap((entry) =>
          Array.from({ length: Math.min(entry.reply.length, 200) }, (_, length) => ({
            ...entry,
            // The number at the very end may go on; the judge leaves it out.
            reply: entry.reply.slice(0, length).replace(/[-+\p{N}./\s]+$/u, ''),
          })),
        ),
    );
    const wrong = cuts.filter((entry) => readings(entry).some((scores) => outcome(entry.truth, scores) === 'wrong'));
    assert.deepEqual(
      wrong.map(({ what, reply }) => `${what}: ${reply}`),
      [],
    );
  });
});
