import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Services } from '../../src/extension/services.ts';
import { isJudged } from '../../src/runs/run.ts';
import { JudgeServer } from '../host/judgeServer.ts';
import { User } from './answers.ts';
import { file, gavel, recordsOf, reset, set, show, until, write } from './gavel.ts';

const two = `{"instruction":"Why?","responses":["So.","Because."]}
{"instruction":"Name a river.","responses":["The Danube.","The Thames."]}
`;

const run = (id: string, ...args: unknown[]) => vscode.commands.executeCommand(`gavel.${id}`, ...args);

describe('commands', () => {
  const server = new JudgeServer();
  let services: Services;
  let user: User;

  before(async () => {
    services = await gavel();
    await set('models', [{ name: 'judge', baseUrl: await server.start(), model: 'judge-small' }]);
    await write('plain.txt', 'Suggest a name for a bakery.\n\nCrumb & Co., because every good loaf leaves some.\n');
    await write('two.jsonl', two);
  });
  beforeEach(() => {
    user = new User();
    server.requests.length = 0;
  });
  afterEach(async () => {
    user.restore();
    await reset('model', 'task', 'judge.template', 'run.concurrency', 'inlineScores.enabled');
  });
  after(async () => {
    await server.stop();
    await reset('models');
  });

  describe('Score Selection', () => {
    it('judges labelled text and puts a score at each response', async () => {
      const editor = await show('review.md');
      editor.selection = new vscode.Selection(0, 0, editor.document.lineCount, 0);
      await run('scoreSelection');
      const [score] = services.selectionScores.of(editor.document.uri);
      assert.ok(score);
      assert.equal(score.record.judgement.status, 'scored');
      assert.deepEqual(
        score.ranges.map((range) => editor.document.getText(range)),
        score.record.sample?.responses,
      );
      assert.match(editor.document.getText(score.ranges[1]), /^It hashes things\.$/);
      assert.deepEqual(user.told, []);
      assert.equal(services.runs.get(score.runId)?.header.source.name, 'Selection in review.md');
    });

    it('takes the first of several cursors as the instruction, the others top to bottom as responses', async () => {
      const editor = await show(
        'plain.txt',
        'because every good loaf leaves some.',
        'Crumb & Co.',
        'Suggest a name for a bakery.',
      );
      await run('scoreSelection');
      const [score] = services.selectionScores.of(editor.document.uri);
      assert.deepEqual(score?.record.sample, {
        instruction: 'because every good loaf leaves some.',
        responses: ['Suggest a name for a bakery.', 'Crumb & Co.'],
      });
    });

    it('asks how to read plain text, with a preview', async () => {
      const editor = await show('plain.txt');
      editor.selection = new vscode.Selection(0, 0, editor.document.lineCount, 0);
      user.answers = {
        pick: ([first]) => {
          assert.match(first?.detail ?? '', /Instruction: Suggest a name.*1: Crumb & Co/);
          return first;
        },
      };
      await run('scoreSelection');
      assert.deepEqual(user.asked, ['How should Gavel read the selection?']);
      const [score] = services.selectionScores.of(editor.document.uri);
      assert.deepEqual(score?.record.sample?.responses, ['Crumb & Co., because every good loaf leaves some.']);
    });

    it('takes the selection as the response to an instruction that is typed', async () => {
      await show('plain.txt', 'Crumb & Co., because every good loaf leaves some.');
      user.answers = { pick: (items) => items.at(-1), input: () => 'Name a bakery.' };
      await run('scoreSelection');
      const [score] = services.selectionScores.of(file('plain.txt'));
      assert.equal(score?.record.sample?.instruction, 'Name a bakery.');
    });

    it('asks the model nothing when the question is closed', async () => {
      await show('plain.txt', 'Crumb & Co.');
      await run('scoreSelection');
      assert.equal(server.chats.length, 0);
    });

    it('judges each paragraph as an instruction with ComplexityScorer', async () => {
      await set('task', 'complexity');
      const editor = await show('plain.txt');
      editor.selection = new vscode.Selection(0, 0, editor.document.lineCount, 0);
      await run('scoreSelection');
      const [score] = services.selectionScores.of(file('plain.txt'));
      assert.equal(score?.record.judgement.scores.length, 2);
      assert.equal(score?.ranges.length, 2);
    });

    it('means the rows when whole rows of a dataset are selected', async () => {
      const editor = await show('pairs.jsonl');
      editor.selection = new vscode.Selection(0, 0, 2, 0);
      await run('scoreSelection');
      const records = await recordsOf(services.runs.latestFor(file('pairs.jsonl')));
      assert.deepEqual(records.map(({ row }) => row.line).sort(), [1, 2]);
    });

    it('says the scores where they are not shown beside the text', async () => {
      await set('inlineScores.enabled', false);
      await show('plain.txt', 'Suggest a name for a bakery.', 'Crumb & Co.');
      await run('scoreSelection');
      assert.match(
        user.lastWords,
        /^QualityScorer with judge-small over Selection in plain\.txt: \d \(scale 1 to 2\)$/,
      );
    });

    const wrong: [string, string[], RegExp][] = [
      ['nothing is selected', [], /^Nothing is selected\. Select an instruction/],
      [
        'an instruction has no responses',
        ['## Instruction\n\nExplain what a hash function is to a ten-year-old.'],
        /no response to it\. Select at least one/,
      ],
    ];
    for (const [what, parts, words] of wrong) {
      it(`says so when ${what}`, async () => {
        await show('review.md', ...parts);
        await run('scoreSelection');
        assert.match(user.lastWords, words);
        assert.equal(server.chats.length, 0);
      });
    }

    it('says so when no editor is active', async () => {
      await run('scoreSelection');
      assert.match(user.lastWords, /^No text editor is active\./);
    });
  });

  describe('Preview the Prompt', () => {
    it('shows the exact messages of the row at the cursor, and asks nobody', async () => {
      const editor = await show('two.jsonl');
      editor.selection = new vscode.Selection(1, 0, 1, 0);
      await run('previewPrompt');
      const shown = vscode.window.activeTextEditor?.document;
      assert.equal(shown?.uri.scheme, 'gavel-prompt');
      assert.match(shown.getText(), /^# user\n\n[\s\S]*Name a river\.[\s\S]*\[2\] The Thames\./);
      assert.equal(server.requests.length, 0);
      (await show('two.jsonl')).selection = new vscode.Selection(1, 0, 1, 0);
      await run('scoreRows');
      assert.ok(shown.getText().includes(server.chats[0]?.body.messages?.[0]?.content as string));
    });

    it('shows the system prompt of JudgeLM under a heading of its own', async () => {
      await set('task', 'judgelm');
      await show('pairs.jsonl');
      await run('previewPrompt');
      assert.match(
        vscode.window.activeTextEditor?.document.getText() ?? '',
        /^# system\n\nYou are a helpful[\s\S]*\n\n# user\n\n/,
      );
    });

    it('says so when the row is no JSON', async () => {
      await write('torn.jsonl', `${two.repeat(4)}{"instruction": "Cut\n`);
      const editor = await show('torn.jsonl');
      editor.selection = new vscode.Selection(8, 0, 8, 0);
      await run('previewPrompt');
      assert.match(user.lastWords, /Not JSON/);
    });

    it('refuses a template that could run code', async () => {
      await set('judge.template', "{{ responses.constructor.constructor('return 1')() }}");
      await show('two.jsonl');
      await run('previewPrompt');
      assert.match(user.lastWords, /^Template \(line 1, column \d+\): Templates may/);
      await run('scoreRows');
      assert.equal(server.chats.length, 0);
    });
  });

  describe('settings', () => {
    it('that are wrong are named, and their defaults used', async () => {
      await set('run.concurrency', 'many');
      await show('two.jsonl');
      await run('scoreRows');
      assert.match(user.told[0] ?? '', /^gavel\.run\.concurrency: .*The default is used: 8\.$/);
      assert.equal(server.chats.length, 1);
    });

    it('may name a model that does not exist', async () => {
      await set('model', 'nobody');
      await show('two.jsonl');
      await run('scoreRows');
      assert.match(user.lastWords, /^gavel\.model names "nobody"/);
      assert.equal(server.chats.length, 0);
    });

    it('are changed by Choose Task', async () => {
      user.answers = { pick: (items) => items.find(({ label }) => label === 'JudgeLM') };
      await run('chooseTask');
      assert.equal(vscode.workspace.getConfiguration('gavel').get('task'), 'judgelm');
      assert.equal(services.judge.label.taskTitle, 'JudgeLM');
    });
  });

  describe('Choose Fields', () => {
    it('makes a file of unknown shape readable, and is remembered', async () => {
      const odd = file('odd.jsonl');
      await vscode.workspace.fs.writeFile(
        odd,
        new TextEncoder().encode('{"ask":"Why?","said":[{"by":"a","text":"So."},{"by":"b","text":"Because."}]}\n'),
      );
      user.answers = {
        pick: (items, title) => {
          const labelled = (label: string) => items.find((item) => item.label === label);
          if (title.includes('(1/3)')) return labelled('ask');
          if (title.includes('(2/3)')) return [labelled('said[*].text')].filter((item) => item !== undefined);
          return items[0];
        },
      };
      await run('chooseFields', odd);
      assert.match(user.lastWords, /remembers these fields for odd\.jsonl/);
      await run('scoreFile', odd);
      const [record] = await recordsOf(services.runs.latestFor(odd));
      assert.ok(record && isJudged(record));
      assert.equal(record.judgement.scores.length, 2);
      await vscode.workspace.fs.delete(odd);
    });
  });

  describe('Open Results and the like', () => {
    it('open the panel of the run over the active file', async () => {
      await show('two.jsonl');
      await run('scoreRows');
      await run('openResults');
      const input = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      await until(
        'the results are in front',
        () => {
          const shown = input();
          return shown instanceof vscode.TabInputWebview && shown.viewType.endsWith('gavel.results');
        },
        vscode.window.tabGroups.onDidChangeTabs,
      );
    });

    it('reveal a row in its file', async () => {
      await show('two.jsonl');
      const found = services.runs.latestFor(file('two.jsonl'));
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const row = found?.columns.rowOf(0);
      await run('revealRow', { runId: found?.id, rowIndex: row?.index });
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file('two.jsonl').toString());
      assert.equal(vscode.window.activeTextEditor?.selection.active.line, (row?.line ?? 0) - 1);
    });

    it('clear the scores of a document', async () => {
      await show('plain.txt', 'Suggest a name for a bakery.', 'Crumb & Co.');
      await run('scoreSelection');
      assert.equal(services.selectionScores.of(file('plain.txt')).length > 0, true);
      await run('clearInlineScores');
      assert.deepEqual(services.selectionScores.of(file('plain.txt')), []);
    });

    it('take any argument without throwing', async () => {
      for (const argument of [null, 3, 'x', { runId: 7 }, { runId: 'gone', rowIndex: 1 }, [], { __proto__: null }]) {
        for (const id of [
          'revealRow',
          'copyRationale',
          'scoreRows',
          'openResults',
          'exportRun',
          'deleteRun',
          'cancelRun',
          'pauseRun',
          'resumeRun',
          'retryUnscored',
          'rereadReplies',
        ]) {
          await run(id, argument);
        }
      }
      assert.deepEqual(
        user.told.filter((words) => words.startsWith('Gavel could not do this')),
        [],
      );
    });
  });
});

