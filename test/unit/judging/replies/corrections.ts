import { first, json, lines, type ReplyStyle } from './corpusReply.ts';

/** Judges that change their mind: the last well-formed verdict counts, and half a change is none. */
export const corrections: ReplyStyle = {
  style: 'self-corrections',
  replies: [
    lines('a second verdict', [3, 1], '[1] Score: 1\n[2] Score: 3\n\nOn reflection:\n[1] Score: 3\n[2] Score: 1'),
    lines(
      'a second verdict under a heading',
      [3, 1],
      '## First impression\n[1] Score: 1\n[2] Score: 3\n\n## Final scores\n[1] Score: 3\n[2] Score: 1',
    ),
    lines(
      'a second verdict, all bold',
      [3, 1],
      '[1] Score: 2\n[2] Score: 2\n\n**Corrected:**\n**[1] Score: 3**\n**[2] Score: 1**',
    ),
    lines(
      'a second verdict in a fence',
      [3, 1],
      'Draft:\n[1] Score: 2\n[2] Score: 2\n\nFinal:\n```\n[1] Score: 3\n[2] Score: 1\n```',
    ),
    lines(
      'a second verdict in JSON',
      [3, 1],
      '[1] Score: 2\n[2] Score: 2\n\nAs JSON, after another look:\n{"scores": [3, 1]}',
    ),
    lines('JSON, then lines', [3, 1], '{"scores": [2, 2]}\n\nAfter another look:\n[1] Score: 3\n[2] Score: 1'),
    lines('one line again', [3, 1], '[1] Score: 3\n[2] Score: 2\nCorrection:\n[2] Score: 1'),
    lines(
      'one line again, later',
      [3, 1],
      '[1] Score: 3\n[2] Score: 2\n\nResponse 2 has 4 errors, so I lower it.\n\n[2] Score: 1',
    ),
    lines('the same verdict again', [3, 1], '[1] Score: 3\n[2] Score: 1\n\nIn short:\n[1] Score: 3\n[2] Score: 1'),
    lines('an arrow', [null, 1], '[1] Score: 2 → 3\n[2] Score: 1'),
    lines('an ASCII arrow', [null, 1], '[1] Score: 2 -> 3\n[2] Score: 1'),
    lines('"then"', [null, 1], '[1] Score: 2, then 3\n[2] Score: 1'),
    lines('"no" behind the number', [null, 1], '[1] Score: 2, no, 3\n[2] Score: 1'),
    lines('"sorry" behind the number', [null, 1], '[1] Score: 2 (sorry, 3)\n[2] Score: 1'),
    lines('"make that"', [null, 1], '[1] Score: 2... make that 3\n[2] Score: 1'),
    lines('"changed to"', [null, 1], '[1] Score: 2, changed to 3\n[2] Score: 1'),
    lines('a deletion', [3, 1], '[1] Score: ~~2~~ 3\n[2] Score: 1'),
    lines('a deleted line', [3, 1], '~~[1] Score: 2~~\n[1] Score: 3\n[2] Score: 1'),
    lines('a deletion in HTML', [3, 1], '[1] Score: <s>2</s> 3\n[2] Score: 1'),
    lines('a change within a sentence', [3, null], '[1] Score: 3\n[2] Score: 2\n\nWait, [2] Score: 1 would be fairer.'),
    lines(
      'a change within a sentence, in words',
      [3, null],
      '[1] Score: 3\n[2] Score: 2\n\nActually, [2] Score: should be one lower.',
    ),
    lines(
      'drafts in the analysis',
      [3, 1],
      'At first sight [1] Score: 2 and [2] Score: 2 come to mind.\n\n[1] Score: 3\n[2] Score: 1',
    ),
    lines(
      'a third verdict',
      [3, 1],
      '[1] Score: 1\n[2] Score: 3\nNo:\n[1] Score: 2\n[2] Score: 2\nNo:\n[1] Score: 3\n[2] Score: 1',
    ),
    lines(
      'by criterion first, then overall',
      [3, 1],
      'Accuracy:\n[1] Score: 2\n[2] Score: 1\n\nDepth:\n[1] Score: 3\n[2] Score: 2\n\nOverall:\n[1] Score: 3\n[2] Score: 1',
    ),
    first(
      'final scores at the end',
      [8, 6],
      '7 7\nThe first names its sources, which I overlooked.\nFinal scores: 8 6',
    ),
    first(
      'final scores below a heading',
      [8, 6],
      '7 7\nThe first names its sources, which I overlooked.\n\n## Final scores\n8 6',
    ),
    first('final labels', [8, 6], '7 7\nThe first names its sources.\n\nFinal scores:\nAssistant 1: 8\nAssistant 2: 6'),
    first('revised', [8, 6], '7 7\nThe first names its sources.\nRevised scores: 8 6'),
    first('JSON at the end', [8, 6], '7 7\nThe first names its sources.\n{"scores": [8, 6]}'),
    first('a deletion', [8, 6], '~~7 7~~\n8 6\nThe first names its sources.'),
    first('the same again', [8, 6], '8 6\nThe first names its sources.\n\nSo: 8 6'),
    json('two objects', [3, 1], '{"scores": [2, 2]}\nOn reflection:\n{"scores": [3, 1]}'),
    json('a "final_scores" besides', [3, 1], '{"draft_scores": [2, 2], "scores": [3, 1]}'),
    json('an object and the same again', [3, 1], '{"scores": [3, 1]}\n\n```json\n{"scores": [3, 1]}\n```'),
  ],
};
