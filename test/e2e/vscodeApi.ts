/** What VS Code gives a page; the state outlives a reload. Runs in the page, so it can use nothing from here. */
export function vscodeApi(styles: string): void {
  const { postToHost } = window as unknown as { postToHost(message: unknown): Promise<void> };
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => void postToHost(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
      setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
    }),
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}
