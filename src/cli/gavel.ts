#!/usr/bin/env node
import { CliProblem } from './cliProblem.ts';
import { fitHelp } from './fitHelp.ts';
import { help, scoreHelp } from './help.ts';
import { keepHeapModest } from './modestHeap.ts';
import { processTerminal } from './terminal.ts';

// Whoever reads the output may stop early (`gavel … | head`); that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`gavel: ${inWords(error)}\n`);
  return 1;
});

/** Runs the program. Resolves to its exit status; rejects with CliProblem. */
async function main([command, ...args]: string[]): Promise<number> {
  const { stdout } = processTerminal;
  const tell = (text: string) => stdout.write(fitHelp(text, stdout.columns));
  switch (command) {
    case 'score': {
      const { readScoreArguments } = await import('./scoreArguments.ts');
      const read = readScoreArguments(args);
      if (read !== 'help') {
        keepHeapModest();
        return (await import('./scoreCommand.ts')).score(read, processTerminal);
      }
      tell(scoreHelp);
      return 0;
    }
    case 'batch': {
      const { readBatchArguments } = await import('./batch/batchArguments.ts');
      const read = readBatchArguments(args);
      if (read !== 'help') return (await import('./batch/batchCommand.ts')).batch(read, processTerminal);
      tell((await import('./batch/batchHelp.ts')).batchHelp);
      return 0;
    }
    case 'reread': {
      const { readRereadArguments } = await import('./rereadArguments.ts');
      const read = readRereadArguments(args);
      if (read !== 'help') return (await import('./rereadCommand.ts')).reread(read, processTerminal);
      tell((await import('./rereadHelp.ts')).rereadHelp);
      return 0;
    }
    case 'export': {
      const { readExportArguments } = await import('./export/exportArguments.ts');
      const read = readExportArguments(args);
      if (read !== 'help') return (await import('./export/exportCommand.ts')).exportRun(read, processTerminal);
      tell((await import('./export/exportHelp.ts')).exportHelp);
      return 0;
    }
    case 'compare': {
      const { readCompareArguments } = await import('./compareArguments.ts');
      const read = readCompareArguments(args);
      if (read !== 'help') return (await import('./compareCommand.ts')).compare(read, processTerminal);
      tell((await import('./compareHelp.ts')).compareHelp);
      return 0;
    }
    case 'trust': {
      const { readTrustArguments } = await import('./trustArguments.ts');
      const read = readTrustArguments(args);
      if (read !== 'help') return (await import('./trustCommand.ts')).trust(read, processTerminal);
      tell((await import('./trustHelp.ts')).trustHelp);
      return 0;
    }
    case '--version': {
      const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
      stdout.write(`${manifest.version}\n`);
      return 0;
    }
    case undefined:
    case '--help':
    case '-h':
      tell(help);
      return 0;
    default:
      throw new CliProblem(`There is no command "${command}".`, 'See gavel --help.');
  }
}

function inWords(error: unknown): string {
  if (error instanceof CliProblem) return `${error.message} ${error.next}`.trimEnd();
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong inside Gavel: ${message.replace(/\.$/, '')}. Please report it, with the command that you ran.`;
}
