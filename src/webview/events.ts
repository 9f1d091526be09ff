import type { LabelView, Query } from '../shared/protocol.ts';
import type { Action } from './resultsModel.ts';
import type { ViewState } from './viewState.ts';

// What the parts of the page tell the whole. All of them bubble through shadow roots up to <gavel-results>.
const upwards = { bubbles: true, composed: true };

/** Other rows, or another order, are asked for. */
export class QueryEvent extends Event {
  static readonly type = 'gavel-query';
  readonly query: Query;
  constructor(query: Query) {
    super(QueryEvent.type, upwards);
    this.query = query;
  }
}

/** The row at a place is looked at. `opens` says whether its detail is to be shown, and whether the focus goes there. */
export class SelectEvent extends Event {
  static readonly type = 'gavel-select';
  readonly place: number;
  readonly opens: 'nothing' | 'detail' | 'detail with focus';
  constructor(place: number, opens: SelectEvent['opens'] = 'nothing') {
    super(SelectEvent.type, upwards);
    this.place = place;
    this.opens = opens;
  }
}

/** The extension is asked to do something. */
export class ActionEvent extends Event {
  static readonly type = 'gavel-action';
  readonly ask: Action;
  constructor(ask: Action) {
    super(ActionEvent.type, upwards);
    this.ask = ask;
  }
}

/** The user has arranged the page anew. */
export class LayoutEvent extends Event {
  static readonly type = 'gavel-layout';
  readonly layout: Partial<Pick<ViewState, 'split' | 'unfolded'>>;
  constructor(layout: LayoutEvent['layout']) {
    super(LayoutEvent.type, upwards);
    this.layout = layout;
  }
}

/** These places of the table are on the screen, from..to-1, or nearly; `top` is the first one seen. */
export class ShownEvent extends Event {
  static readonly type = 'gavel-shown';
  readonly from: number;
  readonly to: number;
  readonly top: number;
  constructor(from: number, to: number, top: number) {
    super(ShownEvent.type, upwards);
    this.from = from;
    this.to = to;
    this.top = top;
  }
}

/** The exact prompt of the row looked at is wanted. */
export class PromptEvent extends Event {
  static readonly type = 'gavel-prompt';
  constructor() {
    super(PromptEvent.type, upwards);
  }
}

/** The user says something of a row. */
export class LabelEvent extends Event {
  static readonly type = 'gavel-label';
  readonly row: number;
  readonly label: LabelView;
  constructor(row: number, label: LabelView) {
    super(LabelEvent.type, upwards);
    this.row = row;
    this.label = label;
  }
}

/** The detail is to be folded away. */
export class CloseEvent extends Event {
  static readonly type = 'gavel-close';
  constructor() {
    super(CloseEvent.type, upwards);
  }
}

/** The focus is to go to the rows. */
export class RowsFocusEvent extends Event {
  static readonly type = 'gavel-rows-focus';
  constructor() {
    super(RowsFocusEvent.type, upwards);
  }
}
