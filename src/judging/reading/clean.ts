/** What a judge wraps around its verdict and must not be read: reasoning, code fences, full-width forms. */

const reasoningTag = '(think|thinking|thought|reasoning)';
const closedReasoning = new RegExp(`<${reasoningTag}>[\\s\\S]*?</\\1>`, 'gi');
const openReasoning = new RegExp(`<${reasoningTag}>[\\s\\S]*$`, 'i');
const reasoningEnd = new RegExp(`^[\\s\\S]*</${reasoningTag}>`, 'i');

/**
 * The reply without its reasoning. A closing tag alone ends reasoning that began in the prompt (DeepSeek-R1's chat
 * template does so); an opening tag alone means that the reply was cut inside its reasoning, so nothing is left.
 */
export function stripReasoning(reply: string): string {
  return reply.replace(closedReasoning, '').replace(reasoningEnd, '').replace(openReasoning, '');
}

/** Ends of turn as chat templates write them. */
const endOfTurn = /<\|(?:im_end|eot_id|endoftext|end|eom_id)\|>|<end_of_turn>|<\/s>|<｜end▁of▁sentence｜>/;

/**
 * The reply up to its first end of turn. A model that runs past it, its stop token leaked as text, makes up the next
 * turns: whatever verdicts stand there are not about this sample.
 */
function firstTurn(reply: string): string {
  const start = new RegExp(`^(?:\\s|${endOfTurn.source})*`).exec(reply)?.[0].length ?? 0;
  const end = reply.slice(start).search(endOfTurn);
  return end < 0 ? reply : reply.slice(start, start + end);
}

const fence = /^[ \t]*(?:```|~~~)[^\n`]*$/gm;

/** A reply without what is wrapped around its verdict. */
export interface CleanReply {
  /** As the judge wrote it: what rationales are cut from. */
  verbatim: string;
  /** Full-width digits, letters and punctuation as ASCII, character by character: what scores are found in. */
  ascii: string;
}

/**
 * The reply as the readers want it: its first turn, no reasoning, no fence lines, `\n` line ends; and beside it the same
 * in ASCII forms, so that `［１］ 分数：３` reads like `[1] 分数:3`. A place in one is the same place in the other.
 */
export function clean(reply: string): CleanReply {
  const verbatim = firstTurn(stripReasoning(reply)).replace(/\r\n?/g, '\n').replace(fence, '');
  return { verbatim, ascii: toAscii(verbatim) };
}

function toAscii(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
    .replace(/[\u2212\ufe63]/g, '-')
    .replace(/[【〔]/g, '[')
    .replace(/[】〕]/g, ']');
}
