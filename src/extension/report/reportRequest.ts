import type { ReportDocument } from '../../runs/report/document.ts';

/** Why a report can't be made, for people, with what to do next. */
export interface ReportTrouble {
  reason: string;
  message: string;
  next: string;
}

/** A report to be shown in a tab. */
export interface ReportRequest {
  /**
   * Names what the report is about: "trust:RUN", "compare:RUN:RUN". One tab a name; after a reload of the window
   * the name is all that is left, and brings the request back (`ReportRestorer`).
   */
  viewId: string;
  /** The tab's title. */
  title: string;
  /** Makes the document; again when the user asks for it. `say` tells how far it is. What it throws is a bug, and is shown. */
  make(signal: AbortSignal, say: (words: string) => void): Promise<ReportDocument | ReportTrouble>;
  /** Shows a row that a cell of the document names. Without it cells are no links. */
  onRow?(row: number): void;
  /** The file that saving suggests, without an ending: "pairs.trust". */
  fileName?: string;
}

/** Brings back the request behind a `viewId` of an earlier session; undefined when there is no such thing any more. */
export type ReportRestorer = (viewId: string) => Promise<ReportRequest | undefined>;
