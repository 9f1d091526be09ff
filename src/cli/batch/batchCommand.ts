import type { Terminal } from '../terminal.ts';
import type { BatchArguments } from './batchArguments.ts';
import { collectBatches, type Pause } from './batchCollect.ts';
import { submitBatch, writeBatch } from './batchSend.ts';
import { batchStatus, cancelBatches, forgetBatches } from './batchStatus.ts';

/** `gavel batch`. Resolves to the exit status; throws CliProblem. */
export async function batch(args: BatchArguments, terminal: Terminal, pause?: Pause): Promise<number> {
  switch (args.command) {
    case 'write':
      return writeBatch(args, terminal);
    case 'submit': {
      const status = await submitBatch(args, terminal);
      if (status !== 0 || !args.wait) return status;
      const { baseUrl, apiKeyEnv } = args.score;
      const follow = { run: args.run, baseUrl, apiKeyEnv, results: [], source: args.score.file, wait: true };
      return collectBatches({ command: 'collect', ...follow }, terminal, pause);
    }
    case 'collect':
      return collectBatches(args, terminal, pause);
    case 'status':
      return batchStatus(args, terminal);
    case 'cancel':
      return cancelBatches(args, terminal);
    case 'forget':
      return forgetBatches(args, terminal);
  }
}
