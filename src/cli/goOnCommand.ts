/** The command that goes on with a run, to be typed into a shell: what was typed, but for what begins it anew. */
export function goOnCommand(args: readonly string[]): string {
  return ['gavel', 'score', ...args.filter((arg) => arg !== '--fresh')].map(quoted).join(' ');
}

/** An argument as a shell takes it. */
export function quoted(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`;
}
