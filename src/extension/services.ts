import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { DatasetScores } from './editor/datasetScores.ts';
import type { JudgeInForce } from './judgeInForce.ts';
import type { ApiKeys } from './models/apiKeys.ts';
import type { ResultsPanels } from './panel/resultsPanel.ts';
import type { Templates } from './preview/templates.ts';
import type { PromptDocuments } from './promptDocuments.ts';
import type { ReportPanels } from './report/reportPanels.ts';
import type { Runs } from './runs/runs.ts';
import type { SourceRows } from './runs/sourceRows.ts';
import type { SelectionScores } from './selectionScores.ts';

/** What lives as long as the extension and is shared by the commands. */
export interface Services {
  readonly context: ExtensionContext;
  /** Never given a key, nor at info level a prompt or a reply. */
  readonly log: LogOutputChannel;
  readonly judge: JudgeInForce;
  readonly keys: ApiKeys;
  readonly runs: Runs;
  readonly selectionScores: SelectionScores;
  readonly prompts: PromptDocuments;
  readonly templates: Templates;
  readonly panels: ResultsPanels;
  readonly reports: ReportPanels;
  readonly sourceRows: SourceRows;
  /** Where the rows of open datasets are, edits included. */
  readonly datasetScores: DatasetScores;
}
