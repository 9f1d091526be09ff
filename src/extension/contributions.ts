import type { Uri } from 'vscode';

/** What a command is about when a run is clicked. */
export interface RunTarget {
  runId: string;
}

/** What a command is about when one row of a run is clicked; `rowIndex` is `RowRef.index`. */
export interface RowTarget extends RunTarget {
  rowIndex: number;
}

/**
 * Every command that Gavel contributes, with the arguments it takes. All arguments are optional for the caller: without
 * one a command takes the active editor, or asks.
 */
export interface CommandArguments {
  'gavel.scoreSelection': [];
  'gavel.scoreRows': [target?: RowTarget];
  'gavel.scoreFile': [file?: Uri, files?: readonly Uri[]];
  'gavel.chooseTask': [];
  'gavel.chooseModel': [];
  'gavel.setApiKey': [];
  'gavel.removeApiKey': [];
  'gavel.previewPrompt': [target?: RowTarget | Uri];
  'gavel.editTemplate': [];
  'gavel.previewNextRow': [];
  'gavel.scoreTenRows': [];
  'gavel.chooseFields': [file?: Uri];
  'gavel.openResults': [target?: RunTarget | RowTarget | Uri];
  'gavel.exportRun': [target?: RunTarget];
  'gavel.saveRun': [target?: RunTarget];
  'gavel.deleteRun': [target?: RunTarget];
  'gavel.cancelRun': [target?: RunTarget];
  'gavel.pauseRun': [target?: RunTarget];
  'gavel.resumeRun': [target?: RunTarget];
  'gavel.retryUnscored': [target?: RunTarget];
  'gavel.rereadReplies': [target?: RunTarget];
  'gavel.writeBatch': [file?: Uri];
  'gavel.submitBatch': [file?: Uri];
  'gavel.collectBatch': [target?: RunTarget];
  'gavel.revealRow': [target?: RowTarget];
  'gavel.clearInlineScores': [file?: Uri];
  'gavel.copyRationale': [target?: RowTarget];
  'gavel.compareRuns': [target?: RunTarget, targets?: readonly RunTarget[]];
  'gavel.trustReport': [target?: RunTarget];
  'gavel.showLog': [];
  'gavel.openExamples': [];
}

export type CommandId = keyof CommandArguments;

/** Command ids by short name. A test checks that package.json contributes exactly these. */
export const commands = {
  scoreSelection: 'gavel.scoreSelection',
  scoreRows: 'gavel.scoreRows',
  scoreFile: 'gavel.scoreFile',
  chooseTask: 'gavel.chooseTask',
  chooseModel: 'gavel.chooseModel',
  setApiKey: 'gavel.setApiKey',
  removeApiKey: 'gavel.removeApiKey',
  previewPrompt: 'gavel.previewPrompt',
  editTemplate: 'gavel.editTemplate',
  previewNextRow: 'gavel.previewNextRow',
  scoreTenRows: 'gavel.scoreTenRows',
  chooseFields: 'gavel.chooseFields',
  openResults: 'gavel.openResults',
  exportRun: 'gavel.exportRun',
  saveRun: 'gavel.saveRun',
  deleteRun: 'gavel.deleteRun',
  cancelRun: 'gavel.cancelRun',
  pauseRun: 'gavel.pauseRun',
  resumeRun: 'gavel.resumeRun',
  retryUnscored: 'gavel.retryUnscored',
  rereadReplies: 'gavel.rereadReplies',
  writeBatch: 'gavel.writeBatch',
  submitBatch: 'gavel.submitBatch',
  collectBatch: 'gavel.collectBatch',
  revealRow: 'gavel.revealRow',
  clearInlineScores: 'gavel.clearInlineScores',
  copyRationale: 'gavel.copyRationale',
  compareRuns: 'gavel.compareRuns',
  trustReport: 'gavel.trustReport',
  showLog: 'gavel.showLog',
  openExamples: 'gavel.openExamples',
} as const satisfies Record<string, CommandId>;

/** Settings keys below `gavel.`, with their defaults. A test checks that package.json says the same. */
export const settingDefaults = {
  model: '',
  models: [],
  task: 'quality',
  fields: null,
  'judge.reply': 'text',
  'judge.explain': false,
  'judge.canary': false,
  'judge.offScale': 'keep',
  'judge.reasks': 2,
  'judge.template': '',
  'judge.criteria': [],
  'judge.order': 'as given',
  'judge.permutations': 3,
  'judge.samples': 1,
  'judge.combine': 'mean',
  'judge.scoring': 'plain',
  'judge.leastMass': 0.5,
  'judge.hardened': 'flagged',
  'judge.jury': [],
  'custom.scale': { min: 1, max: 10 },
  'custom.reply': 'index lines',
  'judgelm.dialect': 'distilabel',
  'judgelm.systemPrompt': '',
  'judgelm.taskDescription': '',
  'complexity.instructionsTogether': 5,
  parameters: {},
  'run.concurrency': 8,
  'run.timeoutSeconds': 60,
  'run.maxRetries': 4,
  'run.maxRequests': 0,
  'run.maxCost': 0,
  'run.requestsPerMinute': 0,
  'run.tokensPerMinute': 0,
  'inlineScores.enabled': true,
} as const;

export type SettingKey = keyof typeof settingDefaults;

/** Settings that say where data goes, what is executed or what is spent: in Restricted Mode only the user's own count. */
export const restrictedSettings = [
  'model',
  'models',
  'judge.jury',
  'judge.template',
  'judge.canary',
  'judge.criteria',
  'judgelm.systemPrompt',
  'judgelm.taskDescription',
  'run.maxRequests',
  'run.maxCost',
] as const satisfies readonly SettingKey[];

/** Keys that `when` clauses look at. */
export const contextKeys = {
  /** At least one run is being judged. */
  running: 'gavel.running',
} as const;

export const views = { container: 'gavel', runs: 'gavel.runs' } as const;

/** Schemes of the read-only documents beside a template: its prompt for a row, and scores by two versions of it. */
export const templateSchemes = { preview: 'gavel-template', scores: 'gavel-scores' } as const;

/** Scheme of the read-only documents that show a prompt. */
export const promptScheme = 'gavel-prompt';

/** What a run file is called. */
export const runFileSuffix = '.gavel.jsonl';
