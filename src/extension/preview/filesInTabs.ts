import { TabInputCustom, TabInputText, type Uri, window } from 'vscode';

/**
 * The files that tabs show, above 50 MB and in other extensions' editors, too. A document that an extension has opened stays
 * open for minutes after its tab is closed: documents don't tell what a person has in front.
 */
export function filesInTabs(): Uri[] {
  return window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap(({ input }) => (input instanceof TabInputText || input instanceof TabInputCustom ? [input.uri] : [])),
  );
}

/** Whether a tab shows a file. */
export function isInTab(uri: Uri): boolean {
  return filesInTabs().some((shown) => shown.toString() === uri.toString());
}
