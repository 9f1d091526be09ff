import type { Query, SortBy, SummaryView } from '../../shared/protocol.ts';
import { strings, t } from '../strings.ts';

/** One choice of a drop-down list. */
export interface Option {
  value: string;
  label: string;
  description: string;
  selected: boolean;
  disabled: boolean;
}

const statusOptions = [
  ['scored', strings.statusScored],
  ['partly scored', strings.statusPartly],
  ['unscored', strings.statusUnscored],
  ['malformed', strings.statusMalformed],
] as const;

const flagOptions = [
  ['off scale', strings.flagOffScale],
  ['notes', strings.flagNotes],
] as const;

/** The option that leaves no row out. */
const all = 'all';

/** "Show": every row, or those of one status, one flag or one reason. */
export function showOptions({ reasons }: SummaryView, query: Query): Option[] {
  return [
    option(all, t(strings.allRows)),
    ...statusOptions.map(([status, label]) => option(`status:${status}`, t(label))),
    ...flagOptions.map(([flag, label]) => option(`flag:${flag}`, t(label))),
    ...reasons.map(({ reason, label }) => option(`reason:${reason}`, t(strings.because, label))),
    ...(showValue(query) === 'several' ? [option('several', t(strings.severalFilters))] : []),
  ];
}

/** Which of the options the query is. */
export function showValue({ statuses, reasons, flags }: Query): string {
  const values = [
    ...statuses.map((status) => `status:${status}`),
    ...flags.map((flag) => `flag:${flag}`),
    ...reasons.map((reason) => `reason:${reason}`),
  ];
  return values.length > 1 ? 'several' : (values[0] ?? all);
}

/** The query that shows what the option says, with search, range and sort as they were. */
export function showing(query: Query, value: string): Query {
  const chosen = <T extends string>(kind: string, options: readonly (readonly [T, string])[]) =>
    options.map(([name]) => name).filter((name) => value === `${kind}:${name}`);
  return {
    ...query,
    statuses: chosen('status', statusOptions),
    flags: chosen('flag', flagOptions),
    reasons: value.startsWith('reason:') ? [value.slice('reason:'.length)] : [],
  };
}

const sorts: readonly (readonly [SortBy, string])[] = [
  ['line', strings.sortLine],
  ['mean', strings.sortMean],
  ['spread', strings.sortSpread],
  ['responses', strings.sortResponses],
  ['status', strings.sortStatus],
  ['reason', strings.sortReason],
  ['time', strings.sortTime],
  ['tokens', strings.sortTokens],
];

/** "Sort by": the columns, and each response's score. */
export function sortOptions({ width, judged }: SummaryView): Option[] {
  const single = judged === 'instructions' ? strings.sortInstruction : strings.sortResponse;
  return [
    ...sorts.map(([by, label]) => option(by, t(label))),
    ...Array.from({ length: width }, (_, i) => option(`response:${i}`, t(single, i + 1))),
  ];
}

/** Which of the options the query is. */
export function sortValue({ sort }: Query): string {
  return sort.by === 'response' ? `response:${sort.response ?? 0}` : sort.by;
}

/** The query with another sort. Scores begin with the highest, everything else with the lowest. */
export function sorting(query: Query, value: string): Query {
  const [by, response] = value.split(':') as [SortBy, string | undefined];
  const descending = by === 'mean' || by === 'response' || by === 'spread' || by === 'time' || by === 'tokens';
  return { ...query, sort: { by, ...(response === undefined ? {} : { response: Number(response) }), descending } };
}

function option(value: string, label: string): Option {
  return { value, label, description: '', selected: false, disabled: false };
}
