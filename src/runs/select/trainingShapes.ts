import type { ChatMessage } from '../../models/model.ts';
import type { TrainingPrompt } from './trainingPrompt.ts';

/** What is written of a pair. Scores are normalised, 0..1; `margin` is their difference. */
export interface Preference {
  prompt: TrainingPrompt;
  chosen: string;
  rejected: string;
  scoreChosen: number;
  scoreRejected: number;
  margin: number;
}

/** What is written of a response that is good enough to learn from. `score` is normalised, 0..1. */
export interface Demonstration {
  prompt: TrainingPrompt;
  output: string;
  score: number;
}

const answer = (content: string): ChatMessage[] => [{ role: 'assistant', content }];

/**
 * A pair as trainers read it:
 * - `trl`: TRL's conversational preference type with an explicit prompt, and the scores under the names that
 *   UltraFeedback binarized gave them (https://huggingface.co/docs/trl/dataset_formats#preference). No column `margin`:
 *   TRL's RewardTrainer would change its loss by it.
 * - `trl text`: its standard type, in text; a system prompt goes in front of the instruction.
 * - `openai`: https://platform.openai.com/docs/guides/direct-preference-optimization, which takes nothing else.
 * - `plain`: one text each.
 */
export const preferenceShapes = {
  trl: ({ prompt, chosen, rejected, scoreChosen, scoreRejected }: Preference) => ({
    prompt: prompt.messages,
    chosen: answer(chosen),
    rejected: answer(rejected),
    score_chosen: scoreChosen,
    score_rejected: scoreRejected,
  }),
  'trl text': ({ prompt, chosen, rejected, scoreChosen, scoreRejected }: Preference) => ({
    prompt: [prompt.system, prompt.instruction].filter(Boolean).join('\n\n'),
    chosen,
    rejected,
    score_chosen: scoreChosen,
    score_rejected: scoreRejected,
  }),
  openai: ({ prompt, chosen, rejected }: Preference) => ({
    input: { messages: prompt.messages },
    preferred_output: answer(chosen),
    non_preferred_output: answer(rejected),
  }),
  plain: ({ prompt: { instruction, system }, chosen, rejected, margin }: Preference) => ({
    ...(system !== undefined && { system }),
    instruction,
    chosen,
    rejected,
    margin,
  }),
} as const;

export type PreferenceShape = keyof typeof preferenceShapes;

/** A response to learn from, as trainers read it: chat messages (OpenAI, TRL), or one text each. */
export const demonstrationShapes = {
  messages: ({ prompt, output }: Demonstration) => ({ messages: [...prompt.messages, ...answer(output)] }),
  plain: ({ prompt: { instruction, system }, output, score }: Demonstration) => ({
    ...(system !== undefined && { system }),
    instruction,
    output,
    score,
  }),
} as const;

export type DemonstrationShape = keyof typeof demonstrationShapes;
