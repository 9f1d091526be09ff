/** What every page is made of: headings, facts, notes, buttons, the explanations. */
export const pageStyles = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { background: var(--ground); }
body {
  max-width: 1120px; margin: 0 auto; padding: 20px 28px 48px;
  font: var(--size)/1.45 var(--font); color: var(--ink); background: var(--ground);
  overflow-wrap: anywhere; font-variant-numeric: tabular-nums; container-type: inline-size;
}
h1 { margin: 0 0 10px; font-size: 1.55em; font-weight: 600; line-height: 1.25; color: var(--strong); }
h2 { margin: 0 0 4px; font-size: 1.2em; font-weight: 600; color: var(--strong); }
h3 { margin: 0 0 6px; font-size: 1em; font-weight: 600; color: var(--strong); }
p, figure { margin: 0; }
a { color: var(--link); }
section { margin-top: 26px; padding-top: 16px; border-top: 1px solid var(--line); scroll-margin-top: 8px; }
section > * + * { margin-top: 12px; }
section > figure + figure, section > .table + .table { margin-top: 22px; }
section > .note { margin-top: 0; max-width: 80ch; color: var(--quiet); }
.text { max-width: 80ch; white-space: pre-line; }
.quiet { color: var(--quiet); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 1px solid var(--focus); outline-offset: 1px; }

.top { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: start; justify-content: space-between; }
.top h1 { flex: 1 1 20ch; }
.actions { display: flex; flex-wrap: wrap; gap: 6px; }
button { font: inherit; color: inherit; }
.actions button {
  padding: 3px 10px; border: 1px solid var(--vscode-button-border, var(--border)); border-radius: 3px;
  color: var(--button-ink); background: var(--button); cursor: pointer;
}
.actions button:hover { background: var(--vscode-button-secondaryHoverBackground, var(--hover)); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; unicode-bidi: isolate; }
nav { margin-top: 12px; }
nav ul { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 0; padding: 0; list-style: none; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }

.warning {
  display: grid; grid-template-columns: 16px 1fr; gap: 8px; max-width: 84ch; padding: 7px 10px;
  border: 1px solid var(--vscode-contrastBorder, color-mix(in srgb, var(--warning) 45%, transparent)); border-radius: 4px;
  background: color-mix(in srgb, var(--warning) 9%, transparent);
}
.warning svg { margin-top: .12em; fill: none; stroke: var(--warning); stroke-width: 1.3; stroke-linecap: round; stroke-linejoin: round; }
.warning p { white-space: pre-line; }

a.measure { color: inherit; text-decoration: none; cursor: help; }
a.mark {
  display: inline-flex; flex: none; align-items: center; justify-content: center; width: 14px; height: 14px;
  border: 1px solid var(--line); border-radius: 50%; font-size: 10px; line-height: 1; font-weight: 400;
  color: var(--quiet); cursor: help;
}
a.mark:hover { border-color: currentcolor; color: var(--ink); }
.measures { display: grid; grid-template-columns: minmax(12ch, 22ch) 1fr; gap: 10px 20px; }
.measures dt { font-weight: 600; color: var(--strong); }
.measures dd { margin: 0; max-width: 80ch; scroll-margin-top: 8px; }
.measures dd:target { outline: 1px solid var(--focus); outline-offset: 4px; }
.how { color: var(--quiet); }
#tip {
  position: fixed; inset: auto; margin: 0; width: max-content; max-width: min(46ch, 92vw); max-height: 60vh; overflow: auto;
  padding: 7px 10px; border: 1px solid var(--vscode-editorHoverWidget-border, var(--field-line)); border-radius: 4px;
  color: var(--ink); background: var(--raised); font: inherit; line-height: 1.4;
  box-shadow: 0 2px 8px var(--vscode-widget-shadow, #00000026);
}
#tip p + p { margin-top: 4px; }
#tip .note { font-weight: 600; color: var(--strong); }

.opening { display: flex; flex-direction: column; gap: 10px; max-width: 70ch; }
.busy { height: 2px; max-width: 320px; overflow: hidden; background: var(--line); }
.busy::before { content: ''; display: block; width: 30%; height: 100%; background: var(--vscode-progressBar-background, var(--focus)); animation: busy 1.6s linear infinite; }
@keyframes busy { from { translate: -100%; } to { translate: 340%; } }
@media (prefers-reduced-motion: reduce) { .busy::before { width: 100%; animation: none; opacity: .6; } }

@container (max-width: 560px) {
  .facts, .measures { grid-template-columns: 1fr; gap: 0; }
  .facts dd, .measures dd { margin-bottom: 6px; }
}
@media (max-width: 640px) { body { padding: 14px 14px 32px; } }
@media print {
  body { max-width: none; padding: 0; }
  .tools, .actions, nav, #tip { display: none !important; }
  h2, h3, figcaption { break-after: avoid; }
  figure, .figures li, .warning, .measures dd, tr { break-inside: avoid; }
  .tall { max-height: none !important; overflow: visible !important; }
  thead { position: static !important; }
}
`;
