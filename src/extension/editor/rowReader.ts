import type { RowShape } from '../../dataset/rowShape.ts';
import { ratesInstructions } from '../../judging/task.ts';
import type { RunHeader } from '../../runs/run.ts';
import { Memory } from './memory.ts';

/** A response's place in its row's text, in UTF-16 units, quotes included. */
export interface ResponsePlace {
  start: number;
  end: number;
}

/** Rows longer than this are not looked into: it is done while the user scrolls. */
const longestRow = 200_000;

/** So many rows keep what was found in them. */
const rememberedRows = 1000;

/** After so many rows that do not have the run's shape no other is looked at for it: it is done while the user scrolls. */
const mostMisses = 500;

/** What was found in the rows of one run. */
interface Found {
  shape?: RowShape;
  misses: number;
  places: Memory<readonly ResponsePlace[]>;
  instructions: Memory<string>;
}

/**
 * Reads the text of rows as the run that judged them did. The JSON reader is loaded by `load`; before that nothing is
 * found.
 */
export class RowReader {
  private readonly found = new Map<string, Found>();
  private reader: Awaited<ReturnType<typeof loadReader>> | undefined;

  get ready(): boolean {
    return this.reader !== undefined;
  }

  async load(): Promise<void> {
    this.reader ??= await loadReader();
  }

  /** Where each response is, in order; nothing where the row has none, or other ones than were judged. */
  responses(header: RunHeader, text: string, judged: number): readonly ResponsePlace[] {
    const { reader } = this;
    // ComplexityScorer's scores are the instruction's.
    if (!reader || ratesInstructions(header.task) || judged === 0 || text.length > longestRow) return [];
    const shape = this.shapeOf(header, text);
    if (!shape) return [];
    const found = this.foundIn(header).places.of(text, () => reader.responseOffsets(text, shape) ?? []);
    return found.length === judged ? found : [];
  }

  /** The instruction of a row; undefined when it can't be read. */
  instruction(header: RunHeader, text: string): string | undefined {
    const { reader } = this;
    const shape = text.length > longestRow ? undefined : this.shapeOf(header, text);
    if (!reader || !shape) return undefined;
    const read = () => {
      const sample = reader.readSample({ index: 0, line: 1, offset: 0, length: 0, text }, shape);
      return 'instruction' in sample ? sample.instruction : '';
    };
    return this.foundIn(header).instructions.of(text, read) || undefined;
  }

  private foundIn({ id }: RunHeader): Found {
    const known = this.found.get(id);
    if (known) return known;
    const found: Found = { misses: 0, places: new Memory(rememberedRows), instructions: new Memory(rememberedRows) };
    this.found.set(id, found);
    return found;
  }

  /** The run's row shape, found by its name and a row that has it. */
  private shapeOf(header: RunHeader, text: string): RowShape | undefined {
    const found = this.foundIn(header);
    if (found.shape || !this.reader || found.misses >= mostMisses) return found.shape;
    found.misses++;
    const parsed = this.reader.parseRow(text);
    if ('trouble' in parsed) return undefined;
    const detected = this.reader.detectShape([parsed.object], header.fields);
    if (!('shape' in detected) || (header.shape !== undefined && detected.shape.name !== header.shape))
      return undefined;
    found.shape = detected.shape;
    return detected.shape;
  }
}

async function loadReader() {
  const [{ parseRow }, { detectShape, readSample }, { responseOffsets }] = await Promise.all([
    import('../../dataset/parseRow.ts'),
    import('../../dataset/shapes.ts'),
    import('../../dataset/responseOffsets.ts'),
  ]);
  return { parseRow, detectShape, readSample, responseOffsets };
}
