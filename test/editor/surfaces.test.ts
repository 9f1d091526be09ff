import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { RowBadgePlaces } from '../../src/extension/editor/rowBadgePlaces.ts';
import { RowReader } from '../../src/extension/editor/rowReader.ts';
import type { Services } from '../../src/extension/services.ts';
import type { RunRecord } from '../../src/runs/run.ts';
import { header, judged, judgement, malformed } from '../unit/editor/records.ts';
import { FedRun } from './fedRun.ts';
import { file, gavel, reset, set, show, until, write } from './gavel.ts';

const name = 'surfaces.jsonl';
const rows = [
  '{"instruction":"Why?","responses":["So.","Because."]}',
  '{"instruction":"Where?","responses":["Here.","There."]}',
  '{"instruction":"When?","responses":["Now.","Then."]}',
  '{"instruction":"Who?","responses":["Me." "You."]}',
];
const attack = '[x](command:workbench.action.quit) <command:gavel.deleteRun> https://evil.example $(zap)';
const verdicts = [
  judgement([8, 10], { rationale: attack }),
  judgement([null, null], { status: 'unscored', reason: 'unreadable' }),
  judgement([12, 1], { offScale: [0] }),
];
const records: RunRecord[] = [
  ...verdicts.map((verdict, i) => judged(i + 1, rows[i] ?? '', verdict)),
  malformed(4, rows[3] ?? ''),
];

