import { first, lines, type ReplyStyle } from './corpusReply.ts';

const counted = (scores: readonly number[], line: (i: number, s: number) => string, glue = '\n') =>
  scores.map((s, i) => line(i + 1, s)).join(glue);
const plain = (i: number, s: number) => `[${i}] Score: ${s}`;

const twelve = [13, 1, 7, 7, 2, 12, 10, 3, 11, 5, 9, 4];
const twenty = [20, 1, 19, 2, 18, 3, 17, 4, 16, 5, 15, 6, 14, 7, 13, 8, 21, 9, 12, 10];

/** As asked, or nearly so: spacing, case and separators are all that varies. */
export const clean: ReplyStyle = {
  style: 'clean',
  replies: [
    lines('one text', [2], '[1] Score: 2'),
    lines('two texts', [1, 3], '[1] Score: 1\n[2] Score: 3'),
    lines('three texts, a line break at the end', [3, 1, 2], '[1] Score: 3\n[2] Score: 1\n[3] Score: 2\n'),
    lines('four texts with ties', [2, 2, 5, 2], counted([2, 2, 5, 2], plain)),
    lines('five texts', [6, 4, 3, 1, 5], counted([6, 4, 3, 1, 5], plain)),
    lines(
      'eight texts, blank lines between',
      [8, 1, 9, 3, 3, 5, 6, 2],
      counted([8, 1, 9, 3, 3, 5, 6, 2], plain, '\n\n'),
    ),
    lines('twelve texts', twelve, counted(twelve, plain)),
    lines('twenty texts', twenty, counted(twenty, plain)),
    lines('twenty texts on one line', twenty, counted(twenty, plain, ' ')),
    lines('twenty texts, commas between', twenty, counted(twenty, plain, ', ')),
    lines('Windows line ends', [1, 4, 2], counted([1, 4, 2], plain, '\r\n')),
    lines('old Mac line ends', [1, 4, 2], counted([1, 4, 2], plain, '\r')),
    lines('line separators of Unicode', [1, 4, 2], counted([1, 4, 2], plain, '\u2028')),
    lines('a byte order mark first', [2, 3], `\ufeff${counted([2, 3], plain)}`),
    lines('zero-width spaces', [2, 3], '\u200b[1] Score: \u200b2\n\u200b[2] Score: \u200b3'),
    lines('narrow no-break spaces', [2, 3], '[1]\u202fScore:\u202f2\n[2]\u202fScore:\u202f3'),
    lines(
      'tabs',
      [3, 2, 2],
      counted([3, 2, 2], (i, s) => `[${i}]\tScore:\t${s}`),
    ),
    lines(
      'no blanks at all',
      [3, 2, 2],
      counted([3, 2, 2], (i, s) => `[${i}]Score:${s}`),
    ),
    lines(
      'blanks in the brackets',
      [3, 2, 2],
      counted([3, 2, 2], (i, s) => `[ ${i} ] Score : ${s}`),
    ),
    lines(
      'an equals sign',
      [3, 2, 2],
      counted([3, 2, 2], (i, s) => `[${i}] Score = ${s}`),
    ),
    lines(
      'no colon',
      [3, 2, 2],
      counted([3, 2, 2], (i, s) => `[${i}] Score ${s}`),
    ),
    lines(
      'a dash for the colon',
      [3, 2, 2],
      counted([3, 2, 2], (i, s) => `[${i}] Score - ${s}`),
    ),
    lines(
      'a full stop after each',
      [3, 2, 2],
      counted([3, 2, 2], (i, s) => `[${i}] Score: ${s}.`),
    ),
    lines(
      'a semicolon after each',
      [3, 2, 2],
      counted([3, 2, 2], (i, s) => `[${i}] Score: ${s};`),
    ),
    lines(
      'capitals',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}] SCORE: ${s}`),
    ),
    lines(
      '"rating" for "score"',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}] Rating: ${s}`),
    ),
    lines(
      '"quality score"',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}] Quality score: ${s}`),
    ),
    lines(
      '"complexity score"',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}] Complexity Score: ${s}`),
    ),
    lines(
      'a colon after the index too',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}]: Score: ${s}`),
    ),
    lines(
      'leading zeros',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[0${i}] Score: 0${s}`),
    ),
    lines(
      'brackets around the score',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}] Score: [${s}]`),
    ),
    lines(
      'angle brackets around the score',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}] Score: <${s}>`),
    ),
    lines(
      'braces around the score',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}] Score: {${s}}`),
    ),
    lines(
      'parentheses around the score',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}] (Score: ${s})`),
    ),
    lines(
      'points',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}] Score: ${s} points`),
    ),
    lines(
      'pt',
      [1, 2, 4],
      counted([1, 2, 4], (i, s) => `[${i}] Score: ${s} pts`),
    ),
    first('one answer', [8], '8\nA sound answer.'),
    first('two answers', [8, 7], '8 7\nThe first one is more precise.'),
    first('three answers', [4, 9, 6], '4 9 6\nThe second names its sources.'),
    first('four answers', [1, 10, 10, 5], '1 10 10 5\nThe first one is empty.'),
    first('scores and nothing else', [3, 9], '3 9'),
    first('commas', [4, 9, 6], '4, 9, 6\nThe second names its sources.'),
    first('commas without blanks', [4, 9, 6], '4,9,6\nThe second names its sources.'),
    first('a tab', [6, 9], '6\t9\nThe second is better.'),
    first('semicolons', [6, 9], '6; 9\nThe second is better.'),
    first('a bar', [6, 9], '6 | 9\nThe second is better.'),
    first('a full stop', [6, 9], '6 9.\nThe second is better.'),
    first('parentheses', [6, 9], '(6, 9)\nThe second is better.'),
    first('brackets', [6, 9], '[6, 9]\nThe second is better.'),
    first('brackets each', [6, 9], '[6] [9]\nThe second is better.'),
    first('"and"', [6, 9], '6 and 9\nThe second is better.'),
    first('blank lines first', [6, 9], '\n \n6 9\n\nThe second is better.'),
    first('indented', [6, 9], '   6   9   \nThe second is better.'),
    first('Windows line ends', [6, 9], '6 9\r\n\r\nThe second is better.'),
    first('a dash and the reason on the same line', [6, 9], '6 9 - the second is better.'),
    first('the reason in parentheses', [6, 9], '6 9 (the second is better)'),
    first('a full stop and the reason', [6, 9], '6 9. The second is better because it is complete.'),
  ],
};
