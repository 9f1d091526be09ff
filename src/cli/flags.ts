import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CliProblem } from './cliProblem.ts';

/** Flags as `parseArgs` of Node takes them. */
type Flags = NonNullable<ParseArgsConfig['options']>;

/** What is read for flags: `string` where there is a default, `string | undefined` where there is none. */
export type FlagValues<Some extends Flags> = ReturnType<typeof parseFlags<Some>>['values'];

/** Every command tells of itself. */
export const helpFlag = { help: { type: 'boolean', short: 'h', default: false } } as const;

/** Reads flags and what stands beside them; `command` is whose help tells of them. Throws CliProblem. */
export function parseFlags<const Some extends Flags>(args: readonly string[], flags: Some, command: string) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: flags });
  } catch (error) {
    // Node's first sentence says what is wrong; the others are advice of its own.
    const [sentence = ''] = String((error as Error).message).split(/\. |\n/);
    throw new CliProblem(`${sentence.replace(/\.$/, '')}.`, `See gavel ${command} --help.`);
  }
}
