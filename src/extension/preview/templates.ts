import { Disposable, languages } from 'vscode';
import type { Services } from '../services.ts';
import { LastDataset } from './lastDataset.ts';
import type { TemplatePreview } from './templatePreview.ts';

/** What of editing templates is there from the start; the rest is loaded with the first one. */
export class Templates implements Disposable {
  readonly datasets = new LastDataset();
  private readonly services: () => Services;
  private loading: Promise<TemplatePreview> | undefined;
  private loaded: TemplatePreview | undefined;
  private readonly lenses = languages.registerCodeLensProvider(
    { pattern: '**/*.{jinja,jinja2,j2,njk,md,txt}' },
    { provideCodeLenses: async ({ uri }) => (await import('./templateLens.ts')).templateLenses(uri, this.loaded) },
  );

  constructor(services: () => Services) {
    this.services = services;
  }

  /** The preview of the template that is being edited, or the first one will be. */
  preview(): Promise<TemplatePreview> {
    this.loading ??= import('./templatePreview.ts').then(({ TemplatePreview }) => {
      this.loaded = new TemplatePreview(this.services(), this.datasets);
      return this.loaded;
    });
    return this.loading;
  }

  dispose(): void {
    Disposable.from(this.lenses, this.datasets).dispose();
    this.loaded?.dispose();
  }
}
