import { type Disposable, EventEmitter, type TextDocumentContentProvider, Uri, window, workspace } from 'vscode';
import type { ChatMessage } from '../models/model.ts';
import { promptScheme } from './contributions.ts';
import { messagesText } from './preview/previewText.ts';

/** Read-only documents that show the exact messages of a prompt, the roles as headings. */
export class PromptDocuments implements TextDocumentContentProvider, Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  /** Before the registration, which looks for it. */
  readonly onDidChange = this.changed.event;
  private readonly registrations = [
    workspace.registerTextDocumentContentProvider(promptScheme, this),
    workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
  ];

  provideTextDocumentContent(uri: Uri): string | undefined {
    return this.texts.get(uri.toString());
  }

  /** Shows a prompt; one of the same title is brought up to date. */
  async show(title: string, messages: readonly ChatMessage[]): Promise<void> {
    // A title may hold a file's name; a slash in it would make a folder of it.
    const uri = Uri.from({ scheme: promptScheme, path: `/${title.replaceAll('/', '∕')}.md` });
    this.texts.set(uri.toString(), messagesText(messages));
    this.changed.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    for (const registration of [...this.registrations, this.changed]) registration.dispose();
  }
}
