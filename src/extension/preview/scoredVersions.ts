import {
  commands,
  type Disposable,
  l10n,
  TabInputText,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { templateSchemes } from '../contributions.ts';

/** What a version of a template came to. */
export interface ScoredVersion {
  /** Hash of all that was asked: of two versions with the same one, nothing differs. */
  hash: string;
  scores: string;
}

/** More versions of a template than this, and the oldest is forgotten. */
const mostVersions = 50;

/** Remembers, while the window is open, what versions of templates came to, and shows two beside each other. */
export class ScoredVersions implements TextDocumentContentProvider, Disposable {
  private readonly versions = new Map<string, { first: number; kept: ScoredVersion[] }>();
  private readonly texts = new Map<string, string>();
  private readonly registrations = [
    workspace.registerTextDocumentContentProvider(templateSchemes.scores, this),
    workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
  ];

  provideTextDocumentContent(uri: Uri): string | undefined {
    return this.texts.get(uri.toString());
  }

  /** The last version of a template over a dataset. */
  last(template: Uri, dataset: Uri): ScoredVersion | undefined {
    return this.of(template, dataset).kept.at(-1);
  }

  add(template: Uri, dataset: Uri, version: ScoredVersion): void {
    const known = this.of(template, dataset);
    known.kept.push(version);
    if (known.kept.length > mostVersions) {
      known.kept.shift();
      known.first++;
    }
    this.versions.set(keyOf(template, dataset), known);
  }

  /** Shows the last version beside the one before it, or alone where there is no other. */
  async show(template: Uri, dataset: Uri): Promise<void> {
    const { first, kept } = this.of(template, dataset);
    const number = first + kept.length;
    const [before, now] = [kept.at(-2), kept.at(-1)];
    if (!now) return;
    const right = this.document(template, number, now);
    const options = { preview: true, preserveFocus: true, viewColumn: columnBeside() };
    if (!before) {
      await window.showTextDocument(await workspace.openTextDocument(right), options);
      return;
    }
    const left = this.document(template, number - 1, before);
    const title = l10n.t('{0}: scores of version {1} and {2}', nameOf(template), number - 1, number);
    await commands.executeCommand('vscode.diff', left, right, title, options);
  }

  dispose(): void {
    for (const registration of this.registrations) registration.dispose();
  }

  private of(template: Uri, dataset: Uri): { first: number; kept: ScoredVersion[] } {
    return this.versions.get(keyOf(template, dataset)) ?? { first: 0, kept: [] };
  }

  /** Documents can't change, so every version of every dataset has one of its own. */
  private document(template: Uri, number: number, { hash, scores }: ScoredVersion): Uri {
    const path = `/${l10n.t('{0} version {1}', nameOf(template), number)}`;
    const uri = Uri.from({ scheme: templateSchemes.scores, path, query: hash });
    this.texts.set(uri.toString(), scores);
    return uri;
  }
}

/** Where the preview is, so that the template stays in view. */
function columnBeside(): ViewColumn {
  const group = window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputText && input.uri.scheme === templateSchemes.preview),
  );
  return group?.viewColumn ?? ViewColumn.Beside;
}

function keyOf(template: Uri, dataset: Uri): string {
  return `${template} ${dataset}`;
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
