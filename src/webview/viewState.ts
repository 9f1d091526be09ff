import type { Query, RowFlag, RowStatus, SortBy } from '../shared/protocol.ts';

/** What the page remembers of how it is looked at, over being hidden and over a reload of the window. */
export interface ViewState {
  /** The run shown; the extension finds it by this when it restores the panel. */
  run: string;
  query: Query;
  /** The row looked at, by its index in the source: that is what it is after a reload, too. */
  row?: number;
  detailOpen: boolean;
  /** The place at the top of the table. */
  top: number;
  /** Share of the page that the table has, 0..1. */
  split: number;
  /** Which sections of the detail are unfolded. */
  unfolded: readonly string[];
}

/** Every row, in the order of the source. */
export const wholeRun: Query = {
  sort: { by: 'line', descending: false },
  search: '',
  statuses: [],
  reasons: [],
  flags: [],
};

/** Whether the query leaves rows out. */
export function filters({ search, statuses, reasons, flags, scores }: Query): boolean {
  return search.trim() !== '' || statuses.length + reasons.length + flags.length > 0 || scores !== undefined;
}

const sorts: readonly SortBy[] = [
  'line',
  'mean',
  'response',
  'spread',
  'disagreement',
  'responses',
  'status',
  'reason',
  'time',
  'tokens',
];
const statuses: readonly RowStatus[] = ['scored', 'partly scored', 'unscored', 'malformed'];
const flags: readonly RowFlag[] = ['off scale', 'notes', 'winner changes', 'suspicious', 'changed', 'labelled'];

/**
 * The state that was kept, as far as it can be made out: it may come from another version of the page. A state of
 * another run counts only as far as its layout goes. Of a jury's run the rows that it disagrees on come first.
 */
export function restoreState(kept: unknown, run: string, isJury = false): ViewState {
  const state = members<keyof ViewState>(kept);
  const fresh: ViewState = {
    run,
    query: isJury ? { ...wholeRun, sort: { by: 'disagreement', descending: true } } : wholeRun,
    detailOpen: false,
    top: 0,
    split: typeof state.split === 'number' && state.split > 0 && state.split < 1 ? state.split : 0.55,
    unfolded: strings(state.unfolded),
  };
  if (state.run !== run) return fresh;
  return {
    ...fresh,
    query: restoreQuery(state.query),
    ...(isIndex(state.row) ? { row: state.row } : {}),
    detailOpen: state.detailOpen === true,
    top: isIndex(state.top) ? state.top : 0,
  };
}

function restoreQuery(kept: unknown): Query {
  const query = members<keyof Query>(kept);
  const { by, response, descending } = members<keyof Query['sort']>(query.sort);
  const { min, max } = members<'min' | 'max'>(query.scores);
  return {
    sort: {
      by: sorts.find((known) => known === by) ?? 'line',
      ...(isIndex(response) ? { response } : {}),
      descending: descending === true,
    },
    search: typeof query.search === 'string' ? query.search : '',
    statuses: statuses.filter((status) => strings(query.statuses).includes(status)),
    reasons: strings(query.reasons),
    flags: flags.filter((flag) => strings(query.flags).includes(flag)),
    ...(typeof min === 'number' && typeof max === 'number' ? { scores: { min, max } } : {}),
  };
}

/** The value's members, each to be checked; none where it is no object. */
function members<K extends string>(value: unknown): Partial<Record<K, unknown>> {
  return typeof value === 'object' && value !== null ? value : {};
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
