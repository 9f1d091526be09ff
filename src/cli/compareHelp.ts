import { reportHelp } from './reportOutput.ts';

/** `gavel compare --help`. */
export const compareHelp = `Usage: gavel compare RUN RUN [RUN…] [options]

Compares runs over the same rows with the first of them. Rows are matched by their content, wherever they stand; rows
that only one run has are counted and left out. Scores of other tasks and scales compare by how far up their scale they
are, 0 to 1. Rows without a score are counted beside, never as ties or zeros.

${reportHelp}
Exit status: 0 compared, 1 could not (a file is no run, or the runs have no row in common).
`;
