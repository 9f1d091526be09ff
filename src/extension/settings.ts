import { type ConfigurationScope, l10n, type WorkspaceConfiguration, workspace } from 'vscode';
import { type SettingKey, settingDefaults } from './contributions.ts';
import type { ConfiguredModel, SettingValues } from './settingsSchema.ts';

/** A setting whose value can't be used; its default is. `message` names the setting and says what is wrong. */
export interface SettingProblem {
  setting: `gavel.${SettingKey}`;
  message: string;
}

/** A configured model, and whether a folder's settings brought it rather than the user's own. */
export interface ModelEntry extends ConfiguredModel {
  fromWorkspace: boolean;
}

/** The settings, checked. */
export interface Settings extends Omit<SettingValues, 'models'> {
  models: ModelEntry[];
  problems: SettingProblem[];
}

/**
 * Reads and checks the settings: settings.json is typed by hand, and a workspace's comes from others. In Restricted Mode
 * VS Code itself leaves out the workspace's values of restricted settings.
 */
export async function readSettings(scope?: ConfigurationScope): Promise<Settings> {
  const { configuredModelSchema, settingSchemas } = await import('./settingsSchema.ts');
  const config = workspace.getConfiguration('gavel', scope);
  const problems: SettingProblem[] = [];

  const value = <K extends SettingKey>(key: K): SettingValues[K] => {
    const given: unknown = config.get(key);
    const checked = settingSchemas[key].safeParse(given ?? settingDefaults[key]);
    if (checked.success) return checked.data as SettingValues[K];
    problems.push({ setting: `gavel.${key}`, message: wordsFor(key, checked.error.issues[0]) });
    return settingSchemas[key].parse(settingDefaults[key]) as SettingValues[K];
  };

  const entries = (list: unknown, fromWorkspace: boolean): ModelEntry[] => {
    if (!Array.isArray(list)) return [];
    return list.flatMap((entry: unknown, i) => {
      const checked = configuredModelSchema.safeParse(entry);
      if (checked.success) return [{ ...checked.data, fromWorkspace }];
      const [issue] = checked.error.issues;
      problems.push({
        setting: 'gavel.models',
        message: wordsFor('models', issue && { ...issue, path: [i, ...issue.path] }),
      });
      return [];
    });
  };

  const values = Object.fromEntries(
    (Object.keys(settingDefaults) as SettingKey[]).map((key) => [key, value(key)]),
  ) as unknown as SettingValues;
  return { ...values, models: modelEntries(config, entries), problems };
}

/** Both lists, not the one that shadows the other; of two models with the same name the user's own counts. */
function modelEntries(
  config: WorkspaceConfiguration,
  entries: (list: unknown, fromWorkspace: boolean) => ModelEntry[],
): ModelEntry[] {
  const lists = config.inspect<unknown>('models');
  const all = [
    ...entries(lists?.globalValue, false),
    ...entries(lists?.workspaceValue, true),
    ...entries(lists?.workspaceFolderValue, true),
  ];
  return all.filter((model, i) => all.findIndex(({ name }) => name === model.name) === i);
}

interface Issue {
  path: PropertyKey[];
  message: string;
}

function wordsFor(key: SettingKey, issue: Issue | undefined): string {
  const place = issue?.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('') ?? '';
  const fallback =
    key === 'models'
      ? l10n.t('This entry is left out.')
      : l10n.t('The default is used: {0}.', JSON.stringify(settingDefaults[key]));
  return `gavel.${key}${place}: ${issue?.message ?? ''}. ${fallback}`.replace('..', '.');
}
