/**
 * The text in ASCII forms and without markup, for finding scores in: digits, punctuation and blanks of other scripts,
 * HTML, LaTeX and deletions. Every character keeps its place, so that texts can be cut from the original.
 */
export function toAscii(text: string): string {
  return steps.reduce((done, [pattern, replace]) => done.replace(pattern, replace), text);
}

const fraction = (stars: string) => `${stars.replaceAll('☆', '').length}/${stars.length}`;

type Step = [pattern: RegExp, replace: (match: string) => string];

const blank = (match: string) => ' '.repeat(match.length);
const to = (char: string) => (match: string) => char.padEnd(match.length);

const steps: Step[] = [
  [/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)],
  // Digits in mathematical alphabets take two places.
  [/[\u{1d7ce}-\u{1d7ff}]/gu, (c) => c.normalize('NFKC').padStart(2)],
  [/(?!\d)\p{Nd}/gu, (c) => digit(c).padEnd(c.length)],
  // The keycap 3 is a digit in a box.
  [/\d\ufe0f\u20e3/g, (c) => `[${c.charAt(0)}]`],
  [/[\u3000\u00a0\u202f\u2000-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\ufe0f|\u20e3/g, blank],
  [/[\u2212\ufe63]/g, to('-')],
  [/[、،]/g, to(',')],
  [/。/g, to('.')],
  [/[【〔]/g, to('[')],
  [/[】〕]/g, to(']')],
  [/「\d{1,4}」/g, (name) => `[${name.slice(1, -1)}]`],
  [/["“]\[\d{1,4}\]["”](?!\s*:)/g, (name) => ` ${name.slice(1, -1)} `],
  [/&(?:nbsp|#160);/g, blank],
  [/&#91;/g, to('[')],
  [/&#93;/g, to(']')],
  [/&(?:quot|#34);/g, to('"')],
  // Stars before a number say the same.
  [/[★⭐]{1,10}\ufe0f?[ \t]{0,4}(?=\(?\d)/gu, blank],
  // Stars say of how many they are: a fraction in their place, where there is room for one.
  [/(?<![★☆])(?=[★☆]{3,10}(?![★☆]))★{1,10}☆{0,10}/g, (stars) => fraction(stars).padEnd(stars.length)],
  [
    /<(?:score|rating)\s+(?:id|index)\s?=\s?["']?\d{1,3}["']?>/gi,
    (tag) => `[${tag.replace(/\D/g, '')}] Score:`.padEnd(tag.length),
  ],
  // What is crossed out is not said.
  [/~~[^~\n]{1,200}~~|<(s|del|strike)>[^<\n]{0,200}<\/\1>/g, blank],
  [/<(?:br\s?\/?|\/(?:p|li|tr|div|pre|h\d))>/gi, to('\n')],
  [/<\/?[a-z][\w:-]{0,40}(?:\s[^<>\n]{0,200})?\/?>/gi, blank],
  [/\\(?:boxed|fbox|text|textbf|mathbf|mathrm|bf)\{|\\q?quad\b|\\(?=[[\](){}_*#])|\\[,;:! ]/g, blank],
  // LaTeX, but no dollars.
  [/\$(?!\d[\d.,]*[ \t]*$)/gm, blank],
  // A link's target.
  [/(?<=\])\([^()\s]{1,200}\)/g, blank],
];

/** The digits of a script stand in a row, from its 0 on. */
function digit(c: string): string {
  const code = c.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
