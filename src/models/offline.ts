import type { ChatRequest, Model, Reply, Subject } from './model.ts';

/** Its name wherever it appears: nobody shall take it for a language model. */
const name = 'Offline preview (not an LLM)';

/**
 * A deterministic lexical judge: relevance to the instruction (or the reference), completeness, repetition. It exists so
 * that everything can be seen and tested with no key and no network; its scores mean little.
 */
export const offlineModel: Model = {
  id: 'offline',
  name,
  async complete(request) {
    return reply(request);
  },
};

function reply({ subject }: ChatRequest): Reply {
  const shares =
    subject.rates === 'complexity' ? subject.answers.map(difficulty) : subject.answers.map((a) => merit(a, subject));
  const scores = shares.map((share) => onScale(share, subject));
  return { kind: 'reply', text: write(scores, subject), finish: 'stop', model: name };
}

function onScale(share: number, { scale }: Subject): number {
  return Math.round(scale.min + share * (scale.max - scale.min));
}

function write(scores: readonly number[], { form, rates }: Subject): string {
  const how =
    rates === 'complexity'
      ? 'length and number of demands'
      : 'word overlap with the question, completeness and repetition';
  const rationale = `Offline preview, not an LLM: scored by ${how}.`;
  if (form === 'json') return JSON.stringify({ scores, rationale });
  if (form === 'first line') return `${scores.join(' ')}\n${rationale}`;
  return `${scores.map((score, i) => `[${i + 1}] Score: ${score}`).join('\n')}\n${rationale}`;
}

/** 0..1: how good an answer looks from its words alone. */
function merit(answer: string, { instruction, reference }: Subject): number {
  if (answer === reference) return 1;
  const words = wordsOf(answer);
  if (words.length === 0) return 0;
  const distinct = new Set(words);
  const relevance = overlap(wordsOf(reference ?? instruction), distinct);
  const completeness = 1 - Math.exp(-words.length / (reference ? wordsOf(reference).length + 1 : 18));
  const variety = Math.min(1, (distinct.size / words.length) * 1.6);
  return Math.min(
    1,
    (0.35 * relevance + 0.65 * completeness) * variety * (answer.trim() === instruction.trim() ? 0 : 1),
  );
}

/** 0..1: how much an instruction asks for. */
function difficulty(instruction: string): number {
  const words = wordsOf(instruction).length;
  const demands = instruction.match(
    /[,;:?，；：？、\n]|\b(?:and|but|without|prove|compare|explain|why|how)\b|证明|比较|解释|为什么|如何/gi,
  );
  return 1 - Math.exp(-(words / 60 + (demands?.length ?? 0) / 8));
}

/** Share of the wanted words, the short ones aside, that the answer has. */
function overlap(wanted: readonly string[], distinct: ReadonlySet<string>): number {
  const telling = new Set(wanted.filter((word) => word.length > 3 || /[^\p{ASCII}]/u.test(word)));
  if (telling.size === 0) return 1;
  return [...telling].filter((word) => distinct.has(word)).length / telling.size;
}

/** Lower-case words; Chinese, Japanese and Korean text, which has no spaces, by pairs of characters. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [run] of text
    .toLowerCase()
    .matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[\p{L}\p{N}]+/gu)) {
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(run)) {
      for (let i = 0; i + 1 < run.length || i === 0; i++) words.push(run.slice(i, i + 2));
    } else words.push(run);
  }
  return words;
}
