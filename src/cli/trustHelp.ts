import { reportHelp } from './reportOutput.ts';

/** `gavel trust --help`. */
export const trustHelp = `Usage: gavel trust RUN [DATASET] [options]

Tells how far the judge of a run can be trusted: whether it agrees with people where rows carry labels, and what sways it
besides the responses: their place, their length, chance. DATASET is the rows' file, where it is not where the run says.

Labels
  --label-column NAME    the column that holds what people said: a response by number or name, model_a or model_b, A or
                         B, tie; scores of single responses and lists of scores. Given several times, each is one
                         annotator. Without it: what the rows' shape tells, and the labels given in the editor
  --labels FILE          also write the labelled rows, with the judge's scores, as JSONL for calibration

${reportHelp}
Exit status: 0 measured, 1 could not.
`;
