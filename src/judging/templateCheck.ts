import nunjucks from 'nunjucks';

/** Why a template is refused. Lines and columns are 1-based. */
export interface TemplateProblem {
  reason: 'syntax' | 'not allowed' | 'unknown name' | 'too large' | 'asks about nothing';
  message: string;
  next: string;
  line: number;
  column: number;
}

/** The names a template may use. `input` and `generations` are what distilabel 0.x calls instruction and responses. */
export const templateNames = [
  'instruction',
  'responses',
  'instructions',
  'input',
  'generations',
  'reference',
  'system',
  'task_description',
  'num_responses',
  'reply_form',
] as const;

/** Filters that nunjucks and Jinja2 render alike on strings, lists and whole numbers. */
const filters = new Set([
  'length',
  'count',
  'trim',
  'upper',
  'lower',
  'join',
  'first',
  'last',
  'replace',
  'default',
  'd',
]);
const tests = new Set(['defined', 'undefined', 'none', 'string', 'number', 'odd', 'even']);
const loopFields = new Set(['index', 'index0', 'revindex', 'revindex0', 'first', 'last', 'length']);
const constants = new Set(['true', 'false', 'none', 'True', 'False', 'None']);
const asked = new Set(['responses', 'generations', 'instruction', 'instructions', 'input']);

/** Node types that compute on data alone. Everything else (calls, include, import, macros, blocks, ...) is refused. */
const allowedNodes = new Set(
  (
    'Root NodeList Output TemplateData Literal Symbol Group If InlineIf For LookupVal Filter Is In ' +
    'Or And Not Add Concat Sub Mul FloorDiv Mod Neg Pos Compare CompareOperand Set'
  ).split(' '),
);

/** What nunjucks' parser gives; its types do not say so. */
interface TemplateNode {
  typename: string;
  lineno: number;
  colno: number;
  value?: unknown;
  children?: TemplateNode[];
  target?: TemplateNode;
  targets?: TemplateNode[];
  val?: TemplateNode;
  name?: TemplateNode;
  arr?: TemplateNode;
  args?: TemplateNode;
  left?: TemplateNode;
  right?: TemplateNode;
  body?: TemplateNode;
  fields: string[];
}

const parser = (nunjucks as unknown as { parser: { parse(source: string): TemplateNode } }).parser;

/** Larger templates are refused; the longest in use have about 3,000 characters. */
const maxLength = 64 * 1024;
/** Loops in loops: with n responses, work grows as n to this power. */
const maxLoopDepth = 2;

