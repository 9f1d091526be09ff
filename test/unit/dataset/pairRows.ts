import type { ShapeRow } from './shapeRows.ts';

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });

/** Rows of the families that hold two responses, or one against another. */
export const pairRows: readonly ShapeRow[] = [
  {
    shape: 'JudgeLM',
    number: 3,
    row: {
      question_id: 7,
      question_body: 'Why is the sky blue?',
      answer1_body: 'Because of Rayleigh scattering.',
      answer2_body: 'It reflects the sea.',
      answer1_model_id: 'alpha-7b',
      answer2_model_id: 'beta-13b',
      answer1_metadata: { decoding: 'top-p' },
      score: [9, 2.5],
      text: '9 2.5\nThe first answer names the cause.',
      pred_text: '3 8\nA verdict of some judge.',
    },
    sample: {
      instruction: 'Why is the sky blue?',
      responses: ['Because of Rayleigh scattering.', 'It reflects the sea.'],
      responseNames: ['alpha-7b', 'beta-13b'],
      labels: { scores: [9, 2.5] },
    },
    fields: { instruction: 'question_body', responses: ['answer1_body', 'answer2_body'] },
  },
  {
    shape: 'JudgeLM',
    number: 3,
    row: {
      question_body: 'Name a prime above 10.',
      answer10_body: '11',
      answer2_body: '12',
      answer1_body: '13',
      reference: { text: '11, 13, 17 and so on.' },
      score: [5, 5, 5],
      score_w_reference: [10, 1, 10],
    },
    sample: {
      instruction: 'Name a prime above 10.',
      responses: ['13', '12', '11'],
      reference: '11, 13, 17 and so on.',
      labels: { scores: [10, 1, 10] },
    },
    fields: {
      instruction: 'question_body',
      responses: ['answer1_body', 'answer2_body', 'answer10_body'],
      reference: 'reference',
    },
  },
  {
    shape: 'JudgeLM',
    number: 3,
    row: { question_body: 'Say hello.', answer1_body: 'Hello!', reference: 'Hello.', score: 8 },
    sample: { instruction: 'Say hello.', responses: ['Hello!'], reference: 'Hello.' },
  },
  {
    shape: 'AlpacaEval',
    number: 8,
    row: {
      instruction: 'Shorten this sentence.',
      input: 'It is raining quite heavily today.',
      output_1: 'It pours today.',
      output_2: 'Rain.',
      generator_1: 'davinci',
      generator_2: 'mine',
      annotator: 'people',
      preference: 1.2,
      raw_completion: null,
    },
    sample: {
      instruction: 'Shorten this sentence.\n\nIt is raining quite heavily today.',
      responses: ['It pours today.', 'Rain.'],
      responseNames: ['davinci', 'mine'],
      labels: { preferred: 0 },
    },
    fields: { instruction: 'instruction', responses: ['output_1', 'output_2'] },
  },
  {
    shape: 'AlpacaEval',
    number: 8,
    row: { instruction: 'Pick a number.', output_1: '4', output_2: '5', preference: 1.5 },
    sample: { instruction: 'Pick a number.', responses: ['4', '5'], labels: { tie: true } },
  },
  {
    shape: 'AlpacaEval',
    number: 8,
    row: { instruction: 'Pick a colour.', output_1: 'Red', output_2: 'Blue', preference: 2 },
    sample: { instruction: 'Pick a colour.', responses: ['Red', 'Blue'], labels: { preferred: 1 } },
  },
  {
    shape: 'LLMBar',
    number: 9,
    row: { input: 'Reply in one word: capital of Peru?', output_1: 'The capital is Lima.', output_2: 'Lima', label: 2 },
    sample: {
      instruction: 'Reply in one word: capital of Peru?',
      responses: ['The capital is Lima.', 'Lima'],
      labels: { preferred: 1 },
    },
  },
  {
    shape: 'LLMBar',
    number: 9,
    row: { input: 'Sort 3, 1, 2.', output_1: '1, 2, 3', output_2: '3, 2, 1', label: 1 },
    sample: { instruction: 'Sort 3, 1, 2.', responses: ['1, 2, 3', '3, 2, 1'], labels: { preferred: 0 } },
  },
  {
    shape: 'UltraFeedback binarized',
    number: 12,
    row: {
      prompt: 'How do I boil an egg?',
      prompt_id: 'f00d',
      chosen: [user('How do I boil an egg?'), assistant('Eight minutes in boiling water.')],
      rejected: [user('How do I boil an egg?'), assistant('Use the freezer.')],
      messages: [user('How do I boil an egg?'), assistant('Eight minutes in boiling water.')],
      score_chosen: 8.5,
      score_rejected: 2,
    },
    sample: {
      instruction: 'How do I boil an egg?',
      responses: ['Eight minutes in boiling water.', 'Use the freezer.'],
      labels: { preferred: 0, scores: [8.5, 2] },
    },
    fields: { instruction: 'prompt', responses: ['chosen[-1].content', 'rejected[-1].content'] },
  },
  {
    shape: 'UltraFeedback binarized',
    number: 12,
    row: {
      chosen: [{ role: 'system', content: 'Be brief.' }, user('Two and two?'), assistant('4')],
      rejected: [
        { role: 'system', content: 'Be brief.' },
        user('Two and two?'),
        assistant('The sum of two and two is four.'),
      ],
      messages: [user('Two and two?'), assistant('4')],
    },
    sample: {
      instruction: 'Two and two?',
      system: 'Be brief.',
      responses: ['4', 'The sum of two and two is four.'],
      labels: { preferred: 0 },
    },
  },
  {
    shape: 'distilabel preference',
    number: 18,
    row: {
      prompt: 'Name a fruit.',
      prompt_id: '9a',
      chosen: [user('Name a fruit.'), assistant('Quince')],
      chosen_model: 'alpha',
      chosen_rating: 5,
      rejected: [user('Name a fruit.'), assistant('Potato')],
      rejected_model: 'beta',
      rejected_rating: 1,
    },
    sample: {
      instruction: 'Name a fruit.',
      responses: ['Quince', 'Potato'],
      responseNames: ['alpha', 'beta'],
      labels: { preferred: 0, scores: [5, 1] },
    },
  },
  {
    shape: 'distilabel preference',
    number: 18,
    row: {
      prompt: 'Name a river.',
      chosen: 'The Vltava',
      'chosen-rating': '4.5',
      'chosen-model': 'alpha',
      rejected: 'Mont Blanc',
      'rejected-rating': '1',
      'rejected-model': 'beta',
    },
    sample: {
      instruction: 'Name a river.',
      responses: ['The Vltava', 'Mont Blanc'],
      responseNames: ['alpha', 'beta'],
      labels: { preferred: 0, scores: [4.5, 1] },
    },
  },
  {
    shape: 'preference',
    number: 14,
    row: { prompt: 'The sky is', chosen: ' blue.', rejected: ' green.' },
    sample: { instruction: 'The sky is', responses: ['blue.', 'green.'], labels: { preferred: 0 } },
    fields: { instruction: 'prompt', responses: ['chosen', 'rejected'] },
  },
  {
    shape: 'preference',
    number: 14,
    row: { chosen: 'The sky is blue.', rejected: 'The sky is black.' },
    sample: { instruction: 'The sky is', responses: ['blue.', 'black.'], labels: { preferred: 0 } },
    fields: { responses: ['chosen', 'rejected'] },
  },
  {
    shape: 'preference',
    number: 14,
    row: {
      prompt: 'Translate into French: good day',
      chosen: 'Translate into French: good day\nBonjour',
      rejected: 'Translate into French: good day\nBonsoir',
    },
    sample: {
      instruction: 'Translate into French: good day',
      responses: ['Bonjour', 'Bonsoir'],
      labels: { preferred: 0 },
    },
  },
  {
    shape: 'preference',
    number: 14,
    row: { question: 'Hi', chosen: 'Hi there, how are you?', rejected: 'Hi', system: 'Be kind.' },
    sample: {
      instruction: 'Hi',
      system: 'Be kind.',
      responses: ['Hi there, how are you?', 'Hi'],
      labels: { preferred: 0 },
    },
  },
  {
    shape: 'preference',
    number: 14,
    row: {
      prompt: [user('What colour is the sky?')],
      chosen: [assistant('Blue.')],
      rejected: [assistant('Green.')],
    },
    sample: { instruction: 'What colour is the sky?', responses: ['Blue.', 'Green.'], labels: { preferred: 0 } },
  },
  {
    shape: 'preference',
    number: 14,
    row: {
      prompt: [{ role: 'system', content: 'Be brief.' }, user('Hello?')],
      chosen: [user('Hello?'), assistant('Hi.')],
      rejected: [user('Hello?'), assistant('Hello, dear friend of mine!')],
    },
    sample: {
      instruction: 'Hello?',
      system: 'Be brief.',
      responses: ['Hi.', 'Hello, dear friend of mine!'],
      labels: { preferred: 0 },
    },
  },
  {
    shape: 'preference',
    number: 14,
    row: {
      chosen: [user('Hello'), assistant('Hi!'), user('Tell me a joke.'), assistant('Knock, knock.')],
      rejected: [user('Hello'), assistant('Hi!'), user('Tell me a joke.'), assistant('No.')],
    },
    sample: {
      instruction: 'User: Hello\n\nAssistant: Hi!\n\nUser: Tell me a joke.',
      responses: ['Knock, knock.', 'No.'],
      labels: { preferred: 0 },
    },
    fields: { instruction: 'chosen', responses: ['chosen[-1].content', 'rejected[-1].content'] },
  },
  {
    shape: 'preference',
    number: 14,
    row: {
      chosen: '\n\nHuman: Is tea good for me?\n\nAssistant: In moderation, yes.',
      rejected: '\n\nHuman: Is tea good for me?\n\nAssistant: In my opinion tea is poison.',
    },
    sample: {
      instruction: 'Is tea good for me?',
      responses: ['In moderation, yes.', 'In my opinion tea is poison.'],
      labels: { preferred: 0 },
    },
  },
  {
    shape: 'preference',
    number: 14,
    row: {
      chosen: '\n\nHuman: Hi\n\nAssistant: Hello.\n\nHuman: Name a tree.\n\nAssistant: Oak.',
      rejected: '\n\nHuman: Hi\n\nAssistant: Hello.\n\nHuman: Name a tree.\n\nAssistant: Rose.',
    },
    sample: {
      instruction: 'User: Hi\n\nAssistant: Hello.\n\nUser: Name a tree.',
      responses: ['Oak.', 'Rose.'],
      labels: { preferred: 0 },
    },
  },
];
