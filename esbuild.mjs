// Bundles the extension, the terminal program, the results page and the editor tests into dist/.
// The extension and the CLI are ESM with code splitting, so that what is imported with `import()` (the OpenAI client,
// nunjucks, zod, ...) is a file of its own and costs nothing until it is used.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const minify = !process.argv.includes('--dev');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  format: 'esm',
  target: 'es2023',
  minify,
  sourcemap: minify ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  // jsonc-parser's `main` is a UMD wrapper whose requires a bundler can't see.
  mainFields: ['module', 'main'],
};

// A bundled CommonJS dependency may call `require` for a Node built-in; ESM has none of its own.
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

await rm('dist', { recursive: true, force: true });
const [program, page] = await Promise.all([
  build({
    ...common,
    platform: 'node',
    target: 'node20',
    entryPoints: { extension: 'src/extension/extension.ts', gavel: 'src/cli/gavel.ts' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    external: ['vscode'],
    banner: { js: requireShim },
  }),
  build({
    ...common,
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    entryPoints: [
      { in: 'src/webview/main.ts', out: 'panel' },
      { in: 'src/webview/panel.css', out: 'panel' },
    ],
    outdir: 'dist/webview',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  }),
  build({
    ...common,
    platform: 'node',
    target: 'node22',
    minify: false,
    entryPoints: ['test/editor/*.ts'],
    outdir: 'dist/test',
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    // mocha loads parts of itself by name at run time, so it stays a package.
    external: ['vscode', 'mocha'],
    banner: { js: requireShim },
  }),
]);

await writeFile('dist/THIRD_PARTY_NOTICES.txt', await notices([program, page]));

/**
 * The licences of the packages that are in the bundles, which ask to go where the code goes.
 * @param {import('esbuild').BuildResult<{ metafile: true }>[]} results
 */
async function notices(results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = inputs.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  const texts = [...new Set(folders)]
    .filter((folder) => folder !== undefined)
    .sort()
    .map(async (folder) => {
      const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      const file = (await readdir(folder)).find((entry) => /^(?:licen[sc]e|copying)/i.test(entry));
      const text = file ? await readFile(join(folder, file), 'utf8') : `Licence: ${license}`;
      return `${name} ${version}\n\n${text.trim()}\n`;
    });
  return `Gavel contains these packages.\n\n${(await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`)}`;
}
