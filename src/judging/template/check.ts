import { checkTree, Refusal, templateFilters, templateNames } from './rules.ts';
import { parseTemplate, plainMessage } from './tree.ts';

/** Why a template is refused. Lines and columns are 1-based. */
export interface TemplateProblem {
  reason: 'syntax' | 'not allowed' | 'unknown name' | 'too large' | 'asks about nothing';
  message: string;
  next: string;
  line: number;
  column: number;
}

/** Larger templates are refused; the longest in use have about 3,000 characters. */
const maxLength = 64 * 1024;
/** Literals that mean something else in Python, and that the parsed tree no longer shows: `1.0`, `"\\u00e9"`. */
const pythonOnly = /(?<![\w.])\d+\.\d+|\\[^ntr\\'"]/;

/** A template that uses none of these asks about nothing. */
const asked = new Set(['responses', 'generations', 'instruction', 'instructions', 'input']);

/**
 * Checks a template before it is compiled. nunjucks is no sandbox: `{{ a.constructor.constructor('...')() }}` runs code
 * (compare GHSA-w28w-gp39-m4p6), so only plain data, loops, conditions and a few filters pass. What nunjucks would
 * render otherwise than Jinja2 is refused too, never rendered differently. Undefined means that the template is fine.
 */
export function checkTemplate(source: string): TemplateProblem | undefined {
  const problem = (reason: TemplateProblem['reason'], message: string, line = 1, column = 1): TemplateProblem => ({
    reason,
    message,
    next: nextStep[reason],
    line,
    column,
  });
  if (source.length > maxLength) {
    return problem('too large', `The template has ${source.length} characters; at most ${maxLength} are allowed.`);
  }
  for (const { 0: tag, index } of source.matchAll(/\{[{%][\s\S]*?[%}]\}/g)) {
    const words = tag.match(pythonOnly)?.[0];
    if (words === undefined) continue;
    const before = source.slice(0, index + tag.indexOf(words)).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return problem(
      'not allowed',
      `Templates may not use ${words}, which Python reads otherwise.`,
      before.length,
      column,
    );
  }
  try {
    const names = checkTree(parseTemplate(source));
    if (![...asked].some((name) => names.has(name))) {
      return problem('asks about nothing', 'The template shows the judge neither an instruction nor responses.');
    }
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) {
      return problem(error.reason, error.message, error.node.lineno + 1, error.node.colno + 1);
    }
    const { lineno = 1, colno = 1 } = error as { lineno?: number; colno?: number };
    const words = error instanceof RangeError ? 'The template is nested too deeply.' : plainMessage(error);
    return problem('syntax', words, lineno, colno);
  }
}

/** The names that a template uses. It has been checked before. */
export function namesIn(source: string): ReadonlySet<string> {
  return checkTree(parseTemplate(source));
}

const nextStep: Record<TemplateProblem['reason'], string> = {
  syntax: 'Correct the template at this place.',
  'not allowed': `Use plain names, loops, conditions and these filters only: ${[...templateFilters].join(', ')}.`,
  'unknown name': `Use these names only: ${templateNames.join(', ')}.`,
  'too large': 'Shorten the template.',
  'asks about nothing': 'Use {{ instruction }} and a loop over responses.',
};
