/** What the page of a report tells the extension. `action` is one of those that it was given. */
export type ReportPageMessage = { type: 'row'; row: number } | { type: 'action'; action: string };

/** What the extension tells the page while a report is made. */
export interface ReportProgressMessage {
  type: 'progress';
  words: string;
}

/** What VS Code keeps of a page over a reload of the window. `view` names what it shows. */
export interface ReportPageState {
  view?: string;
  scroll?: number;
  tables?: Record<number, { sort?: { column: number; down: boolean }; text?: string; tags?: string[] }>;
}

/** What the parts of the page's script share. A page without VS Code around it tells nobody and keeps nothing. */
export interface PageHost {
  tell(message: ReportPageMessage): void;
  readonly state: ReportPageState;
  keep(change: ReportPageState): void;
}
