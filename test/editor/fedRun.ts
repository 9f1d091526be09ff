import * as vscode from 'vscode';
import type { RunEntry } from '../../src/extension/runs/runEntry.ts';
import type { Services } from '../../src/extension/services.ts';
import { RunReader } from '../../src/runs/file/runReader.ts';
import type { RunHeader, RunOutcome, RunRecord } from '../../src/runs/run.ts';

/** A run that nobody judges: its records come from a test. They are in its file, as those of any run. */
export class FedRun {
  readonly entry: RunEntry;
  private readonly services: Services;
  private readonly reader: RunReader;
  private text = '';

  private constructor(services: Services, header: RunHeader, total: number) {
    this.services = services;
    this.entry = services.runs.begin(header, total);
    this.reader = new RunReader(this.entry.columns);
    this.entry.reader = this.reader;
  }

  static async begin(services: Services, header: RunHeader, total: number): Promise<FedRun> {
    const run = new FedRun(services, header, total);
    await run.write(header);
    return run;
  }

  async append(...records: readonly RunRecord[]): Promise<void> {
    await this.write(...records);
  }

  async finish(outcome: RunOutcome = { cancelled: false }): Promise<void> {
    const end = { endedAt: new Date().toISOString(), ...outcome };
    await this.write({ end });
    this.services.runs.finish(this.entry, end);
  }

  /** Deletes its file and takes it out of the list: in the other order a watcher may find it and put it back. */
  async drop(): Promise<void> {
    this.entry.judging?.hasStopped();
    this.entry.judging = undefined;
    await vscode.workspace.fs.delete(this.entry.uri);
    this.services.runs.drop(this.entry);
  }

  private async write(...lines: readonly object[]): Promise<void> {
    const added = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    this.text += added;
    await vscode.workspace.fs.writeFile(this.entry.uri, new TextEncoder().encode(this.text));
    this.reader.push(new TextEncoder().encode(added));
    this.services.runs.touch(this.entry);
  }
}
