import nunjucks from 'nunjucks';
import { checkTemplate, namesIn, type TemplateProblem } from './check.ts';
import type { templateNames } from './rules.ts';
import { plainMessage } from './tree.ts';

export type TemplateName = (typeof templateNames)[number];

/** Values for a template's names. */
export type TemplateValues = Partial<Record<TemplateName, string | number | readonly string[]>>;

/** Thrown by `renderTemplate`; `createJudge` turns it into an unscored judgement. */
export class TemplateError extends Error {
  readonly problem: Pick<TemplateProblem, 'message' | 'next'>;
  constructor(problem: Pick<TemplateProblem, 'message' | 'next'>) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Prompts above this many characters are no prompt any model takes: the template repeats itself. */
const maxPromptLength = 16 * 1024 * 1024;

// `autoescape` off: a prompt is text, not HTML. No loader: nothing can be included.
const environment = new nunjucks.Environment(null, { autoescape: false, throwOnUndefined: false });
environment.addFilter('count', environment.getFilter('length'));
const compiled = new Map<string, Compiled>();

interface Compiled {
  template: nunjucks.Template;
  names: ReadonlySet<string>;
}

/** Renders a checked template as Jinja2 would. Throws TemplateError when it is refused or its output is unreasonable. */
export function renderTemplate(source: string, values: TemplateValues): string {
  const { template } = compiled.get(source) ?? compile(source);
  let text: string;
  try {
    text = template.render(ownValues(values));
  } catch (error) {
    throw new TemplateError({
      message: `The template could not be rendered: ${plainMessage(error)}`,
      next: 'Correct the template, and preview the prompt.',
    });
  }
  if (text.length > maxPromptLength) {
    throw new TemplateError({
      message: 'The template makes a prompt that is too long.',
      next: 'Shorten the template.',
    });
  }
  return text;
}

/** Whether a template uses a name. Throws TemplateError when it is refused. */
export function templateUses(source: string, name: TemplateName): boolean {
  return (compiled.get(source) ?? compile(source)).names.has(name);
}

function compile(source: string): Compiled {
  const normal = source.replace(/\r\n?/g, '\n');
  const problem = checkTemplate(normal);
  if (problem) throw new TemplateError(problem);
  // Jinja2 drops one newline at the end of a template; nunjucks keeps it.
  const template = new nunjucks.Template(normal.replace(/\n$/, ''), environment, undefined, true);
  const result = { template, names: namesIn(normal) };
  if (compiled.size > 16) compiled.clear();
  compiled.set(source, result);
  return result;
}

/** Copies without a prototype's members in reach; a list printed whole would look otherwise in Jinja2, so it throws. */
function ownValues(values: TemplateValues): object {
  const own: Record<string, unknown> = { True: true, False: false, None: null };
  for (const [name, value] of Object.entries(values)) {
    // An empty list is false in Jinja2 and true in JavaScript.
    if (Array.isArray(value)) own[name] = value.length > 0 ? unprintable(value) : undefined;
    else own[name] = value;
  }
  return own;
}

function unprintable(list: readonly string[]): string[] {
  return Object.defineProperty([...list], 'toString', {
    value: () => {
      throw new Error('it prints a whole list; loop over it or join it.');
    },
  });
}