describe('Open an Example, Show the Log', () => {
  let user: User;
  beforeEach(() => {
    user = new User();
  });
  afterEach(() => user.restore());

  it('opens the dataset that is chosen', async () => {
    user.answers.pick = (items) => items.find(({ label }) => label === 'pairs.jsonl');
    await run('openExamples');
    await until(
      'the example',
      () => vscode.window.activeTextEditor?.document.uri.path.endsWith('/examples/pairs.jsonl'),
      vscode.window.onDidChangeActiveTextEditor,
    );
    assert.deepEqual(user.told, []);
  });

  it('shows the log', async () => {
    await run('showLog');
    await until(
      'the log',
      () => vscode.window.visibleTextEditors.some(({ document }) => document.uri.scheme === 'output'),
      vscode.window.onDidChangeVisibleTextEditors,
    );
  });
});

describe('the offline preview', () => {
  let user: User;
  beforeEach(() => {
    user = new User();
  });
  afterEach(async () => {
    user.restore();
    await reset();
  });

  it('judges when no model is configured, and says what it is', async () => {
    const services = await gavel();
    await services.context.globalState.update('gavel.offlineNoticeShown', undefined);
    await show('plain.txt', 'Suggest a name for a bakery.', 'Crumb & Co.');
    await run('scoreSelection');
    await run('scoreSelection');
    const notices = user.told.filter((words) => words.includes('Offline preview (not an LLM)'));
    assert.equal(notices.length, 1);
    assert.match(notices[0] ?? '', /Choose a model/);
    const [score] = services.selectionScores.of(file('plain.txt'));
    assert.equal(score?.record.judgement.model, 'Offline preview (not an LLM)');
    assert.equal(services.judge.label.offline, true);
  });
});
