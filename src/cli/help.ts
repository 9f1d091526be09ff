/** `gavel --help`. */
export const help = `Gavel judges LLM responses in the terminal as it does in the editor.

Usage
  gavel score FILE [options]    judge every row of a .jsonl, .ndjson or .json file
  gavel score --help            the options
  gavel --version
`;

/** `gavel score --help`. */
export const scoreHelp = `Usage: gavel score FILE [options]

Judges every row of a dataset (.jsonl, .ndjson or .json) and shows the scores. Rows are recognised by their keys:
instruction + responses, answer1_body + answer2_body, chosen + rejected, messages, and other shapes.

Judge
  --task NAME            quality (QualityScorer, the default), judgelm (JudgeLM) or complexity (ComplexityScorer)
  --model NAME           the model that judges; without it the offline preview does, which is not an LLM
  --base-url URL         an OpenAI-compatible endpoint (default https://api.openai.com/v1)
  --api-key-env NAME     the environment variable that holds the endpoint's key
                         (OPENAI_API_KEY for api.openai.com; none for any other endpoint)
  --template FILE        a Jinja2 template in place of the task's own prompt
  --dialect NAME         JudgeLM's frame: distilabel (default) or official
  --reply FORM           ask for text (default), structured (a JSON object) or auto
  --explain              ask for a sentence of reason with each score
  --off-scale WHAT       keep (default) or reject a score outside the scale that the judge insists on
  --parameters JSON      '{"temperature":0,"top_p":1,"seed":7,"max_tokens":2048}'; what is not named is not sent

Dataset
  --fields JSON          where a row holds its texts, when its keys are not recognised:
                         '{"instruction":"prompt","responses":["answer_a","answer_b"],"reference":"gold"}'

Run
  --concurrency N        requests in flight (default 8)
  --timeout S            seconds for one attempt (default 60)
  --max-retries N        further attempts when the endpoint is busy or broken (default 4)

Result
  --output FILE          keep the run: a name ending in .gavel.jsonl shows in the editor's sidebar
  --export FILE          the rows with their scores as new columns, .jsonl, or a line a response, .csv
  --overwrite            replace these files when they exist
  --json                 the run, its summary and its records as JSON on stdout, instead of the table

Ctrl-C stops asking and keeps what is judged; a second one ends the program at once.
Exit status: 0 every response scored, 2 some rows unscored or malformed, 1 could not run, 130 cancelled.
`;
