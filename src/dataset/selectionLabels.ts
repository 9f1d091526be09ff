import { linesOf, trimmed } from './selectionSpan.ts';

/** What a labelled part of a text is. */
export type SectionKind = 'instruction' | 'response' | 'reference' | 'system';

/** A part of a text below a heading (`### Response 1`) or behind a speaker label (`User:`, `回答1：`). */
export interface Section {
  kind: SectionKind;
  /** The label's word, in lower case. */
  word: string;
  /** The label's number or letter, where it has one: "1", "A", "一". */
  number: string | undefined;
  /** The text it holds, without the blank lines around it. */
  content: { start: number; end: number };
}

const words: Record<SectionKind, string> = {
  instruction: 'instruction|prompt|question|query|user|human|q|指令|问题|提问|题目|提示词|提示|用户|问',
  response: 'response|answer|assistant|completion|output|candidate|model|a|回答|回复|响应|答案|输出|助手|答',
  reference: 'reference answer|reference response|reference|ground truth|ideal answer|参考答案|参考回答|参考',
  system: 'system prompt|system message|system|系统提示词|系统提示|系统',
};

/** Words of speakers, who may speak several times; the other words name one thing each. */
export const speakers: ReadonlySet<string> = new Set(['user', 'human', '用户', 'assistant', '助手']);

const kinds = new Map(
  Object.entries(words).flatMap(([kind, list]) => list.split('|').map((word) => [word, kind as SectionKind] as const)),
);
const longestFirst = [...kinds.keys()].sort((a, b) => b.length - a.length).join('|');

// `### Response 1`, `**Answer A:** …`, `[Question]`, `User: …`, `回答（一）：…`
const label = new RegExp(
  `^ {0,3}(?<open>#{1,6}[ \\t]+|\\*\\*|__|\\[|【)?(?<word>${longestFirst})` +
    '(?:[ \\t]*[#(（]?(?<number>\\d{1,3}|[a-z](?![a-z])|[一二三四五六七八九十])[)）]?)?' +
    '[ \\t]*(?<inner>[:：])?(?<close>\\*\\*|__|\\]|】)?[ \\t]*(?<outer>[:：])?(?<rest>.*)$',
  'i',
);
const closes: Readonly<Record<string, string>> = { '**': '**', __: '__', '[': ']', '【': '】' };

interface Label extends Omit<Section, 'content'> {
  /** How it is written: `#`, `**`, … or empty for a plain `User:`. */
  form: string;
  lineStart: number;
  contentStart: number;
}

/**
 * Splits a text at its labels. `before` is what comes ahead of the first one. Only labels written like the first one
 * count, and only responses named like the first response, so that an "Answer: 42" inside an answer stays there.
 */
export function readSections(text: string): { before: Section['content']; sections: Section[] } {
  const found = labelsIn(text);
  const alike = found.filter(({ form }) => form === found[0]?.form);
  const kept = alike.filter(({ kind, word, number }) => {
    const first = alike.find((one) => one.kind === kind);
    return word === first?.word && (number === undefined) === (first.number === undefined);
  });
  const sections = kept.map(({ kind, word, number, contentStart }, i) => {
    const content = trimmed(text, contentStart, kept[i + 1]?.lineStart ?? text.length);
    return { kind, word, number, content };
  });
  return { before: trimmed(text, 0, kept[0]?.lineStart ?? text.length), sections };
}

function labelsIn(text: string): Label[] {
  return [...linesOf(text)].flatMap(({ line, start, fenced }) => (fenced ? [] : (labelOf(line, start) ?? [])));
}

function labelOf(line: string, lineStart: number): Label | undefined {
  const groups = label.exec(line)?.groups;
  if (!groups) return undefined;
  const { open = '', word = '', number, inner, close, outer, rest = '' } = groups;
  const form = open.startsWith('#') ? '#' : open;
  const content = form === '#' ? rest.replace(/^[ \t]*#+[ \t]*$/, '') : rest;
  // "Answering this" and "**Model** trains" are prose: a label ends with a colon or, marked as one, with its line.
  const ends = inner !== undefined || outer !== undefined || (form !== '' && content.trim() === '');
  const kind = kinds.get(word.toLowerCase());
  if (!ends || kind === undefined || close !== closes[form]) return undefined;
  return {
    kind,
    word: word.toLowerCase(),
    number: number?.toUpperCase(),
    form,
    lineStart,
    contentStart: lineStart + line.length - content.length,
  };
}
