/** What a judge wraps around its verdict and must not be read: reasoning, code fences, full-width forms. */

/** `<think>`, `[THINK]` (Magistral), `◁think▷` (Kimi), and their ends. */
const reasoningTag = /[<[◁](?<close>\/?)(?:think|thinking|thought|reasoning)(?:\s[^>\]▷]{0,80})?[>\]▷]/gi;
/** The channels of gpt-oss (harmony): what it thinks, and the mark before what it says. */
const thinkingChannel = /<\|channel\|>(?:analysis|commentary)\b[^<]*<\|message\|>[\s\S]*?(?:<\|end\|>|$)/g;
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
    if (groups?.['close'] === '/') {
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

/** Characters of a reply that are read, its last ones: longer ones are a model that ran away. */
const longest = 64 * 1024;

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
  const said = firstTurn(stripReasoning(reply)).slice(-longest).replace(/\r\n?/g, '\n');
  const verbatim = said.replace(/[ \t]{100,}|\n{100,}/g, (blank) => blank.slice(0, 2)).replace(fence, '');
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
