/** Where a page is looked at: by itself in a browser, or in VS Code. */
export type PageTheme = 'standalone' | 'vscode';

/** Light and dark by what the reader's system prefers; on paper always light. */
const standalone = `
:root {
  color-scheme: light dark;
  --font: system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif;
  --size: 14px;
  --ground: light-dark(#ffffff, #1f1f1f);
  --raised: light-dark(#ffffff, #252526);
  --ink: light-dark(#3b3b3b, #cccccc);
  --strong: light-dark(#1f1f1f, #e7e7e7);
  --quiet: light-dark(#616161, #9d9d9d);
  --line: light-dark(#e5e5e5, #383838);
  --hover: light-dark(#f4f4f4, #2a2d2e);
  --link: light-dark(#005fb8, #4daafc);
  --focus: light-dark(#005fb8, #0078d4);
  --field: light-dark(#ffffff, #313131);
  --field-line: light-dark(#cecece, #3c3c3c);
  --on: light-dark(#d8e8f8, #164a73);
  --on-ink: light-dark(#000000, #ffffff);
  --button: light-dark(#e5e5e5, #313131);
  --button-ink: light-dark(#3b3b3b, #cccccc);
  --good: light-dark(#2b7a27, #89d185);
  --bad: light-dark(#c72e0f, #f48771);
  --warning: light-dark(#9a6700, #cca700);
  --series-0: light-dark(#1a85ff, #3794ff);
  --series-1: light-dark(#b5651d, #d18616);
  --series-2: light-dark(#388a34, #89d185);
  --series-3: light-dark(#652d90, #b180d7);
  --border: transparent;
}
@media print {
  :root { color-scheme: light; --size: 12px; }
}
@media (forced-colors: active) {
  :root {
    --line: CanvasText; --quiet: CanvasText; --strong: CanvasText; --good: CanvasText; --bad: CanvasText;
    --warning: CanvasText; --field-line: ButtonBorder; --border: CanvasText; --on: Highlight; --on-ink: HighlightText;
    --series-0: LinkText; --series-1: CanvasText; --series-2: VisitedText; --series-3: GrayText;
  }
  svg { forced-color-adjust: none; }
  svg text { fill: CanvasText; }
}
`;

/** The colours of whatever theme VS Code has. */
const vscode = `
:root {
  --font: var(--vscode-font-family);
  --size: var(--vscode-font-size, 13px);
  --ground: var(--vscode-editor-background);
  --raised: var(--vscode-editorHoverWidget-background, var(--vscode-editor-background));
  --ink: var(--vscode-foreground);
  --strong: var(--vscode-foreground);
  --quiet: var(--vscode-descriptionForeground);
  --line: var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
  --hover: var(--vscode-list-hoverBackground, transparent);
  --link: var(--vscode-textLink-foreground);
  --focus: var(--vscode-focusBorder);
  --field: var(--vscode-settings-textInputBackground);
  --field-line: var(--vscode-contrastBorder, var(--vscode-settings-textInputBorder, var(--vscode-widget-border)));
  --on: var(--vscode-inputOption-activeBackground);
  --on-ink: var(--vscode-inputOption-activeForeground);
  --button: var(--vscode-button-secondaryBackground, transparent);
  --button-ink: var(--vscode-button-secondaryForeground, var(--vscode-foreground));
  --good: var(--vscode-charts-green);
  --bad: var(--vscode-charts-red);
  --warning: var(--vscode-editorWarning-foreground, var(--vscode-charts-yellow));
  --series-0: var(--vscode-charts-blue, #3794ff);
  /* The orange of VS Code's own themes is half transparent: as a line on dark it is hard to see. */
  --series-1: var(--vscode-charts-yellow, #cca700);
  --series-2: var(--vscode-charts-green);
  --series-3: var(--vscode-charts-purple, #b180d7);
  --border: var(--vscode-contrastBorder, transparent);
}
`;

/** The colours and the font of a page. */
export const themeStyles: Readonly<Record<PageTheme, string>> = { standalone, vscode };
