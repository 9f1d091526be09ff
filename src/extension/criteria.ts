import { l10n, type Uri } from 'vscode';
import { openSetting } from './actions.ts';
import { sayError } from './say.ts';
import { readSettingFile } from './settingFile.ts';
import type { Settings } from './settings.ts';

/**
 * The user's criteria as Markdown: those that `gavel.judge.criteria` lists, or the file that it names; '' for none.
 * Undefined when they can't be used, and the user has been told why: a run without them would not be the one asked for.
 */
export async function readCriteria(settings: Settings, scope: Uri | undefined): Promise<string | undefined> {
  const setting = settings['judge.criteria'];
  if (setting.length === 0) return '';
  const { criteriaMarkdown, criteriaProblem } = await import('../judging/criteria.ts');
  const file = typeof setting === 'string' ? await readSettingFile('gavel.judge.criteria', setting, scope) : undefined;
  if (typeof setting === 'string' && !file) return undefined;
  const criteria = criteriaMarkdown(typeof setting === 'string' ? (file?.text ?? '') : setting);
  const problem = criteriaProblem(criteria);
  if (!problem) return criteria;
  const { message, next } = problem;
  sayError(`gavel.judge.criteria: ${l10n.t(message)} ${l10n.t(next)}`, openSetting('gavel.judge.criteria'));
  return undefined;
}
