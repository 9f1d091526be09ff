/** How figures, tables and charts look. */
export const blockStyles = `
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(168px, 1fr)); gap: 1px; margin-inline: 0; padding: 1px; list-style: none; overflow: hidden; }
.figures li { outline: 1px solid var(--line); }
.figure { display: flex; flex-direction: column; height: 100%; padding: 8px 12px; cursor: help; unicode-bidi: isolate; }
.figure:hover { background: var(--hover); }
.figure:focus-visible { outline-offset: -2px; }
.label { color: var(--quiet); }
.figure b { font-weight: 600; font-size: 1.5em; line-height: 1.3; white-space: nowrap; }
.figure b.words { padding: .3em 0; font-size: 1em; white-space: normal; }
.figure b:not(.good, .bad) { color: var(--strong); }
.range { font-size: .92em; color: var(--quiet); }

.tools { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin-bottom: 8px; }
.tools input {
  flex: 0 1 240px; min-width: 120px; height: 26px; padding: 2px 8px; border: 1px solid var(--field-line); border-radius: 3px;
  font: inherit; color: inherit; background: var(--field);
}
.tools input:focus { outline: 1px solid var(--focus); outline-offset: -1px; }
.tools input::placeholder { color: var(--quiet); }
.tag { height: 26px; padding: 0 10px; border: 1px solid var(--field-line); border-radius: 13px; background: none; cursor: pointer; }
.tag:hover { background: var(--hover); }
.tag[aria-pressed='true'] { border-color: var(--focus); color: var(--on-ink); background: var(--on); }
.tag[aria-pressed='true'] .quiet { color: inherit; }
.tools output { margin-inline-start: auto; color: var(--quiet); }

.scroller { overflow-x: auto; }
.tall { max-height: min(70vh, 720px); overflow: auto; border-block: 1px solid var(--line); }
.table .quiet { margin-top: 6px; }
table { border-collapse: collapse; }
.table { width: fit-content; max-width: 100%; min-width: min(100%, 560px); }
.table table { width: 100%; }
th, td { padding: 4px 14px 4px 0; text-align: start; vertical-align: baseline; }
th { font-weight: 400; color: var(--quiet); white-space: nowrap; }
td { border-top: 1px solid var(--line); }
th:first-child, td:first-child { padding-inline-start: 6px; }
.end { text-align: end; }
td.end { white-space: nowrap; }
.table td:not(.end) { min-width: 6ch; max-width: 60ch; }
.table td.long { min-width: 26ch; }
.table tbody tr:hover { background: var(--hover); }
.table thead { position: sticky; top: 0; z-index: 1; background: var(--ground); box-shadow: 0 1px var(--line); }
.head { display: inline-flex; gap: 5px; align-items: center; }
button.title { padding: 0; border: 0; color: inherit; background: none; text-align: inherit; cursor: pointer; }
button.title:hover { color: var(--ink); }
[aria-sort] button.title { color: var(--strong); }
[aria-sort] button.title::after { content: '\\2191'; position: absolute; width: 11px; text-align: center; }
[aria-sort].end button.title::after { margin-inline-start: -11px; inset-inline-start: 0; }
[aria-sort].end button.title { position: relative; }
[aria-sort='descending'] button.title::after { content: '\\2193'; }
button.link { padding: 0; border: 0; color: var(--link); background: none; font: inherit; text-align: inherit; overflow-wrap: inherit; cursor: pointer; }
button.link:hover { text-decoration: underline; }
details > summary { cursor: pointer; }
td details[open] > summary { color: var(--quiet); }

figcaption { display: flex; flex-wrap: wrap; gap: 2px 20px; align-items: center; margin-bottom: 6px; }
figcaption .measure { font-weight: 600; color: var(--strong); cursor: help; }
.histogram { max-width: 720px; }
.chart { display: grid; grid-template-columns: 44px 1fr; direction: ltr; }
.chart > svg { display: block; overflow: visible; }
.chart text { font-size: 11px; fill: var(--quiet); }
.grid { stroke: color-mix(in srgb, var(--quiet) 22%, transparent); stroke-width: 1; }
.axis { stroke: var(--quiet); stroke-width: 1; }
.bar { stroke: var(--border); }
.step { stroke-width: 1.75; fill-opacity: .18; }
.area { fill: transparent; }
g:hover > .area { fill: color-mix(in srgb, var(--ink) 8%, transparent); }
.series-0 { fill: var(--series-0); }
.series-1 { fill: var(--series-1); }
.series-2 { fill: var(--series-2); }
.series-3 { fill: var(--series-3); }
.step.series-0 { stroke: var(--series-0); }
.step.series-1 { stroke: var(--series-1); stroke-dasharray: 6 3; }
.step.series-2 { stroke: var(--series-2); stroke-dasharray: 2 2; }
.step.series-3 { stroke: var(--series-3); stroke-dasharray: 8 3 2 3; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0; padding: 0; list-style: none; }
.legend li { display: flex; gap: 6px; align-items: center; }
.legend svg { flex: none; }
.numbers { margin: 4px 0 0 44px; color: var(--quiet); }
.numbers table { margin-top: 4px; }

.matrix th, .matrix td { padding: 4px 10px; }
.matrix thead th, .matrix tfoot td { text-align: end; }
.matrix thead th:first-child { text-align: start; }
.matrix thead th[colspan] { text-align: center; }
.matrix thead td, .matrix tfoot th, .matrix tfoot td { border: 0; }
.matrix tbody td { border: 1px solid var(--ground); text-align: end; white-space: nowrap; color: var(--strong); }
.matrix tbody td:not(.sum) { outline: 1px solid var(--border); outline-offset: -1px; }
.matrix tbody th { color: var(--ink); }
.matrix td span { display: inline-block; min-width: 5ch; margin-inline-start: 4px; font-size: .85em; opacity: .8; }
.matrix .sum { color: var(--quiet); }
.matrix .same { font-weight: 600; }
.shade-0 { background: color-mix(in srgb, var(--series-0) 3%, var(--ground)); }
${Array.from({ length: 10 }, (_, i) => `.shade-${i + 1} { background: color-mix(in srgb, var(--series-0) ${6 + 4.4 * (i + 1)}%, var(--ground)); }`).join('\n')}

@container (max-width: 560px) { .spare { display: none; } .figures { grid-template-columns: repeat(auto-fill, minmax(132px, 1fr)); } }
@media print { .bar, .step, .shade, .matrix td, .warning { print-color-adjust: exact; } }
`;
