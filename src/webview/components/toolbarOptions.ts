import type { Query, RowFlag, RowStatus, SortBy, SummaryView } from '../../shared/protocol.ts';
import { strings, t } from '../strings.ts';

/** One choice of a drop-down list. */
export interface Option {
  value: string;
  label: string;
  description: string;
  selected: boolean;
  disabled: boolean;
}

/** One of the filters that can be switched on and off. */
export interface FilterOption {
  label: string;
  isOn: boolean;
  /** The query with it switched the other way. */
  toggled: Query;
}

/** Filters of one kind. Of a row's statuses and reasons one has to be among those that are on, of its marks all. */
export interface FilterGroup {
  title: string;
  options: FilterOption[];
}

const statuses: readonly (readonly [RowStatus, string])[] = [
  ['scored', strings.statusScored],
  ['partly scored', strings.statusPartly],
  ['unscored', strings.statusUnscored],
  ['malformed', strings.statusMalformed],
];

const flags: readonly (readonly [RowFlag, string])[] = [
  ['off scale', strings.flagOffScale],
  ['notes', strings.flagNotes],
  ['winner changes', strings.flagWinner],
  ['suspicious', strings.flagSuspicious],
  ['changed', strings.flagChanged],
  ['labelled', strings.flagLabelled],
];

/** Every filter that is a choice: by status, by reason, by what is odd about a row. */
export function filterGroups({ reasons }: SummaryView, query: Query): FilterGroup[] {
  const group = <K extends 'statuses' | 'reasons' | 'flags'>(
    title: string,
    kind: K,
    options: readonly (readonly [Query[K][number], string])[],
  ) => ({
    title: t(title),
    options: options.map(([value, label]) => {
      const chosen: readonly string[] = query[kind];
      const isOn = chosen.includes(value);
      const others = isOn ? chosen.filter((other) => other !== value) : [...chosen, value];
      return { label, isOn, toggled: { ...query, [kind]: others } };
    }),
  });
  // A reason that no row has any more can still be switched off.
  const gone = query.reasons.filter((reason) => reasons.every((known) => known.reason !== reason));
  const reasonOptions = [
    ...reasons.map(({ reason, label }) => [reason, label] as const),
    ...gone.map((reason) => [reason, reason] as const),
  ];
  return [
    group(strings.status, 'statuses', translated(statuses)),
    ...(reasonOptions.length > 0 ? [group(strings.reason, 'reasons', reasonOptions)] : []),
    group(strings.marks, 'flags', translated(flags)),
  ];
}

/** How many of them are on. */
export function filterCount({ statuses, reasons, flags }: Query): number {
  return statuses.length + reasons.length + flags.length;
}

function translated<T>(options: readonly (readonly [T, string])[]): (readonly [T, string])[] {
  return options.map(([value, label]) => [value, t(label)] as const);
}

const sorts: readonly (readonly [SortBy, string])[] = [
  ['line', strings.sortLine],
  ['mean', strings.sortMean],
  ['spread', strings.sortSpread],
  ['disagreement', strings.sortDisagreement],
  ['responses', strings.sortResponses],
  ['status', strings.sortStatus],
  ['reason', strings.sortReason],
  ['time', strings.sortTime],
  ['tokens', strings.sortTokens],
];

/** "Sort by": the columns, and each response's score. */
export function sortOptions({ width, judged, votes }: SummaryView): Option[] {
  const single = judged === 'instructions' ? strings.sortInstruction : strings.sortResponse;
  return [
    ...sorts.filter(([by]) => by !== 'disagreement' || votes).map(([by, label]) => option(by, t(label))),
    ...Array.from({ length: width }, (_, i) => option(`response:${i}`, t(single, i + 1))),
  ];
}

/** Which of the options the query is. */
export function sortValue({ sort }: Query): string {
  return sort.by === 'response' ? `response:${sort.response ?? 0}` : sort.by;
}

const highestFirst = new Set<SortBy>(['mean', 'response', 'spread', 'disagreement', 'time', 'tokens']);

/** The query with another sort. Scores begin with the highest, everything else with the lowest. */
export function sorting(query: Query, value: string): Query {
  const [by, response] = value.split(':') as [SortBy, string | undefined];
  const descending = highestFirst.has(by);
  return { ...query, sort: { by, ...(response === undefined ? {} : { response: Number(response) }), descending } };
}

function option(value: string, label: string): Option {
  return { value, label, description: '', selected: false, disabled: false };
}