describe('scores beside the text', () => {
  let services: Services;
  let editor: vscode.TextEditor;
  let run: FedRun;
  let fed: FedRun[];
  const uri = () => file(name);

  async function begin(id: string, total: number): Promise<FedRun> {
    const source = { name, uri: uri().toString() };
    const startedAt = new Date().toISOString();
    const begun = await FedRun.begin(services, header({ id, source, shape: 'distilabel', startedAt }), total);
    fed.push(begun);
    return begun;
  }

  before(async () => {
    services = await gavel();
    await write(name, `${rows.join('\n')}\n`);
  });
  beforeEach(async () => {
    fed = [];
    editor = await show(name);
    run = await begin('surfaces', records.length);
    await run.append(...records);
    await run.finish();
    await until('the document has scores', () => services.datasetScores.of(uri())?.at(3));
    await until('the document has been looked through', () =>
      records.every((record, line) => services.datasetScores.of(uri())?.lineOf('surfaces', record) === line),
    );
  });
  afterEach(async () => {
    for (const known of fed) if (services.runs.get(known.entry.id)) await known.drop();
    await reset('inlineScores.enabled');
  });

  async function badges() {
    const scores = services.datasetScores.of(uri());
    assert.ok(scores);
    const reader = new RowReader();
    await reader.load();
    return new RowBadgePlaces(scores, reader).on(Array(editor.document.lineCount).keys()).badges;
  }

  async function rowBadges() {
    return (await badges())
      .filter(({ character }) => character === 0)
      .map(({ line, style, text }) => `${line} ${style} ${text}`.replace(/ +/g, ' ').trim());
  }

  const hovers = (line: number, character = 3) =>
    vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri(),
      new vscode.Position(line, character),
    );

  /** Gavel's own hover: VS Code gives those of all extensions, and its own for Problems. */
  async function hover(line: number, character?: number): Promise<vscode.MarkdownString | undefined> {
    const contents = (await hovers(line, character)).flatMap((one) => one.contents as vscode.MarkdownString[]);
    return contents.find(({ value }) => value.includes('command:gavel.openResults'));
  }

  const lenses = async () =>
    (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri(), 10))
      .map(({ command }) => command)
      .filter((command) => command?.command.startsWith('gavel.'));

  const problems = () =>
    vscode.languages
      .getDiagnostics(uri())
      .filter(({ source }) => source === 'Gavel')
      .map(
        ({ range, severity, code }) =>
          `${range.start.line}:${range.start.character} ${vscode.DiagnosticSeverity[severity]} ${code}`,
      )
      .toSorted();

  const edit = (line: number, character: number, text: string) =>
    editor.edit((builder) => builder.insert(new vscode.Position(line, character), text));
  const undo = () => vscode.commands.executeCommand('undo');

  it('stand at the start of each row, all of one width', async () => {
    assert.deepEqual(await rowBadges(), ['0 veryHigh 8 10', '1 unscored –', '2 veryLow 12! 1', '3 malformed !']);
    const widths = (await badges()).filter(({ character }) => character === 0).map(({ text }) => text.length);
    assert.equal(new Set(widths).size, 1);
  });

  it('stand before each response inside its row', async () => {
    const inside = (await badges()).filter(({ character }) => character > 0);
    const seen = inside.map(({ line, character, style, text }) => {
      const response = /^"[^"]*"/.exec(editor.document.lineAt(line).text.slice(character))?.[0];
      return `${style} ${text} ${response}`;
    });
    assert.deepEqual(seen, ['high 8 "So."', 'veryHigh 10 "Because."', 'offScale 12! "Now."', 'veryLow 1 "Then."']);
  });

  it('move with their rows, turn stale with their own, and are fresh again after undo', async () => {
    await edit(0, 0, '{"new":true}\n');
    assert.deepEqual(await rowBadges(), [
      '0 pending',
      '1 veryHigh 8 10',
      '2 unscored –',
      '3 veryLow 12! 1',
      '4 malformed !',
    ]);
    await edit(1, 16, 'X');
    assert.equal((await rowBadges())[1], '1 stale 8 10 Δ');
    assert.match((await hover(1))?.value ?? '', /Changed since it was judged/);
    await undo();
    await undo();
    await until('the edits are undone', async () => (await rowBadges())[0] === '0 veryHigh 8 10');
  });

  it('come while a run goes on, and leave room for those to come', async () => {
    await run.drop();
    const live = await begin('surfaces-live', rows.length);
    await live.append(records[2] as RunRecord);
    await until('the first score is there', () => services.datasetScores.of(uri())?.at(2)?.run === live.entry);
    assert.deepEqual(await rowBadges(), ['0 pending', '1 pending', '2 veryLow 12! 1', '3 pending']);
    const titles = async () => (await lenses()).slice(1).map((lens) => lens?.title);
    await until('the lens counts', async () => (await titles()).join() === '1 of 4 judged,Pause,Cancel');
    await live.finish({ cancelled: false, paused: { reason: 'unreachable', detail: '' } });
    const paused = 'paused: unreachable · 1 scored,Resume,Open results,Clear';
    await until('the lens offers to go on', async () => (await titles()).join() === paused);
  });

  it('tell about themselves when hovered', async () => {
    const text = (await hover(0))?.value ?? '';
    assert.match(text, /\*\*JudgeLM\*\* · gpt&#45;4o/);
    assert.match(text, /\| 1&ensp; \| 8&ensp; \| 78 %/);
    assert.match((await hover(1))?.value ?? '', /\*\*Not scored: unreadable\.\*\*/);
    assert.match((await hover(3))?.value ?? '', /This row can’t be judged/);
  });

  it('tell about the response under the pointer', async () => {
    const at = (rows[0] ?? '').indexOf('Because');
    assert.match((await hover(0, at))?.value ?? '', /\*\*2\*\*&ensp; \| \*\*10\*\*/);
    const [first] = await hovers(0, at);
    assert.equal(editor.document.getText(first?.range), '"Because."');
  });

  it('let nothing that a judge says become a link or a command', async () => {
    const found = await hover(0);
    assert.ok(found);
    const trusted = ['gavel.openResults', 'gavel.scoreRows', 'gavel.copyRationale'];
    assert.deepEqual(found.isTrusted, { enabledCommands: trusted });
    assert.ok(!found.supportHtml && !found.supportThemeIcons);
    const rationale = found.value.split('\n\n').find((part) => part.includes('evil'));
    assert.doesNotMatch(rationale ?? '', /[<>[\]()!:/$]/);
    const linked = [...found.value.matchAll(/\]\(command:([\w.]+)/g)].map(([, command]) => command);
    assert.deepEqual(linked, trusted);
  });

  it('are summed up at the top of the file', async () => {
    const titles = ['2 scored · 1 unscored · 1 malformed', 'Open results', 'Clear'];
    await until('the lenses count', async () => (await lenses()).some((lens) => lens?.title === titles[0]));
    const [score, ...others] = await lenses();
    assert.match(score?.title ?? '', /^Score file with QualityScorer · /);
    assert.deepEqual(
      others.map((lens) => lens?.title),
      titles,
    );
  });

  it('are Problems where there are none', async () => {
    const all = ['1:0 Warning unreadable', '3:8 Error not JSON'];
    await until('both rows are listed', () => problems().join() === all.join());
    await edit(3, 0, ' ');
    await until('the changed row is not listed any more', () => problems().join() === all[0]);
    await undo();
    await until('it is listed again', () => problems().join() === all.join());
  });

  it('are replaced where a row is judged again', async () => {
    const again = await begin('surfaces-again', 1);
    await again.append(judged(2, rows[1] ?? '', judgement([3, 4])));
    await again.finish();
    await until('the row has its new score', () => services.datasetScores.of(uri())?.at(1)?.run === again.entry);
    assert.deepEqual((await rowBadges()).slice(0, 2), ['0 veryHigh 8 10', '1 low 3 4']);
    await until('its problem is gone', () => problems().join() === '3:8 Error not JSON');
    await until('the lens tells of the newest run', async () => (await lenses())[1]?.title === '1 scored');
  });

  it('are replaced where a run goes on and judges a row again', async () => {
    services.runs.goOn(run.entry, records.length);
    await run.append(judged(2, rows[1] ?? '', judgement([3, 4])));
    await run.finish();
    await until('the row has its new score', async () => (await rowBadges())[1] === '1 low 3 4');
    await until('its problem is gone', () => problems().join() === '3:8 Error not JSON');
    await until('it counts once', async () => (await lenses())[1]?.title === '3 scored · 1 malformed');
  });

  it('go when they are cleared, until something is judged anew', async () => {
    await vscode.commands.executeCommand('gavel.clearInlineScores', uri());
    await until('nothing is shown', async () => (await rowBadges()).length === 0 || (await hover(0)) === undefined);
    await until('the problems are gone', () => problems().length === 0);
    await until('the lens only offers to score', async () => (await lenses()).length === 1);
    const next = await begin('surfaces-next', 1);
    await next.append(records[0] as RunRecord);
    await until('the new score shows', async () => (await hover(0)) !== undefined);
    assert.equal(await hover(2), undefined);
    await next.finish();
  });

  it('are not told about when the user wants none', async () => {
    assert.ok(await hover(0));
    await set('inlineScores.enabled', false);
    assert.equal(await hover(0), undefined);
    await until('problems stay', () => problems().length === 2);
  });

  it('go with their run', async () => {
    await run.drop();
    await until('no run shows', () => services.datasetScores.of(uri())?.runs.length === 0);
    assert.equal(await hover(0), undefined);
  });
});
