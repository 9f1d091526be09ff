/** The core's words name VS Code settings; in a terminal they are flags. */
const flags: readonly (readonly [setting: string, flag: string])[] = [
  ['`gavel.fields`', '--fields'],
  ['gavel.judge.offScale to "keep"', '--off-scale keep'],
  ['Empty gavel.judge.jury', 'Leave --jury out'],
  ['Set gavel.judge.order to "as given"', 'Leave --order out'],
  ['Set gavel.judge.samples to 1', 'Leave --samples out'],
  ['gavel.parameters', '--parameters'],
  ['gavel.run.timeoutSeconds', '--timeout'],
  ['gavel.run.concurrency', '--concurrency'],
  ['Set the API key for this endpoint', 'Name the environment variable that holds its key with --api-key-env'],
  ['Correct the rows shown under Problems.', 'Write one JSON object on each line.'],
];

/** Words of the core in the terms of the terminal: flags for settings. */
export function inFlags(words: string): string {
  return flags.reduce((text, [setting, flag]) => text.replaceAll(setting, flag), words);
}
