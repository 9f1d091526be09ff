import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createJudge, type Judge } from '../../../src/judging/judge.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions, TaskName } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import { offlineModel } from '../../../src/models/offline.ts';
import { judgeDifferences, namedJudge } from '../../../src/runs/file/sameJudge.ts';
import type { RunHeader } from '../../../src/runs/run.ts';
import { header } from './records.ts';

function judgeOf(task: TaskName, options: Partial<JudgeOptions> = {}, id = header.model.id): Judge {
  return createJudge(tasks[task], { ...offlineModel, id }, { ...defaultOptions, ...options });
}

const run = (task: TaskName, options: Partial<JudgeOptions> = {}): RunHeader => ({
  ...header,
  task,
  options: { ...defaultOptions, ...options },
});

describe('judgeDifferences', () => {
  for (const [what, before, now, differences] of [
    ['none', run('quality'), judgeOf('quality'), []],
    [
      'the order of parameters is none',
      run('quality', { parameters: { temperature: 0, seed: 7 } }),
      judgeOf('quality', { parameters: { seed: 7, temperature: 0 } }),
      [],
    ],
    [
      'a parameter that is not set is none: a run file does not keep it',
      run('quality'),
      judgeOf('quality', { parameters: { temperature: undefined, seed: undefined } }),
      [],
    ],
    [
      'what says nothing to the task is none',
      run('quality'),
      judgeOf('quality', { dialect: 'official', systemPrompt: 'x', instructionsTogether: 9 }),
      [],
    ],
    [
      'what the other options leave without effect is none',
      run('quality'),
      judgeOf('quality', { permutations: 5, combine: 'median', leastMass: 0.9 }),
      [],
    ],
    [
      'how several replies are asked for, and become one',
      run('quality', { order: 'permute' }),
      judgeOf('quality', { order: 'permute', permutations: 5, combine: 'median' }),
      ['how many orders it asks in (5 instead of 3)', 'how replies become one score ("median" instead of "mean")'],
    ],
    [
      'the least probability, of a task that scores by expectation',
      run('deita-quality'),
      judgeOf('deita-quality', { leastMass: 0.9, order: 'swap' }),
      ['the least probability of an expected score (0.9 instead of 0.5)'],
    ],
    ['the task', run('quality'), judgeOf('judgelm'), ['JudgeLM instead of QualityScorer']],
    ['the model', run('quality'), judgeOf('quality', {}, 'm2'), ['the model m2 instead of m @ http://127.0.0.1/v1']],
    [
      'options, with their values where these are short',
      run('judgelm', { taskDescription: 'Judge.'.repeat(20) }),
      judgeOf('judgelm', { dialect: 'official', explain: true, parameters: { temperature: 0 } }),
      [
        'whether it explains (true instead of false)',
        'the dialect ("official" instead of "distilabel")',
        'the task description',
        'the parameters ({"temperature":0} instead of {})',
      ],
    ],
    ['a template', run('quality'), judgeOf('quality', { template: 'T' }), ['the template ("T" instead of none)']],
    [
      'how many are compared',
      run('complexity'),
      judgeOf('complexity', { instructionsTogether: 2 }),
      ['how many instructions it compares (2 instead of 5)'],
    ],
  ] as const) {
    it(what, () => assert.deepEqual(judgeDifferences(before, namedJudge(now)), differences));
  }
});
