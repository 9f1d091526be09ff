import {
  type Disposable,
  EventEmitter,
  l10n,
  languages,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { templateSchemes } from '../contributions.ts';
import type { Asking } from '../judgeSetup.ts';
import type { Services } from '../services.ts';
import { Throttle } from '../throttle.ts';
import { isInTab } from './filesInTabs.ts';
import type { LastDataset } from './lastDataset.ts';
import type { PreviewRow } from './previewRow.ts';
import { type PreviewView, previewText } from './previewText.ts';
import { ScoredVersions } from './scoredVersions.ts';
import { previewLenses } from './templateLens.ts';
import { hintFor, problemAt } from './templateProblems.ts';

/** The preview follows what is typed at most so often. */
const renderEveryMs = 150;

/** A template that is being edited: how it will be asked with, for which row, and the last prompt that it made. */
interface Editing {
  document: TextDocument;
  asking: Asking | undefined;
  row: PreviewRow;
  prompt?: PreviewView['prompt'];
}

/**
 * Shows the prompt of the template that is being edited in a read-only document beside it, for the row where the cursor
 * was last in a dataset, as it is typed; and the template's problems under Problems.
 */
export class TemplatePreview implements TextDocumentContentProvider, Disposable {
  /** What versions of it came to on ten rows. */
  readonly versions = new ScoredVersions();
  private readonly services: Services;
  private readonly datasets: LastDataset;
  private readonly changed = new EventEmitter<Uri>();
  /** Before the registration, which looks for it. */
  readonly onDidChange = this.changed.event;
  private readonly problems = languages.createDiagnosticCollection('gavel-template');
  private readonly rendering = new Throttle<void>(renderEveryMs, () => void this.render());
  private readonly following = new Throttle<void>(renderEveryMs, () => void this.follow());
  private editing: Editing | undefined;
  private isFollowing = false;
  private isBehind = false;
  private text = '';
  /** The rendering under way: one that was overtaken has nothing to say any more. */
  private look: symbol | undefined;
  private readonly registrations: Disposable[] = [
    workspace.registerTextDocumentContentProvider(templateSchemes.preview, this),
    languages.registerCodeLensProvider({ scheme: templateSchemes.preview }, { provideCodeLenses: previewLenses }),
    workspace.onDidChangeTextDocument(({ document: { uri } }) => this.takeEdit(uri)),
    window.tabGroups.onDidChangeTabs(() => this.editing && !isInTab(this.editing.document.uri) && this.stop()),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('gavel') && this.takeSettings()),
  ];

  constructor(services: Services, datasets: LastDataset) {
    this.services = services;
    this.datasets = datasets;
    this.registrations.push(datasets.onDidMove(() => this.editing && this.following.add()));
  }

  /** The template that is being edited. */
  get template(): TextDocument | undefined {
    return this.editing?.document;
  }

  provideTextDocumentContent(): string {
    return this.text;
  }

  /** Begins to preview a template. */
  async open(document: TextDocument): Promise<void> {
    const [{ askingInForce }, { rowAt }] = await Promise.all([import('../judgeSetup.ts'), import('./previewRow.ts')]);
    const { place } = this.datasets;
    const asking = await askingInForce(place?.uri, document.getText());
    this.editing = { document, asking, row: await rowAt(this.services, place) };
    await this.render();
  }

  /** Shows the preview beside the template, which keeps the cursor. */
  async show(): Promise<void> {
    const shown = await workspace.openTextDocument(previewUri);
    await window.showTextDocument(shown, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: false });
  }

  /** Goes on to the next row of the dataset. */
  async nextRow(): Promise<void> {
    if (!this.editing) return;
    const { rowAt } = await import('./previewRow.ts');
    this.editing.row = await rowAt(this.services, this.editing.row.place ?? this.datasets.place, true);
    await this.render();
  }

  dispose(): void {
    this.stop();
    const { registrations, versions, changed, problems, rendering, following } = this;
    for (const one of [...registrations, versions, changed, problems, rendering, following]) one.dispose();
  }

  private takeEdit(uri: Uri): void {
    if (!this.editing) return;
    if (uri.toString() === this.editing.document.uri.toString()) this.rendering.add();
    if (uri.toString() === this.editing.row.place?.uri.toString()) this.following.add();
  }

  private stop(): void {
    this.editing = undefined;
    this.look = undefined;
    this.problems.clear();
  }

  private async takeSettings(): Promise<void> {
    const { editing } = this;
    if (!editing) return;
    const { askingInForce } = await import('../judgeSetup.ts');
    const asking = await askingInForce(editing.row.place?.uri, editing.document.getText());
    if (this.editing !== editing) return;
    editing.asking = asking;
    await this.render();
  }

  /** To the row where the cursor is now; what moves or is typed while a long dataset is read is caught up with once. */
  private async follow(): Promise<void> {
    this.isBehind = true;
    if (this.isFollowing) return;
    this.isFollowing = true;
    try {
      const { rowAt } = await import('./previewRow.ts');
      while (this.editing && this.isBehind) {
        this.isBehind = false;
        const row = await rowAt(this.services, this.datasets.place);
        if (this.editing) this.editing.row = row;
      }
    } finally {
      this.isFollowing = false;
    }
    await this.render();
  }

  private async render(): Promise<void> {
    const look = Symbol();
    this.look = look;
    const { renderPreview } = await import('./renderPreview.ts');
    const { editing } = this;
    if (!editing || this.look !== look) return;
    const { document, asking, row } = editing;
    const rendered = asking && row.sample && renderPreview(document.getText(), asking.task, asking.options, row.sample);
    if (rendered && 'messages' in rendered) editing.prompt = rendered;
    const problem = rendered && 'problem' in rendered ? rendered.problem : undefined;
    const hints = rendered && 'hints' in rendered ? rendered.hints : [];
    this.problems.set(document.uri, [
      ...(problem ? [problemAt(document, problem)] : []),
      ...hints.map((hint) => hintFor(hint, asking)),
    ]);
    const trouble = problem ?? row.problem ?? (asking ? undefined : l10n.t('The settings can’t be followed.'));
    const text = previewText(
      {
        template: document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1),
        row: row.name,
        judge: asking ? judgeWords(asking, row) : '',
        ...(trouble !== undefined && { problem: trouble }),
        ...(editing.prompt && { prompt: editing.prompt }),
      },
      l10n.t,
    );
    if (text === this.text) return;
    this.text = text;
    this.changed.fire(previewUri);
  }
}

/** One preview: there is one template in force. */
const previewUri = Uri.from({ scheme: templateSchemes.preview, path: `/${l10n.t('Prompt preview')}.md` });

function judgeWords({ task, options }: Asking, { sample }: PreviewRow): string {
  const { min, max } = task.scale(task.pointwise || !sample ? 1 : task.items(sample).length, options);
  return `${task.title} · ${l10n.t('scores from {0} to {1}', min, max)}`;
}
