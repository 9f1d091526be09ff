import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The words on its page. */
export const emptyWords = 'Nothing';

/**
 * Writes an extension that looks like Gavel in the sidebar and opens a page of one word: what it takes, VS Code takes.
 * The names are Gavel's, so that the same clicks open both.
 */
export async function writeEmptyExtension(folder: string): Promise<void> {
  const command = 'empty.open';
  const manifest = {
    ...{ name: 'empty', publisher: 'bench', version: '1.0.0', main: './main.cjs', engines: { vscode: '^1.103.0' } },
    contributes: {
      commands: [{ command, title: 'Open Results', icon: '$(circle)' }],
      viewsContainers: { activitybar: [{ id: 'empty', title: 'Gavel', icon: '$(circle)' }] },
      views: { empty: [{ id: 'empty.runs', name: 'Runs' }] },
      menus: { 'view/item/context': [{ command, when: 'view == empty.runs', group: 'inline' }] },
    },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'main.cjs'), main);
}

const main = `
const { commands, window, TreeItem } = require('vscode');
exports.activate = () => {
  window.createTreeView('empty.runs', {
    treeDataProvider: { getChildren: (item) => (item ? [] : ['answers.jsonl']), getTreeItem: (item) => new TreeItem(item) },
  });
  commands.registerCommand('empty.open', () => {
    const panel = window.createWebviewPanel('empty.page', '${emptyWords}', 1, { enableScripts: true });
    panel.webview.html = '<!DOCTYPE html><html><body><p>${emptyWords}</p></body></html>';
  });
};
`;
