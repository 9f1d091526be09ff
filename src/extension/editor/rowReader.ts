import type { RowShape } from '../../dataset/rowShape.ts';
import type { RunHeader } from '../../runs/run.ts';

/** A response's place in its row's text, in UTF-16 units, quotes included. */
export interface ResponsePlace {
  start: number;
  end: number;
}

/** Rows longer than this are not looked into: it is done while the user scrolls. */
const longestRow = 200_000;

/** So many rows keep the places of their responses. */
const rememberedRows = 1000;

/**
 * Reads the text of rows as the run that judged them did. The JSON reader is loaded by `load`; before that nothing is
 * found.
 */
export class RowReader {
  private readonly shapes = new Map<string, RowShape>();
  private readonly places = new Map<string, ResponsePlace[]>();
  private reader: Awaited<ReturnType<typeof loadReader>> | undefined;

  get ready(): boolean {
    return this.reader !== undefined;
  }

  async load(): Promise<void> {
    this.reader ??= await loadReader();
  }

  /** Where each response is, in order; nothing where the row has none, or other ones than were judged. */
  responses(header: RunHeader, text: string, judged: number): readonly ResponsePlace[] {
    // ComplexityScorer's scores are the instruction's.
    if (header.task === 'complexity' || text.length > longestRow) return [];
    const key = `${header.id}\n${text}`;
    let found = this.places.get(key);
    if (!found) {
      const shape = this.shapeOf(header, text);
      if (!shape || !this.reader) return [];
      found = this.reader.responseOffsets(text, shape) ?? [];
      if (this.places.size >= rememberedRows) this.places.clear();
      this.places.set(key, found);
    }
    return found.length === judged ? found : [];
  }

  /** The instruction of a row; undefined when it can't be read. */
  instruction(header: RunHeader, text: string): string | undefined {
    const shape = text.length > longestRow ? undefined : this.shapeOf(header, text);
    if (!shape || !this.reader) return undefined;
    const sample = this.reader.readSample({ index: 0, line: 1, offset: 0, length: 0, text }, shape);
    return 'instruction' in sample ? sample.instruction : undefined;
  }

  /** The run's row shape, found by its name and a row that has it. */
  private shapeOf(header: RunHeader, text: string): RowShape | undefined {
    const known = this.shapes.get(header.id);
    if (known || !this.reader) return known;
    const parsed = this.reader.parseRow(text);
    if ('trouble' in parsed) return undefined;
    const detected = this.reader.detectShape([parsed.object], header.fields);
    if (!('shape' in detected) || (header.shape !== undefined && detected.shape.name !== header.shape))
      return undefined;
    this.shapes.set(header.id, detected.shape);
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
