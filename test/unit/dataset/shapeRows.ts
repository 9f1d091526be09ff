import type { JsonObject } from '../../../src/dataset/json.ts';
import type { FieldMapping } from '../../../src/dataset/rowShape.ts';
import type { Sample } from '../../../src/dataset/sample.ts';
import { listRows } from './listRows.ts';
import { pairRows } from './pairRows.ts';

/** A realistic row of a known family, and what must be read from it. */
export interface ShapeRow {
  shape: string;
  number: number;
  row: JsonObject;
  sample: Sample;
  fields?: FieldMapping;
}

export const shapeRows: readonly ShapeRow[] = [...pairRows, ...listRows];
