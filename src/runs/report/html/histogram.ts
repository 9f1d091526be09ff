import type { ReportBlock } from '../document.ts';
import type { Measures } from '../measures.ts';
import { count, words } from '../words.ts';
import { explainedBy } from './explain.ts';
import { html, type Markup } from './markup.ts';

type Histogram = Extract<ReportBlock, { kind: 'histogram' }>;

/** Pixels: of the plot, of the room above it for the highest line's label, and of the labels below. */
const height = 150;
const above = 14;
const below = 18;

/** Colours there are for series; further ones begin again. */
const colours = 4;

/**
 * Bars for one series; outlines over each other for several. Shapes stretch with the page while the texts keep their
 * size: places across are in percent, heights in pixels.
 */
export function histogramHtml(histogram: Histogram, measures: Measures): Markup {
  const { title, bands, series, tip } = histogram;
  const most = Math.max(1, ...series.flatMap(({ counts }) => counts));
  const { lines, top } = scale(most);
  const y = (n: number) => above + height - (n / top) * height;
  const text = bands.map((band, i) => `${band}: ${bandText(histogram, i)}`).join('; ');
  return html`<figure class="histogram">
<figcaption>${explainedBy(measures, tip, title)}${series.length > 1 && legend(series)}</figcaption>
<div class="chart"><svg class="scale" width="44" height="${above + height + below}" aria-hidden="true">${lines.map(
    (n) => html`<text x="38" y="${y(n) + 3.5}" text-anchor="end">${count(n)}</text>`,
  )}</svg><svg class="plot" width="100%" height="${above + height + below}" role="img" aria-label="${title}. ${text}">
${lines.map((n) => html`<line class="${n === 0 ? 'axis' : 'grid'}" x1="0" x2="100%" y1="${y(n)}" y2="${y(n)}"/>`)}
${series.length === 1 ? bars(series[0]?.counts ?? [], bands.length, y) : series.map(({ counts }, i) => outline(counts, bands.length, top, i))}
${bands.map((band, i) => bandArea(histogram, band, i))}
</svg></div>
${numbers(histogram)}
</figure>`;
}

function bars(counts: readonly number[], bands: number, y: (n: number) => number): Markup[] {
  const width = 100 / bands;
  return counts.map((n, i) => {
    // A single one among thousands still shows.
    const tall = n === 0 ? 0 : Math.max(2, y(0) - y(n));
    const place = html`x="${round((i + 0.06) * width)}%" width="${round(0.88 * width)}%"`;
    return html`<rect class="bar series-0" ${place} y="${round(y(0) - tall)}" height="${round(tall)}"/>`;
  });
}

/** Steps from band to band. The inner picture is stretched to the plot, its lines are not. */
function outline(counts: readonly number[], bands: number, top: number, i: number): Markup {
  const steps = counts.map(
    (n, band) => `V${round(n === 0 ? height : Math.min(height - 2, height - (n / top) * height))}H${band + 1}`,
  );
  const path = `M0 ${height}${steps.join('')}V${height}`;
  return html`<svg y="${above}" width="100%" height="${height}" viewBox="0 0 ${bands} ${height}" preserveAspectRatio="none"><path class="step series-${i % colours}" d="${path}" vector-effect="non-scaling-stroke"/></svg>`;
}

/** What the pointer meets over a band, and the band's name where there is room for it. */
function bandArea(histogram: Histogram, band: string, i: number): Markup {
  const { bands } = histogram;
  const width = 100 / bands.length;
  const note = `${band}: ${bandText(histogram, i)}`;
  const step = nameStep(bands);
  // Where the page is narrow every other one of them goes.
  const look = i % (2 * step) === 0 ? '' : 'spare';
  const name = html`<text class="${look}" x="${round((i + 0.5) * width)}%" y="${above + height + 14}" text-anchor="middle">${band}</text>`;
  return html`<g data-note="${note}"><rect class="area" x="${round(i * width)}%" width="${round(width)}%" y="${above}" height="${height}"/>${i % step === 0 && name}</g>
`;
}

/** Of how many bands one has its name shown: the plot is some 670 pixels wide, a letter 6 or 7. */
export function nameStep(bands: readonly string[]): number {
  const longest = Math.max(1, ...bands.map((band) => band.length));
  return Math.max(1, Math.ceil((bands.length * (longest * 6.5 + 8)) / 670));
}

function legend(series: Histogram['series']): Markup {
  return html`<ul class="legend">${series.map(
    ({ name }, i) =>
      html`<li><svg width="16" height="10" aria-hidden="true"><path class="step series-${i % colours}" d="M1 10V3H15V10"/></svg>${name}</li>`,
  )}</ul>`;
}

/** The same as a table: for those who can't see the picture, and those who want the numbers. */
function numbers({ bands, series }: Histogram): Markup {
  return html`<details class="numbers"><summary>${words.numbers}</summary><div class="scroller"><table>
<thead><tr><th scope="col">${words.band}</th>${series.map(({ name }) => html`<th scope="col" class="end">${name}</th>`)}</tr></thead>
<tbody>${bands.map(
    (band, i) =>
      html`<tr><td>${band}</td>${series.map(({ counts }) => html`<td class="end">${count(counts[i] ?? 0)}</td>`)}</tr>`,
  )}</tbody></table></div></details>`;
}

function bandText({ series }: Histogram, i: number): string {
  return series
    .map(({ name, counts }) => (series.length === 1 ? count(counts[i] ?? 0) : `${name} ${count(counts[i] ?? 0)}`))
    .join(', ');
}

/** Round numbers to draw lines at, from 0 to the first that is no less than `most`: 0, 20, 40, 60. */
export function scale(most: number): { lines: number[]; top: number } {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((n) => n * power >= rough) ?? 10) * power);
  const lines = Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
  return { lines, top: lines.at(-1) ?? step };
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}
