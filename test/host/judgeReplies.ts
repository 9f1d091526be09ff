/** The parts of a chat request that the test judge reads. */
export type ChatBody = {
  model?: string;
  messages?: { role: string; content?: unknown }[];
  response_format?: { type?: string; json_schema?: { schema?: JsonSchema } };
  [parameter: string]: unknown;
};

type JsonSchema = {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  enum?: unknown[];
};

/** The texts that a prompt asks to judge, and the method by which it asks. */
type Judged = { method: 'listed' | 'judgelm'; texts: string[] };

/**
 * What a well-behaved judge answers to `request`: `[i] Score: k` lines for QualityScorer and ComplexityScorer prompts,
 * a line of scores and a rationale for JudgeLM prompts, a JSON object when the request carries a schema. The longer a
 * text, the higher its score: listed texts get 1 + the number of shorter ones, JudgeLM answers 1 to 10 by length.
 */
export function defaultReply(request: ChatBody): string {
  const judged = readPrompt(request);
  const scores = score(judged);
  const schema = request.response_format?.json_schema?.schema;
  if (schema) return JSON.stringify(fill(schema, scores));
  if (judged.method === 'judgelm') return `${scores.join(' ')}\n${rationale(scores)}`;
  return scores.map((value, i) => `[${i + 1}] Score: ${value}`).join('\n');
}

function readPrompt(request: ChatBody): Judged {
  for (const message of request.messages ?? []) {
    const content = String(message.content ?? '');
    const answers = [...content.matchAll(/\[The Start of Assistant \d+'s Answer[\]>]\n([\s\S]*?)\n+\[The End of/g)];
    if (answers.length > 0) return { method: 'judgelm', texts: answers.map((match) => match[1] ?? '') };
    const texts = listed(content);
    if (texts.length > 0) return { method: 'listed', texts };
  }
  return { method: 'listed', texts: [] };
}

/** Reads the `[1] …`, `[2] …` list behind the last list heading; a text may run over many lines. */
function listed(content: string): string[] {
  const heading = [...content.matchAll(/^#+[^\n]*List#*:?[ \t]*$/gim)].at(-1);
  const texts: string[] = [];
  for (const line of heading ? content.slice(heading.index + heading[0].length).split('\n') : []) {
    const next = `[${texts.length + 1}] `;
    if (line.startsWith(next)) texts.push(line.slice(next.length));
    else if (texts.length > 0) texts.push(`${texts.pop()}\n${line}`);
  }
  return texts.map((text) => text.trimEnd());
}

function score({ method, texts }: Judged): number[] {
  if (method === 'judgelm') return texts.map((text) => Math.min(10, 1 + Math.floor(text.length / 20)));
  return texts.map((text) => 1 + texts.filter((other) => other.length < text.length).length);
}

function rationale(scores: number[]): string {
  const best = scores.indexOf(Math.max(...scores)) + 1;
  return `Assistant ${best} gives the most detail and is the more helpful for it.`;
}

/** A value that fits `schema`: numbers are the scores in order, arrays have one entry a text, strings are a sentence. */
function fill(schema: JsonSchema, scores: number[], index = 0): unknown {
  if (schema.enum) return schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, fill(property, scores, index)]),
      );
    case 'array':
      return scores.map((_, i) => fill(schema.items ?? {}, scores, i));
    case 'string':
      return rationale(scores);
    default:
      return scores[index] ?? null;
  }
}
