import { css } from 'lit';
import { base, palette } from '../styles.ts';
import { chipStyles } from './chip.ts';
import { markdownStyles } from './markdown.ts';

/** The look of the detail. Cards of a row share a height; long texts scroll within theirs. */
export const detailStyles = [
  base,
  palette,
  chipStyles,
  markdownStyles,
  css`
    :host {
      min-height: 0;
      min-width: 0;
      container-type: inline-size;
      --line: var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    }
    .pane {
      display: flex;
      flex-direction: column;
      height: 100%;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 12px;
      padding: 4px 6px 4px 12px;
      border-bottom: 1px solid var(--line);
    }
    h2 {
      margin: 0;
      font-size: 1em;
      font-weight: 600;
    }
    .what {
      display: inline-flex;
      align-items: center;
      gap: 4px;
    }
    .actions {
      display: flex;
      align-items: center;
      gap: 2px;
      margin-inline-start: auto;
    }
    .place {
      margin-inline-end: 4px;
    }
    .off {
      opacity: 0.4;
    }
    .body {
      flex: 1;
      min-height: 0;
      overflow: auto;
      padding: 4px 12px 16px;
      outline: none;
    }
    section {
      margin-top: 12px;
    }
    h3,
    summary {
      margin: 0 0 4px;
      font-size: 0.92em;
      font-weight: 600;
      color: var(--vscode-descriptionForeground);
    }
    .passage {
      max-height: 14em;
      overflow: auto;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
      gap: 8px;
    }
    .card {
      display: flex;
      flex-direction: column;
      min-width: 0;
      max-height: 24em;
      border: 1px solid var(--line);
      border-radius: 4px;
      background: var(--vscode-editorWidget-background);
    }
    .card header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 8px;
      padding: 6px 8px;
      border-bottom: 1px solid var(--line);
    }
    .figure {
      margin-inline-start: auto;
    }
    .origin {
      display: flex;
      flex: 0 0 100%;
      align-items: center;
      gap: 6px;
      min-width: 0;
    }
    .origin vscode-badge {
      flex: none;
    }
    .card .text {
      flex: 1 1 auto;
      min-height: 3em;
      padding: 6px 8px;
      overflow: auto;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      user-select: text;
    }
    .card footer {
      max-height: 8em;
      overflow: auto;
      padding: 6px 8px;
      border-top: 1px solid var(--line);
      color: var(--vscode-descriptionForeground);
      overflow-wrap: anywhere;
    }
    .note {
      display: flex;
      gap: 8px;
      margin: 8px 0 0;
      padding: 6px 8px;
      border: 1px solid var(--line);
      border-radius: 4px;
    }
    .note p {
      margin: 0;
      overflow-wrap: anywhere;
    }
    .trouble {
      border-color: var(--vscode-inputValidation-warningBorder, var(--line));
      background: var(--vscode-inputValidation-warningBackground);
      color: var(--vscode-inputValidation-warningForeground, var(--vscode-foreground));
    }
    .trouble .quiet {
      color: inherit;
      opacity: 0.85;
    }
    .votes {
      border-collapse: collapse;
    }
    .votes th,
    .votes td {
      padding: 1px 16px 1px 0;
      max-width: 20em;
      font-weight: normal;
      text-align: start;
    }
    .votes th {
      color: var(--vscode-descriptionForeground);
    }
    .votes .number {
      white-space: pre;
    }
    .votes .other td:last-child {
      color: var(--vscode-editorWarning-foreground, inherit);
    }
    ul {
      margin: 0;
      padding-inline-start: 1.6em;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 24px;
      margin: 0;
    }
    dl div {
      display: flex;
      gap: 6px;
      min-width: 0;
    }
    dt {
      color: var(--vscode-descriptionForeground);
    }
    dd {
      margin: 0;
      overflow-wrap: anywhere;
    }
    details {
      margin-top: 12px;
    }
    summary {
      width: fit-content;
      cursor: pointer;
    }
    details p {
      margin: 6px 0 2px;
    }
    pre {
      margin: 2px 0;
      padding: 6px 8px;
      max-height: 30em;
      overflow: auto;
      border: 1px solid var(--vscode-contrastBorder, transparent);
      font-family: var(--vscode-editor-font-family, monospace);
      font-size: var(--vscode-editor-font-size, 12px);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      background: var(--vscode-textCodeBlock-background);
    }
    .problem {
      color: var(--vscode-errorForeground);
    }
  `,
];
