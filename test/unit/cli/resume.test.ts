import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readRunFile } from '../../../src/cli/runFileRecords.ts';
import type { JudgeBehaviour } from '../../host/judgeServer.ts';
import { apiError, JudgeServer } from '../../host/judgeServer.ts';
import { runReread, runScore } from './fakeTerminal.ts';

let folder: string;
let server: JudgeServer;
const at = (name: string) => join(folder, name);
const runFile = () => at('run.gavel.jsonl');

describe('gavel score, again', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-resume-'));
    server = new JudgeServer();
    await server.start();
    await writeRows(Array.from({ length: 100 }, (_, i) => `Question ${i}?`));
  });
  afterEach(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  async function writeRows(questions: readonly string[], name = 'rows.jsonl'): Promise<void> {
    const rows = questions.map((instruction) =>
      JSON.stringify({ instruction, responses: ['It is.', 'It is not so.'] }),
    );
    await writeFile(at(name), rows.map((row) => `${row}\n`).join(''));
  }

  const judge = () => ['--base-url', server.url, '--model', 'judge-small', '--max-retries', '0'];

  function scoreRun(...args: string[]) {
    return runScore([at('rows.jsonl'), '--output', runFile(), ...judge(), ...args]);
  }

  /** How many requests came since the last time this was asked. */
  function newRequests(): number {
    return server.requests.splice(0).length;
  }

  async function totals() {
    const run = await readRunFile(runFile());
    if (!('columns' in run)) throw new Error(run.message);
    const { rows, scored, unscored } = run.columns.totals;
    return { rows, scored, unscored, paused: run.end?.paused?.reason, damaged: run.damaged };
  }

  /** Answers as the default judge, but for the questions that a pattern matches. */
  const unless = (pattern: RegExp, answer: Awaited<ReturnType<JudgeBehaviour>>): JudgeBehaviour => {
    return ({ body }) => (pattern.test(String(body.messages?.[0]?.content)) ? answer : undefined);
  };

  describe('gavel score goes on with a run', () => {
    it('asks nothing when all is known', async () => {
      assert.equal((await scoreRun()).status, 0);
      assert.equal(newRequests(), 100);
      const again = await scoreRun();
      assert.equal(again.status, 0);
      assert.equal(newRequests(), 0);
      assert.match(
        again.stderr,
        /Going on with .*run\.gavel\.jsonl\.\nOf 100 rows \(100 known already\) none is left to ask/,
      );
      assert.match(again.stdout, /^100 rows: 100 scored, 0 unscored\.$/m);
      assert.match(again.stdout, /^ {3}1 {2}1 2 .*Question 0\?$/m);
    });

    it('asks for ten rows when ten were edited, whatever else has moved', async () => {
      await scoreRun();
      newRequests();
      const questions = Array.from({ length: 100 }, (_, i) => (i % 10 === 5 ? `Edited ${i}?` : `Question ${i}?`));
      await writeRows(questions.reverse());
      const { status, stderr, stdout } = await scoreRun('--json');
      assert.equal(status, 0);
      assert.equal(newRequests(), 10);
      assert.match(stderr, /To ask: 10 rows \(90 known already\) in 10 requests/);
      const { records } = JSON.parse(stdout) as {
        records: { row: { index: number }; judgement: { scores: number[] } }[];
      };
      assert.deepEqual(
        records.map(({ row }) => row.index),
        [...Array(100).keys()],
      );
      assert.deepEqual(await totals(), { rows: 100, scored: 100, unscored: 0, paused: undefined, damaged: 0 });
    });

    it('asks once for identical rows, and forgets rows that are gone', async () => {
      await writeRows(Array(50).fill('The same?'));
      const { status, stdout } = await scoreRun();
      assert.deepEqual([status, newRequests()], [0, 1]);
      assert.match(stdout, /^50 rows: 50 scored/m);
      await writeRows(Array(20).fill('The same?'));
      const shorter = await scoreRun();
      assert.deepEqual([shorter.status, newRequests()], [0, 0]);
      assert.match(shorter.stdout, /^20 rows: 20 scored/m);
    });

    it('asks unscored rows again; with --retry-unscored only these', async () => {
      server.behaviour = unless(/Question [123]\?/, 'I like both.');
      assert.equal((await scoreRun('--max-requests', '60', '--concurrency', '1')).status, 3);
      newRequests();
      server.behaviour = () => undefined;
      const { scored } = await totals();
      const retried = await scoreRun('--retry-unscored');
      assert.equal(newRequests(), 3);
      assert.equal(retried.status, 2, 'there are rows left to judge');
      assert.match(retried.stderr, /To ask: 3 rows \(\d+ known already, 3 asked again\)/);
      assert.equal((await totals()).scored, scored + 3);
      assert.equal((await scoreRun()).status, 0);
      assert.equal(newRequests(), 100 - scored - 3);
    });

    it('pauses at --max-requests and at --max-cost, and says how it goes on', async () => {
      const first = await scoreRun('--max-requests', '30');
      assert.equal(first.status, 3);
      assert.equal(newRequests(), 30);
      assert.match(first.stdout, /^Paused\. The run has sent 30 requests, the most that --max-requests allows\.$/m);
      assert.ok(first.stdout.includes(`Go on with: gavel score ${at('rows.jsonl')} --output ${runFile()}`));
      assert.equal((await totals()).paused, 'most requests');
      const second = await scoreRun('--price', '1000,1000', '--max-cost', '0.5', '--concurrency', '1');
      assert.equal(second.status, 3);
      assert.match(second.stdout, /^Paused\. The run has cost 0\.5, the most that --max-cost allows\.$/m);
      assert.match(second.stdout, /at a cost of \d+\.\d\d/);
      assert.equal((await scoreRun()).status, 0);
      newRequests();
      assert.equal((await totals()).scored, 100);
    });

    it('pauses when the endpoint is down: nothing is marked unscored, and it goes on when it is back', async () => {
      server.behaviour = () => (server.chats.length <= 40 ? undefined : apiError(503, 'Overloaded.'));
      const paused = await scoreRun();
      assert.equal(paused.status, 3);
      assert.match(paused.stdout, /^Paused\. /m);
      const { unscored, scored } = await totals();
      assert.equal(unscored, 0);
      server.behaviour = () => undefined;
      newRequests();
      assert.equal((await scoreRun()).status, 0);
      assert.equal(newRequests(), 100 - scored);
    });

    it('draws a sample, the same for the same seed, and then asks the rest', async () => {
      const { status, stderr, stdout } = await scoreRun('--sample', '20', '--seed', '7');
      assert.deepEqual([status, newRequests()], [0, 20]);
      assert.match(stderr, /Of these, 20 rows drawn at random \(seed 7\)/);
      assert.match(stdout, /^100 rows: 20 scored, 0 unscored, 80 not judged\.$/m);
      const drawn = await drawnRows();
      await rm(runFile());
      await scoreRun('--sample', '20', '--seed', '7');
      assert.deepEqual(await drawnRows(), drawn);
      newRequests();
      assert.equal((await scoreRun()).status, 0);
      assert.equal(newRequests(), 80);
    });

    async function drawnRows(): Promise<number[]> {
      const run = await readRunFile(runFile());
      assert.ok('columns' in run);
      return Array.from({ length: run.columns.length }, (_, slot) => run.columns.indexOf(slot)).sort((a, b) => a - b);
    }

    it('only says what it would ask with --estimate', async () => {
      await scoreRun('--max-requests', '25');
      newRequests();
      const before = await readFile(runFile());
      const words = await scoreRun('--estimate', '--price', '1,2');
      assert.match(
        words.stdout,
        /To ask: 75 rows \(25 known already\) in 75 requests, about .* at a cost of about [\d.]+\./,
      );
      const { stdout, status } = await scoreRun('--estimate', '--json');
      const { rows, known, ask, requests } = JSON.parse(stdout) as Record<string, number>;
      assert.deepEqual(
        { status, rows, known, ask, requests },
        { status: 0, rows: 100, known: 25, ask: 75, requests: 75 },
      );
      assert.equal(newRequests(), 0);
      assert.deepEqual(await readFile(runFile()), before);
    });
  });

  describe('gavel score does not go on with', () => {
    beforeEach(async () => {
      await writeRows(['One?', 'Two?']);
      await scoreRun();
      newRequests();
    });

    for (const [what, flags, words] of [
      [
        'a run of another task',
        ['--task', 'judgelm'],
        /run of another judge\. Asked for now: JudgeLM instead of QualityScorer/,
      ],
      ['a run of another model', ['--model', 'judge-large'], /the model judge-large @ .* instead of judge-small @/],
      ['a run with other options', ['--explain'], /whether it explains \(true instead of false\)/],
      ['a run with other fields', ['--fields', '{"responses":"responses"}'], /is a run without --fields/],
    ] as const) {
      it(what, async () => {
        const before = await readFile(runFile());
        const { status, problem } = await scoreRun(...flags);
        assert.equal(status, 1);
        assert.match(problem ?? '', words);
        assert.match(problem ?? '', /Name another --output, or add --fresh/);
        assert.equal(newRequests(), 0);
        assert.deepEqual(
          [await readFile(runFile()), await readdir(folder)],
          [before, ['rows.jsonl', 'run.gavel.jsonl']],
        );
      });
    }

    it('a run over another dataset, but for one that was moved with it', async () => {
      await writeRows(['One?', 'Three?'], 'other.jsonl');
      const other = await runScore([at('other.jsonl'), '--output', runFile(), ...judge()]);
      assert.match(other.problem ?? '', /run\.gavel\.jsonl is a run over rows\.jsonl, not over .*other\.jsonl/);
      const elsewhere = await mkdtemp(join(tmpdir(), 'gavel-moved-'));
      try {
        for (const name of ['rows.jsonl', 'run.gavel.jsonl']) await rename(at(name), join(elsewhere, name));
        const moved = [join(elsewhere, 'rows.jsonl'), '--output', join(elsewhere, 'run.gavel.jsonl'), ...judge()];
        assert.equal((await runScore(moved)).status, 0);
        assert.equal(newRequests(), 0);
      } finally {
        await rm(elsewhere, { recursive: true });
      }
    });

    it('anything with --fresh: the run before is moved aside', async () => {
      const before = await readFile(runFile());
      const fresh = await scoreRun('--fresh', '--task', 'judgelm');
      assert.deepEqual([fresh.status, newRequests()], [0, 2]);
      assert.match(fresh.stderr, /The run before is kept as .*run\.before\.gavel\.jsonl\./);
      assert.deepEqual(await readFile(at('run.before.gavel.jsonl')), before);
      await scoreRun('--fresh');
      const names = ['rows.jsonl', 'run.before-2.gavel.jsonl', 'run.before.gavel.jsonl', 'run.gavel.jsonl'];
      assert.deepEqual((await readdir(folder)).sort(), names);
    });

    it('anything with --fresh, but puts the run before back when the new one comes to nothing', async () => {
      const before = await readFile(runFile());
      server.behaviour = () => apiError(401, 'Wrong.');
      assert.equal((await scoreRun('--fresh')).status, 1);
      assert.deepEqual([await readFile(runFile()), (await readdir(folder)).length], [before, 2]);
    });
  });

  describe('gavel reread', () => {
    /** A run whose reader could not yet read what the judge said of the first row. */
    async function oldRun(): Promise<void> {
      await writeRows(['One?', 'Two?']);
      await scoreRun();
      newRequests();
      const [header, ...lines] = (await readFile(runFile(), 'utf8')).trimEnd().split('\n');
      const older = lines.map((line) => {
        const { row, judgement, ...record } = JSON.parse(line) as { row?: { index: number }; judgement: object };
        if (row?.index !== 0) return line;
        const unread = { status: 'unscored', reason: 'unreadable', scores: [null, null], gaps: ['missing', 'missing'] };
        return JSON.stringify({ row, ...record, judgement: { ...judgement, ...unread } });
      });
      await writeFile(runFile(), [header, ...older, ''].join('\n'));
    }

    it('reads the replies that were kept again, and asks nobody', async () => {
      await oldRun();
      assert.equal((await totals()).unscored, 1);
      const { status, stdout } = await runReread([runFile()]);
      assert.equal(status, 0);
      assert.equal(stdout, 'Read the replies of 2 rows again: 1 changed.\n  unreadable → scored: 1 row\n');
      assert.deepEqual(await totals(), { rows: 2, scored: 2, unscored: 0, paused: undefined, damaged: 0 });
      const before = await readFile(runFile());
      assert.match((await runReread([runFile()])).stdout, /nothing changed\.$/m);
      assert.deepEqual(await readFile(runFile()), before, 'and then the file does not change either');
      assert.equal((await scoreRun()).status, 0);
      assert.equal(newRequests(), 0);
    });

    it('wants the dataset, wherever it is now', async () => {
      await oldRun();
      await rename(at('rows.jsonl'), at('moved.jsonl'));
      const { problem } = await runReread([runFile()]);
      assert.match(problem ?? '', /There is no file .*rows\.jsonl\. Name the dataset where it is now, after /);
      await appendFile(at('moved.jsonl'), '');
      assert.match((await runReread([runFile(), at('moved.jsonl')])).stdout, /1 changed/);
      await writeRows(['Other?', 'Two?'], 'moved.jsonl');
      assert.match((await runReread([runFile(), at('moved.jsonl')])).stdout, /^Left alone: 1 row that the dataset/m);
    });

    for (const [what, args, words] of [
      ['no run', [], /There is no run to read again/],
      ['too many files', ['a', 'b', 'c'], /more than two files/],
      ['a flag', ['a', '--nope'], /Unknown option '--nope'\. See gavel reread --help/],
      ['a file that is not there', ['nowhere.gavel.jsonl'], /There is no file nowhere/],
    ] as const) {
      it(`refuses ${what}`, async () => assert.match((await runReread(args)).problem ?? '', words));
    }
  });
});
