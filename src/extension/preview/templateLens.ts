import { CodeLens, l10n, Range, type Uri, workspace } from 'vscode';
import { commands } from '../contributions.ts';
import { settingUri } from '../settingFile.ts';
import type { TemplatePreview } from './templatePreview.ts';

/** At the top of the template that is being edited, or in force; none for other files. */
export function templateLenses(file: Uri, preview: TemplatePreview | undefined): CodeLens[] {
  const template = preview?.template?.uri ?? settingsTemplate();
  if (template?.toString() !== file.toString()) return [];
  return [lens(l10n.t('Preview the prompt'), commands.editTemplate), scoreLens()];
}

/** At the top of the preview. */
export function previewLenses(): CodeLens[] {
  return [lens(l10n.t('Next row'), commands.previewNextRow), scoreLens()];
}

function scoreLens(): CodeLens {
  return lens(l10n.t('Score ten rows'), commands.scoreTenRows);
}

function lens(title: string, command: string): CodeLens {
  return new CodeLens(new Range(0, 0, 0, 0), { title, command });
}

/** Looked at, not checked: it only says where to offer something. */
function settingsTemplate(): Uri | undefined {
  const setting = workspace.getConfiguration('gavel').get<unknown>('judge.template');
  return typeof setting === 'string' && setting !== '' ? settingUri(setting, undefined) : undefined;
}
