/** Which response somebody prefers, by position (0-based), or that several are equally good. */
export type Choice = number | 'tie';

/** What people said of a sample, read from the row (never sent to the judge). */
export interface HumanLabels {
  /** Index of the preferred response. */
  preferred?: number;
  tie?: boolean;
  /** One a response, on the dataset's own scale; null where the row gives none. */
  scores?: (number | null)[];
  /** What each of several people prefers, in no order, where the row tells it. */
  annotators?: Choice[];
}

/** One thing to judge. */
export interface Sample {
  instruction: string;
  responses: string[];
  reference?: string;
  system?: string;
  /** Only for ComplexityScorer rows that carry a list; `instruction` is then the list as one text, for showing. */
  instructions?: string[];
  /** Which model wrote each response. */
  responseNames?: string[];
  labels?: HumanLabels;
}
