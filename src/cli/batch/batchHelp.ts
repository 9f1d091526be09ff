/** `gavel batch --help`. */
export const batchHelp = `Usage: gavel batch COMMAND [options]

Judges by batch: requests go out as files, and their results come back hours later, at half the price of many
endpoints, or by an engine of your own. A run may be judged by batch in part and by gavel score for the rest.

  gavel batch submit FILE --output RUN [options]      send the rows that RUN does not know yet as batches
  gavel batch status RUN                              how they are
  gavel batch collect RUN [--wait]                    take the results of those that are over into RUN
  gavel batch cancel RUN                              cancel them; collect takes what they have got
  gavel batch forget RUN                              give them up: their rows will be asked about anew

  gavel batch write FILE --output RUN --requests FOLDER/PREFIX [options]
                                                      write request files, for an engine of your own (vllm run-batch)
  gavel batch collect RUN RESULTS.jsonl ...           take the results that it has written into RUN

write and submit
  --output RUN             the run file: a new one, or one to go on with
  --requests FOLDER/PREFIX keep the request files as FOLDER/PREFIX-1.jsonl, ...
  --requests-per-file N    at most (default 50000)
  --mb-per-file N          megabytes at most (default 200)
  --wait                   submit: wait until they are over, and collect
  and what gavel score takes for its judge and its dataset (see gavel score --help)

status, collect, cancel
  --base-url URL           where the batches are (default https://api.openai.com/v1)
  --api-key-env NAME       the environment variable that holds the endpoint's key
  --source FILE            collect: the dataset, where it was moved
  --wait                   collect: wait until all batches are over

Exit status: 0 done, 2 rows are left without a judgement or a score, 1 could not be done, 130 cancelled.
`;
