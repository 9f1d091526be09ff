import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SelectionSpans } from '../../src/extension/editor/selectionSpans.ts';
import type { Services } from '../../src/extension/services.ts';
import { header, judged, judgement } from '../unit/editor/records.ts';
import { FedRun } from './fedRun.ts';
import { file, gavel, reset, show, until, write } from './gavel.ts';

const name = 'answers.txt';
const answers = ['Yeast makes gas.', 'It is warm.'];
const text = `Why does bread rise?\n\n${answers.join('\n\n')}\n`;

describe('the scores of a selection', () => {
  let services: Services;
  let spans: SelectionSpans;
  let editor: vscode.TextEditor;
  let run: FedRun;

  beforeEach(async () => {
    services = await gavel();
    await write(name, text);
    editor = await show(name, ...answers);
    spans = new SelectionSpans(services.selectionScores);
    run = await FedRun.begin(services, header({ id: 'surfaces-selection', source: { name: 'Selection' } }), 1);
    const verdict = judgement([8, 5], { rationale: 'The first is right.' });
    const record = { ...judged(1, '', verdict), sample: { instruction: 'Why does bread rise?', responses: answers } };
    await run.append(record);
    await run.finish();
    const { uri, version } = editor.document;
    services.selectionScores.add({ runId: run.entry.id, uri, version, ranges: editor.selections, record });
  });
  afterEach(async () => {
    spans.dispose();
    services.selectionScores.clear(file(name));
    await run.drop();
    await reset();
  });

  const seen = () =>
    spans
      .of(editor.document)
      .map(({ range, index, stale }) => `${index} ${stale ? '~' : ''}${editor.document.getText(range)}`);
  const insert = (line: number, character: number, words: string) =>
    editor.edit((builder) => builder.insert(new vscode.Position(line, character), words));

  async function hover(line: number): Promise<string> {
    const position = new vscode.Position(line, 2);
    const found = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      file(name),
      position,
    );
    return found
      .flatMap(({ contents }) => contents as vscode.MarkdownString[])
      .map(({ value }) => value)
      .join();
  }

  it('follow their texts through edits elsewhere', async () => {
    await insert(0, 0, 'Tell me:\n');
    await insert(3, answers[0]?.length ?? 0, ' The end.');
    assert.deepEqual(seen(), ['0 Yeast makes gas.', '1 It is warm.']);
  });

  it('turn stale where the text changes, and are fresh again after undo', async () => {
    await insert(2, 5, ' always');
    assert.deepEqual(seen(), ['0 ~Yeast always makes gas.', '1 It is warm.']);
    assert.match(await hover(2), /Changed since it was judged/);
    await vscode.commands.executeCommand('undo');
    await until('the edit is undone', () => seen()[0] === '0 Yeast makes gas.');
  });

  it('are told about where they are', async () => {
    assert.match(await hover(2), /\*\*1\*\*&ensp; \| \*\*8\*\*.*The first is right/s);
    assert.match(await hover(4), /\*\*2\*\*&ensp; \| \*\*5\*\*/);
    assert.equal(await hover(0), '');
  });

  it('find their texts when the document was edited while the judge was thinking', async () => {
    const [old] = services.selectionScores.of(file(name));
    assert.ok(old);
    services.selectionScores.clear(file(name));
    await insert(0, 0, 'Tell me, please:\n');
    services.selectionScores.add(old);
    assert.deepEqual(seen(), ['0 Yeast makes gas.', '1 It is warm.']);
  });

  it('go when they are cleared', async () => {
    await vscode.commands.executeCommand('gavel.clearInlineScores', file(name));
    assert.deepEqual(seen(), []);
    assert.equal(await hover(2), '');
  });
});
