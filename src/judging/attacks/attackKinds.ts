/** What in a text is made to sway or to confuse a judge: the name that run files keep, and the words for people. */
export const attackKinds = {
  'prompt marker': 'a marker of the prompt, as if the response ended there',
  'score line': 'a line that looks like a score',
  'JSON scores': 'JSON that looks like a verdict',
  'JSON end': 'an end of JSON that it never began',
  'chat token': 'a token that separates the turns of a chat',
  'fake turn': 'a turn that somebody else seems to speak',
  'words to the judge': 'words that tell the judge what to do',
  template: 'the placeholder of a template',
  'hidden characters': 'characters that nobody sees',
  'turned text': 'marks that show text in another order',
  lookalikes: 'characters that pass for others',
  'terminal escape': 'control characters of a terminal',
} as const;

/** What `scanText` tells apart. */
export type AttackKind = keyof typeof attackKinds;

/** What it is in words, English: "a line that looks like a score". A run file may name kinds that nobody knows. */
export function attackWords(kind: string): string {
  return Object.hasOwn(attackKinds, kind) ? attackKinds[kind as AttackKind] : kind;
}
