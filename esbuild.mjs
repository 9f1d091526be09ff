// Bundles the extension, the terminal program, the results page and the editor tests into dist/.
// The extension and the CLI are ESM with code splitting, so that what is imported with `import()` (the OpenAI client,
// nunjucks, zod, ...) is a file of its own and costs nothing until it is used.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
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

const programOptions = {
  ...common,
  platform: 'node',
  target: 'node20',
  entryPoints: { extension: 'src/extension/extension.ts', gavel: 'src/cli/gavel.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  external: ['vscode'],
  banner: { js: requireShim },
};

await rm('dist', { recursive: true, force: true });
const [program, page] = await Promise.all([
  build({ ...programOptions, plugins: [await fewFilesAtStart()] }),
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
 * esbuild makes a file of its own for every combination of `import()`s that share some code, and VS Code's start would
 * wait about a millisecond for each. Where all of them import the whole of what is loaded at the start (which costs
 * nothing: it is there), their combinations are the same. What needs VS Code stays apart, for the terminal has none.
 * @returns {Promise<import('esbuild').Plugin>}
 */
async function fewFilesAtStart() {
  const { metafile } = await build({ ...programOptions, write: false });
  const files = new Set(['dist/extension.js']);
  for (const file of files) {
    for (const { path, kind } of metafile.outputs[file]?.imports ?? [])
      if (kind === 'import-statement') files.add(path);
  }
  const atStart = new Set([...files].flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {})));
  const withoutVsCode = [...atStart].filter((path) => !path.startsWith('src/extension/'));
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const later = new Set(imports.flatMap(({ path, kind }) => (kind === 'dynamic-import' ? [path] : [])));
  return {
    name: 'few files at the start',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const source = relative('.', path).replaceAll('\\', '/');
        if (!later.has(source) || atStart.has(source)) return undefined;
        const added = source.startsWith('src/extension/') ? [programOptions.entryPoints.extension] : withoutVsCode;
        const lines = added.map((module) => `import ${JSON.stringify(resolve(module))};`);
        return { contents: [await readFile(path, 'utf8'), ...lines].join('\n'), loader: 'ts' };
      });
    },
  };
}

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
