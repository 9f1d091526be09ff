import { css } from 'lit';
import { base, palette } from '../styles.ts';
import { chipStyles } from './chip.ts';

/** The look of the table. Narrow tables give up the columns that the detail shows too, least needed first. */
export const tableStyles = [
  base,
  palette,
  chipStyles,
  css`
    :host {
      position: relative;
      min-height: 0;
      container-type: inline-size;
    }
    .grid {
      position: absolute;
      inset: 0;
      overflow: auto;
      overflow-x: hidden;
      overflow-anchor: none;
    }
    .grid:focus-visible {
      outline: none;
    }
    .rows {
      position: relative;
      contain: strict;
    }
    .row {
      display: flex;
      align-items: center;
      height: 26px;
      padding: 0 12px;
      gap: 12px;
    }
    .rows .row {
      position: absolute;
      inset: 0 0 auto;
      cursor: pointer;
      contain: strict;
    }
    .rows .row:hover {
      background: var(--vscode-list-hoverBackground);
      color: var(--vscode-list-hoverForeground);
      outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
      outline-offset: -1px;
    }
    .rows .row.active {
      background: var(--vscode-list-inactiveSelectionBackground);
      color: var(--vscode-list-inactiveSelectionForeground, inherit);
      outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
      outline-offset: -1px;
    }
    .grid:focus .row.active {
      background: var(--vscode-list-activeSelectionBackground);
      color: var(--vscode-list-activeSelectionForeground);
      --vscode-descriptionForeground: currentcolor;
      --vscode-icon-foreground: currentcolor;
      outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
    }
    .head {
      position: sticky;
      top: 0;
      z-index: 1;
      color: var(--vscode-descriptionForeground);
      background: var(--vscode-editor-background);
      border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    }
    .cell {
      display: flex;
      align-items: center;
      gap: 4px;
      min-width: 0;
      flex: none;
    }
    .sortable {
      cursor: pointer;
    }
    .sortable:hover {
      color: var(--vscode-foreground);
    }
    .line {
      width: var(--line);
      min-width: 4em;
      justify-content: flex-end;
    }
    .scores {
      width: var(--scores);
      min-width: 4em;
    }
    .mean {
      width: 4em;
      justify-content: flex-end;
    }
    .apart {
      width: 5em;
      justify-content: flex-end;
    }
    .status {
      width: 8.5em;
    }
    .what {
      display: flex;
      align-items: center;
      gap: 4px;
    }
    .what.scored {
      color: var(--vscode-descriptionForeground);
    }
    .mark {
      display: flex;
    }
    .reason {
      width: 9em;
    }
    .instruction {
      flex: 2 1 0;
    }
    .rationale {
      flex: 3 1 0;
    }
    .gone {
      font-style: italic;
    }
    @container (max-width: 900px) {
      .reason {
        display: none;
      }
    }
    @container (max-width: 720px) {
      .rationale {
        display: none;
      }
    }
    @container (max-width: 560px) {
      .mean {
        display: none;
      }
      .status {
        width: auto;
      }
      .head .status {
        visibility: hidden;
        width: 14px;
      }
      .what .word {
        display: none;
      }
      .row {
        gap: 8px;
      }
    }
  `,
];
