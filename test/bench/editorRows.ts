import { contentHash } from '../../src/dataset/hash.ts';
import { DocumentScores } from '../../src/extension/editor/documentScores.ts';
import { badgesByStyle } from '../../src/extension/editor/placedBadge.ts';
import { placingMs, RowBadgePlaces } from '../../src/extension/editor/rowBadgePlaces.ts';
import { RowReader } from '../../src/extension/editor/rowReader.ts';
import { FakeDocument } from '../unit/editor/fakeDocument.ts';
import { FakeRun, header, judged, judgement } from '../unit/editor/records.ts';
import { median } from './statistics.ts';

/** Milliseconds that one repaint's work takes. */
export interface Times {
  median: number;
  p99: number;
}

/** What the extension host spends on inline scores, in an open dataset of `rows` rows and `bytes` bytes. */
export interface EditorRows {
  rows: number;
  bytes: number;
  /** From the opening of a document with a finished run until changed rows are known, and the longest stretch of it. */
  openMs: number;
  openStretchMs: number;
  afterEdit: Times;
  afterNewLine: Times;
  afterScroll: Times;
  whileArriving: Times;
  whileRetrying: Times;
}

/** Lines that are painted: a screen and what is near it. */
const painted = 110;

const repetitions = 200;

/** Measures what happens between an event and what is to be drawn; drawing itself is VS Code's. */
export async function measureEditorRows(rows = 50_000): Promise<EditorRows> {
  const texts = Array.from({ length: rows }, (_, i) => textOf(i));
  const document = new FakeDocument(texts.join('\n'));
  const run = new FakeRun(header({ task: 'quality', shape: 'distilabel' }), 'finished');
  run.append(...texts.map((text, i) => judged(i + 1, text, verdictOf(i))));
  let settled = () => {};
  const scores = new DocumentScores(document.asDocument, contentHash, () => settled());
  const reader = new RowReader();
  await reader.load();
  const places = new RowBadgePlaces(scores, reader);
  const paint = (first: number) => {
    const until = performance.now() + placingMs;
    const lines = Array.from({ length: painted }, (_, i) => first + i);
    badgesByStyle(places.on(lines, () => performance.now() > until).badges);
  };

  const { openMs, openStretchMs } = await opening(() => {
    const done = new Promise<void>((resolve) => {
      settled = resolve;
    });
    scores.setRuns([run.live]);
    return done;
  });

  const middle = Math.floor(rows / 2);
  paint(middle);
  const afterEdit = times((i) => {
    scores.edit(document.replace([middle + 20, 30 + i], [middle + 20, 30 + i], 'x'));
    paint(middle);
  });
  const afterNewLine = times((i) => {
    scores.edit(document.replace([middle + 3 * i, 0], [middle + 3 * i, 0], '\n'));
    paint(middle + 3 * i - 40);
  });
  const afterScroll = times((i) => paint((i * 7919) % (rows - painted)));
  run.state = 'running';
  const takeIn = () => {
    scores.follow();
    paint(middle);
  };
  // As fast as a run may be: 5,000 rows a second, told ten times a second.
  const told = (i: number) => Array.from({ length: 500 }, (_, j) => 500 * i + j);
  const whileArriving = times(takeIn, (i) =>
    run.append(...told(i).map((row) => judged(rows + row + 1, `row ${rows + row}`))),
  );
  const whileRetrying = times(takeIn, (i) =>
    run.append(...told(i).map((row) => judged((row % rows) + 1, texts[row % rows] ?? '', verdictOf(row + 1)))),
  );
  scores.dispose();
  const bytes = Buffer.byteLength(document.getText());
  return { rows, bytes, openMs, openStretchMs, afterEdit, afterNewLine, afterScroll, whileArriving, whileRetrying };
}

/** How long it takes, and the longest time that nobody else got a turn meanwhile. */
async function opening(open: () => Promise<void>): Promise<{ openMs: number; openStretchMs: number }> {
  const started = performance.now();
  let last = started;
  let openStretchMs = 0;
  const turn = () => {
    const now = performance.now();
    openStretchMs = Math.max(openStretchMs, now - last);
    last = now;
  };
  const turns = setInterval(turn, 1);
  await open();
  turn();
  clearInterval(turns);
  return { openMs: last - started, openStretchMs };
}

/** How long `work` takes, each time after `prepare`. The first times are for the compiler. */
function times(work: (i: number) => void, prepare: (i: number) => void = () => {}): Times {
  const measured: number[] = [];
  for (let i = 0; i < repetitions; i++) {
    prepare(i);
    const started = performance.now();
    work(i);
    measured.push(performance.now() - started);
  }
  const warm = measured.slice(repetitions / 10).sort((a, b) => a - b);
  return { median: median(warm), p99: warm[Math.floor(0.99 * warm.length)] ?? Number.NaN };
}

/** About a kilobyte: an instruction and three answers. */
function textOf(i: number): string {
  const sentence = `Row ${i} asks for no more than a sentence or two on how rainbows come about. `;
  return JSON.stringify({ instruction: sentence, responses: [sentence.repeat(6), sentence.repeat(4), sentence] });
}

function verdictOf(i: number) {
  return judgement([(i % 4) + 1, ((i + 1) % 4) + 1, ((i + 2) % 4) + 1], { scale: { min: 1, max: 4 } });
}
