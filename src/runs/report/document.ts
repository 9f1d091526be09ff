/**
 * What a report says, as data: made by what measures (trust, comparison), written by `reportHtml`, `reportMarkdown` and
 * `reportText`. Numbers are texts here: who measures knows how many digits they bear, and "not defined" is one of them.
 */
export interface ReportDocument {
  title: string;
  /** What was measured, one line each: the judge, the source, when. `tip` explains the numbers in it. */
  facts: { label: string; value: string; tip?: Explanation }[];
  sections: ReportSection[];
}

/** A part of a report under its own heading. */
export interface ReportSection {
  title: string;
  /** What the section is about, in a sentence, and what explains the numbers in it. */
  note?: string;
  noteTip?: Explanation;
  blocks: ReportBlock[];
}

/** What a number is, for its tooltip (HTML), and for the list of measures at the end (Markdown, terminal). */
export interface Explanation {
  /** What it says, in plain words. */
  what: string;
  /** How it is computed. */
  how: string;
  /** The paper, standard or method it is from: "Cohen 1960". */
  source?: string;
}

/** One number with its name. `range` is its 95 % interval: "0.61 to 0.74". `tone` colours it; the words say it, too. */
export interface Figure {
  label: string;
  value: string;
  range?: string;
  tone?: 'good' | 'bad';
  tip: Explanation;
}

/** A cell of a table: text, or a number as text with what it is. `row` makes it a link to a row of the run. */
export interface Cell {
  text: string;
  tone?: 'good' | 'bad';
  /** 0-based index of the row in the run's source that a click shows. */
  row?: number;
}

/** A column's heading. */
export interface Column {
  title: string;
  align?: 'end';
  tip?: Explanation;
}

/** What a section is made of. */
export type ReportBlock =
  | { kind: 'text'; text: string; tip?: Explanation }
  /** Something that the reader must know before trusting what follows. */
  | { kind: 'warning'; text: string; tip?: Explanation }
  | { kind: 'figures'; figures: Figure[] }
  | {
      kind: 'table';
      /** What the rows are, where the section's title does not say it. */
      title?: string;
      columns: Column[];
      /** `tags` are what the page can filter by: "better", "unscored". */
      rows: { cells: Cell[]; tags?: string[] }[];
      /** How many rows there are in all, when only some are listed. */
      of?: number;
    }
  /** Counts by band, of one run or of several over each other. `bands` name the bars: "0.1-0.2". */
  | {
      kind: 'histogram';
      title: string;
      bands: string[];
      series: { name: string; counts: number[] }[];
      tip: Explanation;
    }
  /** Counts of two classifications: `counts[people][judge]`. */
  | {
      kind: 'matrix';
      rowsTitle: string;
      columnsTitle: string;
      classes: string[];
      counts: number[][];
      tip: Explanation;
    };
