import { type Disposable, EventEmitter, type TextEditor, type Uri, window } from 'vscode';
import { isDataset } from '../editor/datasetScores.ts';
import { filesInTabs } from './filesInTabs.ts';

/** A place in a dataset: `line` is 1-based. */
export interface DatasetPlace {
  uri: Uri;
  line: number;
}

/**
 * Remembers which dataset was in front last, and where its cursor is. Closed, too: a file that was only clicked in the
 * Explorer gives its tab to the next one, the template for instance.
 */
export class LastDataset implements Disposable {
  private last: DatasetPlace | undefined;
  private readonly moved = new EventEmitter<void>();
  private readonly listeners = [
    window.onDidChangeActiveTextEditor((editor) => this.look(editor)),
    window.onDidChangeTextEditorSelection(({ textEditor }) => this.look(textEditor)),
  ];

  /** Another row than before. */
  readonly onDidMove = this.moved.event;

  constructor() {
    this.look(window.activeTextEditor);
  }

  /** Where the cursor was last; without that the beginning of a dataset that is open. */
  get place(): DatasetPlace | undefined {
    if (this.last) return this.last;
    const uri = filesInTabs().find((file) => isDataset({ uri: file, languageId: '' }));
    return uri && { uri, line: 1 };
  }

  dispose(): void {
    for (const listener of [...this.listeners, this.moved]) listener.dispose();
  }

  private look(editor: TextEditor | undefined): void {
    if (!editor || !isDataset(editor.document)) return;
    const { uri } = editor.document;
    const line = editor.selection.active.line + 1;
    if (this.last?.line === line && this.last.uri.toString() === uri.toString()) return;
    this.last = { uri, line };
    this.moved.fire();
  }
}
