/** Where text goes: a terminal, a pipe or a file. Only a terminal has columns and colours. */
export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number; hasColors?(): boolean };

/** What the program talks to. */
export interface Terminal {
  stdout: Output;
  stderr: Output;
  env: NodeJS.ProcessEnv;
  /** Aborts at the first Ctrl-C from now on; the second one ends the program, as everywhere. */
  interrupted(): AbortSignal;
}

/** The terminal that this process was started from. */
export const processTerminal: Terminal = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  interrupted() {
    const controller = new AbortController();
    process.once('SIGINT', () => controller.abort());
    return controller.signal;
  },
};
