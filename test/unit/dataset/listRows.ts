import type { ShapeRow } from './shapeRows.ts';

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });

/** Rows of the families that hold a list of responses, a conversation or one response. */
export const listRows: readonly ShapeRow[] = [
  {
    shape: 'UltraFeedback',
    number: 11,
    row: {
      source: 'truthful_qa',
      instruction: 'Do goldfish forget within seconds?',
      models: ['alpha', 'beta'],
      correct_answers: ['No, they remember for months', 'No'],
      incorrect_answers: ['Yes'],
      completions: [
        {
          model: 'alpha',
          principle: 'honesty',
          custom_system_prompt: 'Be honest.',
          response: 'No, they remember for months.',
          annotations: {
            honesty: { Rating: '5', Rationale: 'Right.' },
            helpfulness: { Type: [], Rating: '4', Rationale: 'Fine.' },
          },
          critique: 'Short and right.',
          overall_score: 1,
          'fine-grained_score': 4.5,
        },
        {
          model: 'beta',
          response: 'Yes.',
          annotations: { honesty: { Rating: '1' }, helpfulness: { Rating: 'N/A' } },
          critique: 'Wrong.',
          overall_score: 10,
        },
      ],
    },
    sample: {
      instruction: 'Do goldfish forget within seconds?',
      responses: ['No, they remember for months.', 'Yes.'],
      reference: 'No, they remember for months\nNo',
      responseNames: ['alpha', 'beta'],
      labels: { scores: [4.5, 1] },
    },
    fields: { instruction: 'instruction', responses: 'completions[*].response' },
  },
  {
    shape: 'UltraFeedback',
    number: 11,
    row: {
      instruction: 'Greet me.',
      correct_answers: ['None'],
      completions: [{ response: 'Hi!', overall_score: 7.5 }, { response: 'Go away.' }],
    },
    sample: { instruction: 'Greet me.', responses: ['Hi!', 'Go away.'], labels: { scores: [7.5, null] } },
  },
  {
    shape: 'distilabel',
    number: 18,
    row: {
      instruction: 'Name three birds.',
      responses: ['Robin, wren, heron.', 'Cats.', ''],
      scores: [4, 1, 1],
      model_name: 'some-judge',
      rationales: ['Good', 'Bad', 'Empty'],
      distilabel_metadata: { raw_output_quality_scorer_0: '[1] Score: 4' },
    },
    sample: { instruction: 'Name three birds.', responses: ['Robin, wren, heron.', 'Cats.', ''] },
    fields: { instruction: 'instruction', responses: 'responses' },
  },
  {
    shape: 'distilabel',
    number: 18,
    row: {
      instruction: 'Spell "cat".',
      generations: ['c-a-t', 'k-a-t'],
      generation_models: ['alpha', 'beta'],
      ratings: [5, null],
      system_prompt: 'You teach spelling.',
    },
    sample: {
      instruction: 'Spell "cat".',
      responses: ['c-a-t', 'k-a-t'],
      system: 'You teach spelling.',
      responseNames: ['alpha', 'beta'],
      labels: { scores: [5, null] },
    },
    fields: { instruction: 'instruction', responses: 'generations' },
  },
  {
    shape: 'distilabel',
    number: 18,
    row: { instruction: 'Say one word.', generation: 'Word.', model_name: 'alpha' },
    sample: { instruction: 'Say one word.', responses: ['Word.'] },
    fields: { instruction: 'instruction', responses: 'generation' },
  },
  {
    shape: 'distilabel instructions',
    number: 18,
    row: { instructions: ['Add 1 and 1.', 'Prove Fermat’s last theorem.'] },
    sample: {
      instruction: 'Add 1 and 1.\n\nProve Fermat’s last theorem.',
      responses: [],
      instructions: ['Add 1 and 1.', 'Prove Fermat’s last theorem.'],
    },
  },
  {
    shape: 'distilabel instructions',
    number: 18,
    row: { instructions: ['Count to ten.'], scores: [1], model_name: 'some-judge' },
    sample: { instruction: 'Count to ten.', responses: [], instructions: ['Count to ten.'] },
  },
  {
    shape: 'distilabel 0.x',
    number: 19,
    row: {
      input: 'First five Fibonacci numbers?',
      generations: ['0 1 1 2 3', '1 2 3 4 5'],
      generation_model: ['alpha', 'beta'],
      rating: [10, 2],
      rationale: 'The second is just counting.',
      raw_labelling_response: { text: '10 2' },
      labelling_model: 'some-judge',
    },
    sample: {
      instruction: 'First five Fibonacci numbers?',
      responses: ['0 1 1 2 3', '1 2 3 4 5'],
      responseNames: ['alpha', 'beta'],
      labels: { scores: [10, 2] },
    },
  },
  {
    shape: 'distilabel 0.x',
    number: 19,
    row: { input: 'Say yes.', generations: ['Yes.'] },
    sample: { instruction: 'Say yes.', responses: ['Yes.'] },
    fields: { instruction: 'input', responses: 'generations' },
  },
  {
    shape: 'ShareGPT',
    number: 21,
    row: {
      id: 'x_0',
      conversations: [
        { from: 'system', value: 'Answer in rhyme.' },
        { from: 'human', value: 'What is for lunch?' },
        { from: 'gpt', value: 'A salad to munch.' },
      ],
    },
    sample: { instruction: 'What is for lunch?', system: 'Answer in rhyme.', responses: ['A salad to munch.'] },
    fields: { instruction: 'conversations', responses: 'conversations[-1].value' },
  },
  {
    shape: 'ShareGPT',
    number: 21,
    row: {
      conversations: [
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Hello!' },
        { from: 'human', value: 'Weather in Oslo?' },
        { from: 'gpt', value: 'Rain.' },
        { from: 'human', value: 'Thanks.' },
      ],
      quality_scores: [3, 4],
    },
    sample: { instruction: 'User: Hi\n\nAssistant: Hello!\n\nUser: Weather in Oslo?', responses: ['Rain.'] },
  },
  {
    shape: 'OpenAI chat',
    number: 22,
    row: {
      messages: [
        { role: 'developer', content: 'You are a pirate.' },
        user('Who are you?'),
        { role: 'assistant', content: 'Arr.', weight: 1 },
      ],
    },
    sample: { instruction: 'Who are you?', system: 'You are a pirate.', responses: ['Arr.'] },
    fields: { instruction: 'messages', responses: 'messages[-1].content' },
  },
  {
    shape: 'OpenAI chat',
    number: 22,
    row: {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Is it ' },
            { type: 'text', text: 'cold in Oslo?' },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: '1', type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }],
        },
        { role: 'tool', tool_call_id: '1', content: '-4' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Yes, ' },
            { type: 'text', text: 'minus four.' },
          ],
        },
      ],
      tools: [{ type: 'function', function: { name: 'weather' } }],
    },
    sample: {
      instruction: 'User: Is it cold in Oslo?\n\nAssistant: [calls weather({"city":"Oslo"})]\n\nTool: -4',
      responses: ['Yes, minus four.'],
    },
  },
  {
    shape: 'Alpaca',
    number: 23,
    row: { instruction: 'Translate to German.', input: 'bread', output: 'Brot' },
    sample: { instruction: 'Translate to German.\n\nbread', responses: ['Brot'] },
    fields: { instruction: 'instruction', responses: 'output' },
  },
  {
    shape: 'Alpaca',
    number: 23,
    row: { instruction: 'Name a sea.', input: '', output: 'The Baltic.' },
    sample: { instruction: 'Name a sea.', responses: ['The Baltic.'] },
  },
  {
    shape: 'Alpaca',
    number: 23,
    row: {
      dataset: 'helpful_base',
      instruction: 'Name an actor.',
      output: 'Isabelle Huppert',
      generator: 'alpha',
      datasplit: 'eval',
    },
    sample: { instruction: 'Name an actor.', responses: ['Isabelle Huppert'], responseNames: ['alpha'] },
  },
  {
    shape: 'generic',
    number: 28,
    row: { question: 'Largest planet?', answer: 'Jupiter', ground_truth: 'Jupiter' },
    sample: { instruction: 'Largest planet?', responses: ['Jupiter'], reference: 'Jupiter' },
    fields: { instruction: 'question', responses: 'answer', reference: 'ground_truth' },
  },
  {
    shape: 'generic',
    number: 28,
    row: { input: 'Half of 9?', output: '4.5' },
    sample: { instruction: 'Half of 9?', responses: ['4.5'] },
  },
  {
    shape: 'generic',
    number: 28,
    row: { idx: 1, query: 'Say no.', response_2: 'Nope', response_10: 'Nah', response_1: 'No' },
    sample: { instruction: 'Say no.', responses: ['No', 'Nope', 'Nah'] },
    fields: { instruction: 'query', responses: ['response_1', 'response_2', 'response_10'] },
  },
  {
    shape: 'generic',
    number: 28,
    row: { prompt: 'Draw a line.', responses: ['---', '|'], reference: ['---', '___'] },
    sample: { instruction: 'Draw a line.', responses: ['---', '|'], reference: '---\n___' },
  },
  {
    shape: 'generic',
    number: 28,
    row: { prompt: [user('One?')], completion: [assistant('One.')] },
    sample: { instruction: 'One?', responses: ['One.'] },
  },
  {
    shape: 'generic',
    number: 28,
    row: {
      instruction: 'Who wrote it?',
      context: 'The poem is by Akhmatova.',
      response: 'Akhmatova',
      category: 'closed_qa',
    },
    sample: { instruction: 'Who wrote it?\n\nThe poem is by Akhmatova.', responses: ['Akhmatova'] },
  },
];
