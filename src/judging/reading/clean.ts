import { toAscii } from './ascii.ts';

/** What a judge wraps around its verdict and must not be read: reasoning, code fences, other turns. */

const thoughts = 'think|thinking|thought|reasoning|reflection|analysis|scratchpad|seed:think';
/** `<think>`, `[THINK]` (Magistral), `◁think▷` (Kimi), `<|START_THINKING|>` (Cohere), and their ends. */
const reasoningTag = new RegExp(
  `[<[◁](?<close>/?)(?:${thoughts})(?:\\s[^>\\]▷]{0,80})?[>\\]▷]|<\\|(?:start_thinking|begin_of_thought|(?<end>end_thinking|end_of_thought))\\|>`,
  'gi',
);
/** The channels of gpt-oss (harmony): what it thinks, and the mark before what it says; also without their marks. */
const thinkingChannel =
  /<\|channel\|>(?:analysis|commentary)\b[^<]*<\|message\|>[\s\S]*?(?:<\|end\|>|$)|^analysis(?=[A-Z\d[])[\s\S]*?assistantfinal/g;
const saidMark = /(?:<\|start\|>assistant)?<\|channel\|>final<\|message\|>|<\|start\|>assistant/g;

/**
 * The reply without its reasoning. A closing tag alone ends reasoning that began in the prompt (DeepSeek-R1's chat
 * template does so); an opening tag alone means that the reply was cut inside its reasoning, so nothing is left.
 */
export function stripReasoning(reply: string): string {
  const text = reply.replace(thinkingChannel, '').replace(saidMark, '');
  let said = '';
  let from = 0;
  let isThinking = false;
  for (const { 0: tag, index, groups } of text.matchAll(reasoningTag)) {
    if (groups?.['close'] === '/' || groups?.['end']) {
      if (!isThinking) said = '';
      isThinking = false;
      from = index + tag.length;
    } else if (!isThinking) {
      said += text.slice(from, index);
      isThinking = true;
    }
  }
  return isThinking ? said : said + text.slice(from);
}

/** Starts of the judge's own turn as chat templates write them, and speakers' names before its words. */
const startOfTurn =
  /<\|im_start\|>assistant|<\|start_header_id\|>assistant<\|end_header_id\|>|<\|assistant\|>|<start_of_turn>model|\[\/INST\]|<\|start_response\|>|<\|begin_of_solution\|>|### Response:|assistant:/i;
/** Ends of turn as chat templates write them. */
const endOfTurn =
  /<\|(?:im_end|eot_id|endoftext|end|eom_id|return|user|end_response|end_of_solution)\|>|<end_of_turn>|<\/s>(?!\s*\d)|<｜end▁of▁sentence｜>/i;

/**
 * The reply up to its first end of turn. A model that runs past it, its stop token leaked as text, makes up the next
 * turns: whatever verdicts stand there are not about this sample.
 */
function firstTurn(reply: string): string {
  const marks = new RegExp(`^(?:\\s|${startOfTurn.source}|${endOfTurn.source})*`, 'i');
  const start = marks.exec(reply)?.[0].length ?? 0;
  const end = reply.slice(start).search(endOfTurn);
  return end < 0 ? reply.slice(start) : reply.slice(start, start + end);
}

const fence = /^[ \t]*(?:```|~~~)[^\n`]*$/gm;

/** Characters of a reply that are read, its last ones: longer ones are a model that ran away. */
const longest = 64 * 1024;

/** A part of a text. */
export interface Span {
  start: number;
  end: number;
}

/** A reply without what is wrapped around its verdict. */
export interface CleanReply {
  /** As the judge wrote it: what rationales are cut from. */
  verbatim: string;
  /** The same in ASCII and without markup, place by place: what scores are found in (`ascii.ts`). */
  ascii: string;
  /** What stood in code fences. */
  fenced: Span[];
}

/**
 * The reply as the readers want it: its first turn, no reasoning, no fence lines, `\n` line ends; and beside it the same
 * in ASCII forms, so that `［１］ 分数：３` reads like `[1] 分数:3`. A place in one is the same place in the other.
 */
export function clean(reply: string): CleanReply {
  const said = firstTurn(stripReasoning(reply))
    .slice(-longest)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n');
  const short = said.replace(/[ \t]{100,}|\n{100,}/g, (blank) => blank.slice(0, 2));
  const fenced: Span[] = [];
  let verbatim = '';
  let from = 0;
  let opened: number | undefined;
  for (const { 0: line, index } of short.matchAll(fence)) {
    verbatim += short.slice(from, index);
    from = index + line.length;
    if (opened !== undefined) fenced.push({ start: opened, end: verbatim.length });
    opened = opened === undefined ? verbatim.length : undefined;
  }
  verbatim += short.slice(from);
  return { verbatim, ascii: toAscii(verbatim), fenced };
}
