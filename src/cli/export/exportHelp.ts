/** `gavel export --help`. */
export const exportHelp = `Usage: gavel export RUN [DATASET] --output FILE [--as KIND] [options]

Makes something of the scores of a run. Nobody is asked, but for embeddings. DATASET is the file that was judged, where it is
not where the run says. Scores are compared as shares of their scale, 0 to 1; scores off their scale count for nothing.

  --as rows              the rows with their scores as new columns, .jsonl, or a line a response, .csv (the default)
  --as preferences       pairs of a better and a worse response, for DPO and reward models
  --as best              the best response of each row, for fine-tuning (SFT)
  --as selection         the best rows, without near-duplicates, as DEITA selects them (arXiv 2312.15685)
  --overwrite            replace FILE when it exists
  --no-system            leave out system prompts; reference answers are never written

Preferences
  --shape NAME           trl (the default: chat messages), trl-text, openai (input, preferred_output, non_preferred_output)
                         or plain (instruction, chosen, rejected, margin)
  --pairs WHICH          the best response with the worst (the default), or with all others: worst, others
  --least-margin X       the least difference of two scores, 0 to 1; a tie makes no pair, whatever X is
  --whole                only rows whose responses all have a score on the scale

Best responses
  --shape NAME           messages (the default) or plain (instruction, output, score)
  --least-score X        leave out rows whose best response has less, 0 to 1 (default 0.5)
  --ties WHICH           of several best responses take the first (the default) or none: first, none
  --whole                as above

Selection
  --shape NAME           rows (the default: as they are, with deita_score), or messages or plain of the best response
  --complexity RUN       a run that scored the instructions of the same rows: rows go by complexity times quality
  --budget N             rows at most
  --least-score X        leave out rows whose best response has less, 0 to 1 (default 0)
  --near X               how similar near-duplicates are at least: shared runs of five words (Jaccard, default 0.8), or
                         with --embeddings cosine similarity (default 0.9)
  --embeddings MODEL     compare meanings, by an OpenAI-compatible /embeddings: instructions and responses are sent there
  --base-url URL, --api-key-env NAME, --timeout S
                         the endpoint of the embeddings; see gavel score --help

Exit status: 0 written, 2 written, but nothing was left to write, 1 could not be written, 130 cancelled.
`;
