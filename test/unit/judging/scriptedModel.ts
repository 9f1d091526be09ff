import type { ChatRequest, Failure, Model, Reply, ReplyToken } from '../../../src/models/model.ts';

/** A model of a test, and the requests that it got. */
export type ScriptedModel = Model & { requests: ChatRequest[] };

/** A model that answers each request, the n-th from 0, by a function. */
export function answering(
  answer: (request: ChatRequest, n: number) => string | Partial<Reply> | Failure,
  name = 'scripted',
): ScriptedModel {
  const requests: ChatRequest[] = [];
  return {
    id: name,
    name,
    requests,
    async complete(request) {
      const said = answer(request, requests.length);
      requests.push(request);
      if (typeof said === 'object' && said.kind === 'failure') return said;
      return replyOf(typeof said === 'string' ? { text: said } : said, name);
    },
  };
}

/** A model that gives these answers one after the other, the last one for good. */
export function scripted(answers: readonly (string | Partial<Reply> | Failure)[], name?: string): ScriptedModel {
  return answering((_, n) => answers[Math.min(n, answers.length - 1)] ?? '', name);
}

/** A whole reply. */
export function replyOf(said: Partial<Reply>, model = 'scripted'): Reply {
  return { kind: 'reply', text: '', finish: 'stop', model, usage: { input: 10, output: 5 }, ...said };
}

/**
 * A QualityScorer that finds a response as good as the number in its text, whatever its place: "good 3" is a 3. What it
 * says is made by `scored`, from the scores in the order shown.
 */
export function honestScores(request: ChatRequest): number[] {
  return request.subject.answers.map((text) => Number(/\d+/.exec(text)?.[0]));
}

/** `[1] Score: 3` lines. */
export function indexLines(scores: readonly number[]): string {
  return scores.map((score, i) => `[${i + 1}] Score: ${score}`).join('\n');
}

/** A failure that trying again does not mend. */
export function failing(reason: Failure['reason'] = 'server error'): Failure {
  return { kind: 'failure', reason, message: `It is ${reason}.`, retryable: false };
}

/** A token with what else might have stood there, by probability. */
export function token(text: string, chances: Readonly<Record<string, number>> = { [text]: 1 }): ReplyToken {
  return { text, top: Object.entries(chances).map(([said, probability]) => [said, Math.log(probability)]) };
}

/** A reply made of tokens. */
export function replyOfTokens(...tokens: ReplyToken[]): Partial<Reply> {
  return { text: tokens.map(({ text }) => text).join(''), tokens };
}
