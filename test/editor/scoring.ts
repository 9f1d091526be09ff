import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunEntry } from '../../src/extension/runs/runEntry.ts';
import type { Services } from '../../src/extension/services.ts';
import { User } from './answers.ts';
import { file, gavel, reset, set } from './gavel.ts';

/** What the tests of a suite share that scores files: a local judge, and a user who takes the first thing offered. */
export interface Scoring<Server> {
  /** May be exchanged: the one of that time is stopped at the end. */
  server: Server;
  services: Services;
  /** A new one for each test. */
  user: User;
  /** The newest run over a file; fails when there is none. */
  latest(name: string): RunEntry;
}

/** Sets a suite up, inside its `describe`. `settings` are reset after each test. */
export function scoring<Server extends { start(): Promise<string>; stop(): Promise<void> }>(
  server: Server,
  ...settings: string[]
): Scoring<Server> {
  const shared = {
    server,
    latest(name: string) {
      const found = shared.services.runs.latestFor(file(name));
      assert.ok(found, `there is no run over ${name}`);
      return found;
    },
  } as Scoring<Server>;
  before(async () => {
    shared.services = await gavel();
    await setJudge(await server.start());
  });
  beforeEach(() => {
    shared.user = new User();
    shared.user.answers = { pick: ([first]) => first };
  });
  afterEach(async () => {
    shared.user.restore();
    await reset(...settings);
  });
  after(async () => {
    await shared.server.stop();
    await reset('models');
  });
  return shared;
}

/** Makes a local endpoint the only configured model. */
export const setJudge = (baseUrl: string, more: object = {}) =>
  set('models', [{ name: 'judge', baseUrl, model: 'judge-small', ...more }]);

/** Runs one of Gavel's commands. */
export const run = (id: string, target?: vscode.Uri | { runId: string }) =>
  vscode.commands.executeCommand(`gavel.${id}`, target);

export const score = (name: string) => run('scoreFile', file(name));
