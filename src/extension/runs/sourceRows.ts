import type { LogOutputChannel, Uri } from 'vscode';
import type { Row } from '../../dataset/rows.ts';
import type { Sample } from '../../dataset/sample.ts';
import type { OpenedDataset } from '../../runs/rows/dataset.ts';
import type { RowFinder } from '../../runs/rows/rowFinder.ts';
import { isJudged, type RowRef, type RunRecord } from '../../runs/run.ts';
import type { LiveRun } from '../liveRun.ts';
import { chunksOf, rangesOf, versionOf } from './fileBytes.ts';

/** A file's rows as they were found at one version of it. */
interface Known {
  version: string;
  dataset: Promise<OpenedDataset | undefined>;
  rows: Promise<RowFinder>;
  /** Nobody asks any more: the version has passed. */
  outdated: AbortController;
}

/** Files whose rows are remembered. */
const mostFiles = 4;

/**
 * Finds the rows that runs judged in their files as these are now (see RowFinder): in what the user sees, where that is
 * not saved yet.
 */
export class SourceRows {
  private readonly log: LogOutputChannel;
  private readonly known = new Map<string, Known>();

  constructor(log: LogOutputChannel) {
    this.log = log;
  }

  /** What was judged; undefined when the row has changed or its file is gone. */
  async sample(run: LiveRun, record: RunRecord): Promise<Sample | undefined> {
    return isJudged(record) && record.sample ? record.sample : this.sampleAt(run, record.row);
  }

  /**
   * What a row holds that was judged in a file; undefined when it has changed or its file is gone. Rows that are asked
   * for together are read together where they are packed.
   */
  async sampleAt(run: LiveRun, ref: RowRef): Promise<Sample | undefined> {
    const row = await this.row(run, ref);
    const dataset = row && (await this.dataset(run));
    if (!row || !dataset) return undefined;
    const { toItem } = await import('../../runs/rows/dataset.ts');
    const item = toItem(row, dataset.shape);
    return 'sample' in item ? item.sample : undefined;
  }

  /** What the judge was asked about: of rows that were compared in one request, all of them. */
  async asked(run: LiveRun, record: RunRecord): Promise<Sample | undefined> {
    if (!isJudged(record) || !record.together) return this.sample(run, record);
    const slots = record.together.map((index) => run.columns.slotOf(index)).filter((slot) => slot !== undefined);
    const others = await run.records(slots);
    const samples = await Promise.all(others.map((other) => other && this.sample(run, other)));
    const known = samples.filter((sample) => sample !== undefined);
    const { togetherSample } = await import('../../runs/together.ts');
    return known.length === record.together.length ? togetherSample(known) : undefined;
  }

  /** The 1-based line on which a judged row begins now; undefined when it has changed or is gone. */
  async line(run: LiveRun, { row }: { row: RowRef }): Promise<number | undefined> {
    return (await this.row(run, row))?.line;
  }

  /** How the rows of a run's source are read; undefined when it is gone or is no dataset any more. */
  async dataset({ source, header }: LiveRun): Promise<OpenedDataset | undefined> {
    return source && (await this.at(source, header.fields)).dataset;
  }

  private async row({ source, header }: LiveRun, ref: RowRef): Promise<Row | undefined> {
    if (!source) return undefined;
    try {
      const { rows } = await this.at(source, header.fields);
      const finder = await rows;
      return await finder.find(ref);
    } catch (error) {
      this.log.debug(`${source.path}: ${error}`);
      return undefined;
    }
  }

  private async at(source: Uri, fields: LiveRun['header']['fields']): Promise<Known> {
    const key = `${source} ${JSON.stringify(fields)}`;
    const version = await versionOf(source).catch(() => 'gone');
    const known = this.known.get(key);
    if (known?.version === version) return known;
    this.forget(key);
    const outdated = new AbortController();
    const rows = this.finder(source, outdated.signal);
    const fresh = { version, dataset: this.open(source, fields), rows, outdated };
    this.known.set(key, fresh);
    for (const oldest of [...this.known.keys()].slice(0, -mostFiles)) this.forget(oldest);
    return fresh;
  }

  private forget(key: string): void {
    this.known.get(key)?.outdated.abort();
    this.known.delete(key);
  }

  private async finder(source: Uri, signal: AbortSignal): Promise<RowFinder> {
    const { RowFinder } = await import('../../runs/rows/rowFinder.ts');
    return new RowFinder(chunksOf(source), rangesOf(source), signal);
  }

  private async open(source: Uri, fields: LiveRun['header']['fields']): Promise<OpenedDataset | undefined> {
    const { openDataset } = await import('../../runs/rows/dataset.ts');
    try {
      const dataset = await openDataset(chunksOf(source), fields);
      return 'reason' in dataset ? undefined : dataset;
    } catch (error) {
      this.log.debug(`${source.path}: ${error}`);
      return undefined;
    }
  }
}
