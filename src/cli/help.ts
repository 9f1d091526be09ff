/** `gavel --help`. */
export const help = `Gavel judges LLM responses in the terminal as it does in the editor.

Usage
  gavel score FILE [options]    judge every row of a .jsonl, .ndjson or .json file
  gavel reread RUN [DATASET]    read the replies that a run kept again, asking nobody
  gavel export RUN [DATASET]    preference pairs, best responses, or the best rows, from a run's scores
  gavel compare RUN RUN         runs over the same rows side by side
  gavel trust RUN [DATASET]     how far the judge of a run can be trusted
  gavel batch COMMAND           judge by batch: requests as files, results later
  gavel COMMAND --help          what a command does, and its options
  gavel --version
`;

/** `gavel score --help`. */
export const scoreHelp = `Usage: gavel score FILE [options]

Judges every row of a dataset (.jsonl, .ndjson or .json) and shows the scores. Rows are recognised by their keys:
instruction + responses, answer1_body + answer2_body, chosen + rejected, messages, and other shapes.

Judge
  --task NAME            quality (QualityScorer, the default), judgelm (JudgeLM), complexity (ComplexityScorer),
                         deita-quality or deita-complexity (DEITA's scorers, each text alone), or custom (your own template)
  --model NAME           the model that judges; without it the offline preview does, which is not an LLM
  --base-url URL         an OpenAI-compatible endpoint (default https://api.openai.com/v1)
  --api-key-env NAME     the environment variable that holds the endpoint's key
                         (OPENAI_API_KEY for api.openai.com; none for any other endpoint)
  --template FILE        a Jinja2 template in place of the task's own prompt
  --criteria FILE        your own criteria, a Markdown file: they are added to what any task asks
  --criterion TEXT       one criterion of yours; may be given several times
  --scale MIN,MAX        the scale of --task custom (default 1,10)
  --reply-form FORM      how the judge is to write its scores for --task custom: "index lines" (default: [1] Score: 7),
                         "first line" (7 4 9) or json
  --dialect NAME         JudgeLM's frame: distilabel (default) or official
  --reply FORM           ask for text (default), structured (a JSON object) or auto
  --explain              ask for a sentence of reason with each score
  --off-scale WHAT       keep (default) or reject a score outside the scale that the judge insists on
  --parameters JSON      '{"temperature":0,"top_p":1,"seed":7,"max_tokens":2048}'; what is not named is not sent

Trust
  --order HOW            as given (default), swap (also turned round) or permute: every order is a request, scores are
                         averaged, and what coming first gains is told
  --permutations N       how many orders permute asks in (default 3)
  --samples N            replies a judgement, for each order and model (default 1, at most 32)
  --combine HOW          of several replies the mean (default), the median, or majority: the mean of those that name the
                         most frequent winner (of a text that is judged alone, the mean of all)
  --scoring HOW          plain (default) or expected: the mean over the numbers that the judge might have written, by
                         their probability, where the endpoint tells it
  --least-mass P         how much of the probability must lie on scores for that, 0 to 1 (default 0.5)
  --hardened WHEN        show responses as JSON strings: never, flagged (default) or always
  --jury MODEL[@BASE_URL][,KEY_VARIABLE]
                         a further model that judges every row; may be given several times

Dataset
  --fields JSON          where a row holds its texts, when its keys are not recognised:
                         '{"instruction":"prompt","responses":["answer_a","answer_b"],"reference":"gold"}'

Run
  --concurrency N        requests in flight at most (default 8); fewer while the endpoint is busy
  --rpm N, --tpm N       requests, and tokens, a minute at most
  --timeout S            seconds for one attempt (default 60)
  --max-retries N        further attempts when the endpoint is busy or broken (default 4)
  --sample N             judge only N rows, drawn at random; --seed S draws others (default 0)
  --price IN,OUT         what a million tokens cost, in and out, in any currency; of a jury, on average
  --max-cost X           pause when the run has cost X by that price
  --max-requests N       pause when N requests were sent
  --canary               judge a few bad responses, too (empty, constant, off topic), and say so if the judge likes them
  --estimate             say what would be asked, about how many tokens and at what cost, and ask nothing

Result
  --output FILE          keep the run: a name ending in .gavel.jsonl shows in the editor's sidebar. When the file holds a
                         run of the same judge over the same dataset, go on with it: what is scored is not asked again
  --retry-unscored       ask only rows of that run that were asked and have no score, or not all
  --fresh                begin the run again; the one that is there is moved aside
  --export FILE          the rows with their scores as new columns, .jsonl, or a line a response, .csv
  --overwrite            replace the exported file when it exists
  --json                 the run, its summary and its records as JSON on stdout, instead of the table

Ctrl-C stops asking and keeps what is judged; a second one ends the program at once. A run that was stopped, paused or
killed goes on with the same command.
Exit status: 0 every response scored, 2 some rows unscored or malformed, 3 paused (the endpoint is down, a cap is reached,
the disk is full, a batch has the other rows), 1 could not run, 130 cancelled.
`;
