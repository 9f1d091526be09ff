import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from '../host/chromium.ts';
import { installOnce } from '../host/installOnce.ts';

const run = promisify(execFile);

/** Noto Sans Hans under the SIL Open Font License. Not a dependency of the project: 36 MB that only pictures need. */
const fonts = { name: '@embedpdf/fonts-sc', version: '1.0.0' };

/**
 * Environment variables that give the browser fonts from npm: Chinese, which many machines have none for, and one look
 * of the workbench wherever the pictures are made.
 */
export async function pictureFonts(): Promise<Record<string, string>> {
  const folder = await installOnce(`fonts-sc-${fonts.version}`, 'Installing a Chinese font (once, 36 MB)', install);
  const { env } = await findChromium();
  const base = env['FONTCONFIG_FILE'] ?? '/etc/fonts/fonts.conf';
  const file = join(folder, 'fonts.conf');
  await writeFile(file, fontConfig(base, join(folder, 'node_modules', fonts.name, 'fonts')));
  return { FONTCONFIG_FILE: file };
}

async function install(folder: string): Promise<void> {
  // A package.json of its own keeps npm from walking up to the project's.
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
  await run('npm', ['install', ...flags, `${fonts.name}@${fonts.version}`], { cwd: folder });
}

/** Open Sans comes with the packaged browser. VS Code asks for `system-ui`, which is another font on every machine. */
const fontConfig = (base: string, folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">${base}</include>
  <dir>${join(dirname(base), 'fonts', 'fonts')}</dir>
  <dir>${folder}</dir>
  ${['system-ui', 'sans', 'sans-serif'].map((family) => prefer(family, 'Open Sans', 'Noto Sans Hans')).join('\n  ')}
  ${prefer('monospace', 'DejaVu Sans Mono', 'Noto Sans Hans')}
</fontconfig>
`;

function prefer(family: string, ...fonts: string[]): string {
  const list = fonts.map((font) => `<string>${font}</string>`).join('');
  const edit = `<edit name="family" mode="prepend" binding="strong">${list}</edit>`;
  return `<match target="pattern"><test name="family"><string>${family}</string></test>${edit}</match>`;
}
