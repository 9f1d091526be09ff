import { ConfigurationTarget, workspace } from 'vscode';
import type { SettingKey } from './contributions.ts';

/** Writes a setting where it has its value now: in the workspace when that says so, otherwise in the user's settings. */
export async function writeSetting(key: SettingKey, value: unknown): Promise<void> {
  const config = workspace.getConfiguration('gavel');
  const isWorkspace = config.inspect(key)?.workspaceValue !== undefined;
  await config.update(key, value, isWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
}
