import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The `code` command of a desktop VS Code, where there is one on the path and a display to show it on. */
export function findDesktopCode(): string | undefined {
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!hasDisplay) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