/** Thrown inside the walk only, so that it need not thread a result through every branch. */
class Refusal extends Error {
  readonly reason: TemplateProblem['reason'];
  readonly node: TemplateNode;
  constructor(reason: TemplateProblem['reason'], message: string, node: TemplateNode) {
    super(message);
    this.reason = reason;
    this.node = node;
  }
}

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
  try {
    const names = new Set<string>();
    walk(parser.parse(source), { names, scope: new Set([...templateNames, ...constants]), loops: 0, growing: false });
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

const nextStep: Record<TemplateProblem['reason'], string> = {
  syntax: 'Correct the template at this place.',
  'not allowed': 'Use plain names, loops, conditions and these filters only: ' + [...filters].join(', ') + '.',
  'unknown name': 'Use these names only: ' + templateNames.join(', ') + '.',
  'too large': 'Shorten the template.',
  'asks about nothing': 'Use {{ instruction }} and a loop over responses.',
};

interface Walk {
  /** Names used so far. */
  names: Set<string>;
  /** Names that mean something here. */
  scope: Set<string>;
  loops: number;
  /** Inside the value of a filter that can make text longer. */
  growing: boolean;
}

function walk(node: TemplateNode, at: Walk): void {
  if (!allowedNodes.has(node.typename)) {
    throw new Refusal('not allowed', `Templates may not use ${describe(node.typename)}.`, node);
  }
  switch (node.typename) {
    case 'Literal':
      // nunjucks has regular expressions as literals; Jinja2 has not.
      if (typeof node.value === 'object' && node.value !== null)
        throw new Refusal('not allowed', 'Templates may not use regular expressions.', node);
      break;
    case 'Symbol':
      checkName(node, at);
      break;
    case 'LookupVal':
      checkLookup(node, at);
      break;
    case 'Filter':
      checkFilter(node, at);
      break;
    case 'Is':
      checkTest(node, at);
      break;
    case 'For':
      checkLoop(node, at);
      break;
    case 'Set':
      checkSet(node, at);
      break;
    default:
      if (node.typename === 'Output') for (const child of node.children ?? []) refusePythonWords(child);
      for (const child of childrenOf(node)) walk(child, at);
  }
}

function checkName(node: TemplateNode, at: Walk): void {
  const name = String(node.value);
  if (!at.scope.has(name))
    throw new Refusal('unknown name', `The template uses "${name}", which has no value here.`, node);
  at.names.add(name);
}

function checkLookup(node: TemplateNode, at: Walk): void {
  const { target, val } = node;
  if (target?.typename === 'Symbol' && val?.typename === 'Literal') {
    const isLoopField = target.value === 'loop' && loopFields.has(String(val.value));
    const isElement = target.value !== 'loop' && Number.isInteger(val.value) && Number(val.value) >= 0;
    if (isLoopField || isElement) {
      checkName(target, at);
      return;
    }
  }
  throw new Refusal(
    'not allowed',
    'Templates may look up only loop.index and the like, and list elements such as responses[0].',
    node,
  );
}

function checkFilter(node: TemplateNode, at: Walk): void {
  const name = String(node.name?.value);
  if (!filters.has(name)) throw new Refusal('not allowed', `Templates may not use the filter "${name}".`, node);
  const [value, ...parameters] = node.args?.children ?? [];
  const grows = name === 'replace' || name === 'join';
  // One after the other, or fed with a row's text, these could make a prompt of any length.
  if (at.growing && grows) throw new Refusal('not allowed', `Templates may not apply "${name}" twice.`, node);
  if (!parameters.every((parameter) => parameter.typename === 'Literal')) {
    throw new Refusal('not allowed', `Templates may give the filter "${name}" only literal text.`, node);
  }
  if (value) walk(value, { ...at, growing: at.growing || grows });
}

function checkTest(node: TemplateNode, at: Walk): void {
  const name = String(node.right?.value);
  if (node.right?.typename !== 'Symbol' && node.right?.typename !== 'Literal') {
    throw new Refusal('not allowed', 'Templates may not call tests with arguments.', node);
  }
  if (!tests.has(name) && name !== 'null')
    throw new Refusal('not allowed', `Templates may not use the test "${name}".`, node);
  // `is defined` is how a template asks whether a name means anything.
  if (node.left && !(node.left.typename === 'Symbol' && /defined$/.test(name))) walk(node.left, at);
}

function checkLoop(node: TemplateNode, at: Walk): void {
  const { arr, name } = node;
  if (at.loops >= maxLoopDepth) throw new Refusal('not allowed', 'Templates may not nest loops this deep.', node);
  // A plain name bounds the work: a list of responses, never one that the template built.
  if (arr?.typename !== 'Symbol') throw new Refusal('not allowed', 'Templates may loop over a plain name only.', node);
  if (name?.typename !== 'Symbol') throw new Refusal('not allowed', 'Templates may not unpack values in a loop.', node);
  checkName(arr, at);
  const inner = { ...at, scope: new Set([...at.scope, String(name.value), 'loop']), loops: at.loops + 1 };
  for (const child of childrenOf(node)) if (child !== arr && child !== name) walk(child, inner);
}

function checkSet(node: TemplateNode, at: Walk): void {
  const value = node.value as TemplateNode | undefined;
  // A block `set` or one that joins text could double its own value again and again.
  if (!value || node.body || !isSmall(value)) {
    throw new Refusal('not allowed', 'Templates may set a name only to a plain value or to a sum of lengths.', node);
  }
  walk(value, at);
  for (const target of node.targets ?? []) at.scope.add(String(target.value));
}

/** Whether an expression is a plain value or arithmetic on numbers: nothing that makes text longer. */
function isSmall(node: TemplateNode): boolean {
  if (node.typename === 'Symbol' || node.typename === 'Literal' || node.typename === 'LookupVal') return true;
  return isNumber(node);
}

function isNumber(node: TemplateNode | undefined): boolean {
  if (!node) return false;
  if (node.typename === 'Literal') return typeof node.value === 'number';
  if (node.typename === 'Filter') return node.name?.value === 'length' || node.name?.value === 'count';
  if (node.typename === 'LookupVal') return node.target?.value === 'loop';
  if (node.typename === 'Symbol') return node.value === 'num_responses';
  return ['Add', 'Sub', 'Mul'].includes(node.typename) && isNumber(node.left) && isNumber(node.right);
}

/** Python writes True and None where nunjucks writes true and nothing: printing one is refused, not rendered otherwise. */
function refusePythonWords(node: TemplateNode): void {
  const isTruth = ['Compare', 'Not', 'Is', 'In'].includes(node.typename);
  const isConstant = node.typename === 'Symbol' && constants.has(String(node.value));
  const isLiteral = node.typename === 'Literal' && (typeof node.value === 'boolean' || node.value === null);
  const isLoopEnd = node.typename === 'LookupVal' && (node.val?.value === 'first' || node.val?.value === 'last');
  if (isTruth || isConstant || isLiteral || isLoopEnd) {
    throw new Refusal('not allowed', 'Templates may test true, false and none, but not print them.', node);
  }
}

function childrenOf(node: TemplateNode): TemplateNode[] {
  if (node.children) return node.children;
  const record = node as unknown as Record<string, unknown>;
  return node.fields.flatMap((field) => [record[field]].flat()).filter(isNode);
}

function isNode(value: unknown): value is TemplateNode {
  return typeof value === 'object' && value !== null && 'typename' in value;
}

function describe(typename: string): string {
  const words: Record<string, string> = {
    FunCall: 'function calls',
    Include: 'include',
    Import: 'import',
    FromImport: 'import',
    Extends: 'extends',
    Div: '/ (Jinja2 gives 2.0 for 4 / 2; use //)',
    Array: 'list literals',
    Dict: 'object literals',
  };
  return words[typename] ?? typename.toLowerCase();
}

/** nunjucks' words without its "(unknown path) [Line 3, Column 7]" in front. */
export function plainMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/^\(unknown path\)(?: \[Line \d+, Column \d+\])?\s*/, '')
    .replace(/^Error:\s*/, '')
    .trim();
}
