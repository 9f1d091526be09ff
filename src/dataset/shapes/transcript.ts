import type { JsonValue } from '../json.ts';

const answerMark = '\n\nAssistant:';

/** Shorter prompts ("Hi") may begin a response by chance, and then are part of it. */
const shortestRepeated = 16;

/**
 * How many characters at the start of both texts are the prompt. With a prompt of its own, the row's texts may repeat
 * it. Without, it is what they share: up to the last `Assistant:` in HH-RLHF's transcripts, otherwise whole words, as
 * TRL's implicit prompts mean it ("The sky is" + "blue." or "green.").
 */
export function promptLength(chosen: string, rejected: string, prompt: JsonValue | undefined): number {
  if (prompt !== undefined) {
    const repeated = typeof prompt === 'string' && prompt.length >= shortestRepeated;
    return repeated && [chosen, rejected].every((text) => text.startsWith(prompt)) ? prompt.length : 0;
  }
  const shared = chosen.slice(0, sharedPrefix(chosen, rejected));
  const mark = shared.lastIndexOf(answerMark);
  return mark >= 0 ? mark + answerMark.length : wholeWords(shared);
}

/** A prompt as an instruction: HH-RLHF's transcripts are read turn by turn, other text stays as it is. */
export function transcriptPrompt(prompt: string): string {
  const parts = prompt.split(/(?:^|\n\n)(Human|Assistant):/);
  if (parts.length < 3 || parts[0]?.trim() !== '') return prompt.trim();
  const turns: { speaker: string; text: string }[] = [];
  for (let index = 1; index < parts.length; index += 2) {
    const text = parts[index + 1]?.trim() ?? '';
    if (text !== '') turns.push({ speaker: parts[index] === 'Human' ? 'User' : 'Assistant', text });
  }
  const only = turns.length === 1 ? turns[0] : undefined;
  return only ? only.text : turns.map((turn) => `${turn.speaker}: ${turn.text}`).join('\n\n');
}

function wholeWords(text: string): number {
  let length = text.length;
  while (length > 0 && /\S/.test(text.charAt(length - 1))) length--;
  return length;
}

function sharedPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
