import type { Sample } from '../../dataset/sample.ts';
import type { ChatMessage } from '../../models/model.ts';
import type { RowLabel } from '../../runs/columns/rowLabels.ts';
import type { JudgedRecord, RunRecord } from '../../runs/run.ts';
import type { TableFiles } from '../../runs/table/tableScans.ts';
import type { RunAction } from '../../shared/protocol.ts';
import type { LiveRun } from '../liveRun.ts';

/** What the results panel needs of the extension besides the runs themselves. Any of it may throw; the page says so. */
export interface PanelServices {
  /** What was judged, read from the source again; undefined when the row has changed or is gone. */
  sample(run: LiveRun, record: JudgedRecord): Promise<Sample | undefined>;
  /** The exact messages that the run's judge sends for a row; undefined when a row it asks about has changed. */
  prompt(run: LiveRun, record: JudgedRecord): Promise<readonly ChatMessage[] | undefined>;
  /** Shows the exact prompt of a row in an editor. */
  openPrompt(run: LiveRun, record: JudgedRecord): Promise<void>;
  /** Shows the row in its file. */
  reveal(run: LiveRun, record: RunRecord): Promise<void>;
  /** The run file and the source, to be searched. */
  files(run: LiveRun): TableFiles;
  /** Has something done with the run. Does not wait for it: a run that goes on may take hours. */
  act(run: LiveRun, action: RunAction): void;
  /** Keeps what the user said of a row in the run file. Why it can't be kept, for people; undefined when it is. */
  label(run: LiveRun, label: RowLabel): Promise<string | undefined>;
  /** Puts text on the clipboard. */
  copy(text: string): Promise<void>;
}
