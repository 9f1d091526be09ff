import type { JudgeOptions } from './task.ts';

/** JudgeLM's own texts, as distilabel 0.x gives them (`JudgeLMTask` defaults). `{num_responses}` is filled in. */
const judgelmSystemPrompt = 'You are a helpful and precise assistant for checking the quality of the answer.';
const judgelmTaskDescription =
  'We would like to request your feedback on the performance of {num_responses} AI assistants in response to the user question displayed above.\n' +
  'Please rate the helpfulness, relevance, accuracy, level of details of their responses. Each assistant receives an overall score on a scale of 1 to 10, where a higher score indicates better overall performance.\n' +
  'Please first output a single line containing only {num_responses} values indicating the scores for Assistants 1 to {num_responses}, respectively. The {num_responses} scores are separated by a space. In the subsequent line, please provide a comprehensive explanation of your evaluation, avoiding any potential bias and ensuring that the order in which the responses were presented does not affect your judgment.';

/** What a judge does when nobody says otherwise. */
export const defaultOptions: JudgeOptions = {
  reply: 'text',
  explain: false,
  offScale: 'keep',
  reasks: 2,
  instructionsTogether: 5,
  dialect: 'distilabel',
  systemPrompt: judgelmSystemPrompt,
  taskDescription: judgelmTaskDescription,
  parameters: {},
  order: 'as given',
  permutations: 3,
  samples: 1,
  combine: 'mean',
  scoring: 'plain',
  leastMass: 0.5,
  criteria: '',
  hardened: 'flagged',
  custom: { scale: { min: 1, max: 10 }, form: 'index lines' },
};
