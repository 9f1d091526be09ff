import type { Verdict } from '../task.ts';
import type { CleanReply } from './clean.ts';

/** How the tasks' own prompts begin, how instruction-tuned models are trained to see one, and a user who speaks. */
const nextSample =
  /^[ \t]*(?:#{1,2}(?:question|query|response list)#:|\[question\]|\[the start of assistant|#{2,3} ?instruction:|(?:user|human):)/im;

/**
 * What the judge says of this sample. A small model may go on after its verdict, make up the next question and judge that
 * too; so where the prompt of another sample begins behind a whole verdict, nothing from there on is read. A prompt said
 * back before the verdict is left in.
 */
export function readOwnTurn(reply: CleanReply, read: (reply: CleanReply) => Verdict): Verdict {
  const at = reply.ascii.search(nextSample);
  if (at > 0) {
    const verdict = read({
      verbatim: reply.verbatim.slice(0, at),
      ascii: reply.ascii.slice(0, at),
      fenced: reply.fenced.filter(({ end }) => end <= at),
    });
    if (verdict.scores.every((score) => score.value !== null)) return verdict;
  }
  return read(reply);
}
