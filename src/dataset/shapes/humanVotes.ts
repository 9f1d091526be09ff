import { isAnswer, isConversation, promptOf, type Turn, turnsAt } from '../conversation.ts';
import { at, isText, type JsonObject, type JsonPath, own } from '../json.ts';
import { formatPath } from '../jsonPath.ts';
import type { HumanLabels } from '../sample.ts';
import { names } from './labels.ts';
import { defineShape } from './shape.ts';

const sides = ['conversation_a', 'conversation_b'];

/** Chatbot Arena and MT-Bench: two conversations, and which one a person found better in turn `turn`. */
export const humanVotes = defineShape({
  name: 'Arena votes',
  number: 4,
  matches: (row) => sides.every((side) => isConversation(own(row, side))) && own(row, 'winner') !== undefined,
  fields: (row) => ({ instruction: 'conversation_a', responses: answerPaths(row).map(formatPath) }),
  responsePaths: (row) => {
    const paths = answerPaths(row);
    return paths.length === sides.length ? paths : [];
  },
  missing: 'both conversations must hold an assistant turn',
  prompt: (row) => promptOf(row, sharedTurns(row)),
  extras: (row, n) => ({
    responseNames: names([own(row, 'model_a'), own(row, 'model_b')], n),
    labels: winnerLabel(row),
  }),
});

function answerPaths(row: JsonObject): JsonPath[] {
  return sides.flatMap((side) => {
    const answer = judgedAnswer(row, side);
    return answer ? [answer.path] : [];
  });
}

/** The answer that the vote is on: MT-Bench asks after each turn, the Arena at the end. */
function judgedAnswer(row: JsonObject, side: string): Turn | undefined {
  const answers = turnsAt(row, [side]).filter(isAnswer);
  const turn = own(row, 'turn');
  return (typeof turn === 'number' ? answers[turn - 1] : undefined) ?? answers.at(-1);
}

/** What came before the answers: of a longer conversation only what was asked, unless both models said the same. */
function sharedTurns(row: JsonObject): Turn[] {
  const [first = [], second = []] = sides.map((side) => {
    const answer = judgedAnswer(row, side)?.path[1];
    return turnsAt(row, [side]).filter((turn) => Number(turn.path[1]) < Number(answer));
  });
  const isSame =
    first.length === second.length &&
    first.every((turn, i) => {
      const other = second[i];
      return other && turn.role === other.role && at(row, turn.path) === at(row, other.path);
    });
  return isSame ? first : first.filter((turn) => !isAnswer(turn));
}

/** `model_a`, `model_b`, `tie` or `tie (bothbad)`. */
function winnerLabel(row: JsonObject): HumanLabels | undefined {
  const winner = own(row, 'winner');
  if (!isText(winner)) return undefined;
  if (winner.startsWith('tie')) return { tie: true };
  const preferred = ['model_a', 'model_b'].indexOf(winner);
  return preferred < 0 ? undefined : { preferred };
}
