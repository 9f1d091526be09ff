import type { LogOutputChannel, Uri } from 'vscode';
import type { Row } from '../../dataset/rows.ts';
import type { Sample } from '../../dataset/sample.ts';
import type { OpenedDataset } from '../../runs/dataset.ts';
import { isJudged, type RowRef, type RunRecord } from '../../runs/run.ts';
import type { LiveRun } from '../liveRun.ts';
import { chunksOf, readRange, versionOf } from './fileBytes.ts';

/** A file's rows as they were found at one version of it. */
interface Known {
  version: string;
  dataset: Promise<OpenedDataset | undefined>;
  /** Where each row is now, by its content; made when a row is not where it was. */
  places?: Promise<Map<string, Row>>;
}

/** Files whose rows are remembered. */
const mostFiles = 4;

/**
 * Finds the rows that a run judged in their file as it is now. A row is known by its content: it may have moved, and one
 * that was changed is not found.
 */
export class SourceRows {
  private readonly log: LogOutputChannel;
  private readonly known = new Map<string, Known>();

  constructor(log: LogOutputChannel) {
    this.log = log;
  }

  /** What was judged; undefined when the row has changed or its file is gone. */
  async sample(run: LiveRun, record: RunRecord): Promise<Sample | undefined> {
    if (isJudged(record) && record.sample) return record.sample;
    const row = await this.row(run, record.row);
    const dataset = row && run.source && (await (await this.at(run.source, run)).dataset);
    if (!row || !dataset) return undefined;
    const { toItem } = await import('../../runs/dataset.ts');
    const item = toItem(row, dataset.shape);
    return 'sample' in item ? item.sample : undefined;
  }

  /** What the judge was asked about: of rows that were compared in one request, all of them. */
  async asked(run: LiveRun, record: RunRecord): Promise<Sample | undefined> {
    if (!isJudged(record) || !record.together) return this.sample(run, record);
    const { togetherSample } = await import('../../runs/together.ts');
    const others = record.together.map((index) => run.records.find(({ row }) => row.index === index));
    const samples = await Promise.all(others.map((other) => other && this.sample(run, other)));
    const known = samples.filter((sample) => sample !== undefined);
    return known.length === samples.length ? togetherSample(known) : undefined;
  }

  /** The 1-based line on which a judged row begins now; undefined when it has changed or is gone. */
  async line(run: LiveRun, record: RunRecord): Promise<number | undefined> {
    return (await this.row(run, record.row))?.line;
  }

  /** How the rows of a run's source are read; undefined when it is gone or is no dataset any more. */
  async dataset(run: LiveRun): Promise<OpenedDataset | undefined> {
    return run.source && (await this.at(run.source, run)).dataset;
  }

  private async row({ source, header }: LiveRun, ref: RowRef): Promise<Row | undefined> {
    if (!source) return undefined;
    try {
      const { contentHash } = await import('../../dataset/hash.ts');
      const bytes = await readRange(source, ref.offset, ref.length);
      const text = bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      if (text !== undefined && contentHash(text) === ref.hash) return { ...ref, text };
      const known = await this.at(source, { header });
      known.places ??= rowsByContent(source);
      return (await known.places).get(ref.hash);
    } catch (error) {
      this.log.debug(`${source.path}: ${error}`);
      return undefined;
    }
  }

  private async at(source: Uri, { header }: Pick<LiveRun, 'header'>): Promise<Known> {
    const key = `${source} ${JSON.stringify(header.fields)}`;
    const version = await versionOf(source).catch(() => 'gone');
    const known = this.known.get(key);
    if (known?.version === version) return known;
    const fresh = { version, dataset: this.open(source, header.fields) };
    this.known.delete(key);
    this.known.set(key, fresh);
    for (const oldest of [...this.known.keys()].slice(0, -mostFiles)) this.known.delete(oldest);
    return fresh;
  }

  private async open(source: Uri, fields: LiveRun['header']['fields']): Promise<OpenedDataset | undefined> {
    const { openDataset } = await import('../../runs/dataset.ts');
    try {
      const dataset = await openDataset(chunksOf(source), fields);
      return 'reason' in dataset ? undefined : dataset;
    } catch (error) {
      this.log.debug(`${source.path}: ${error}`);
      return undefined;
    }
  }
}

async function rowsByContent(source: Uri): Promise<Map<string, Row>> {
  const [{ readRows }, { contentHash }] = await Promise.all([
    import('../../dataset/rows.ts'),
    import('../../dataset/hash.ts'),
  ]);
  const rows = new Map<string, Row>();
  for await (const row of readRows(chunksOf(source)())) {
    if ('reason' in row) continue;
    const hash = contentHash(row.text);
    if (!rows.has(hash)) rows.set(hash, row);
  }
  return rows;
}
