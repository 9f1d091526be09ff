/** `gavel reread --help`. */
export const rereadHelp = `Usage: gavel reread RUN [DATASET]

Reads the replies that a run kept again, as this version reads them, and writes to the run what changed. Nobody is asked.
DATASET is the file that was judged, where it is not where the run says.

Exit status: 0 read, 1 could not, 130 cancelled.
`;
