import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, absolute. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** What is downloaded once and kept: the editor and the browser. Git-ignored. */
export const cacheFolder = join(root, '.vscode-test');

/** What a test run leaves behind: counts, screenshots, logs. Git-ignored. */
export const resultsFolder = join(root, 'test-results');
