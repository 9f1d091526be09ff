import { childrenOf, type TemplateNode } from './tree.ts';

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
export const templateFilters = new Set([
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
/** Node types that compute on data alone. Everything else (calls, include, import, macros, blocks, ...) is refused. */
const allowedNodes = new Set(
  (
    'Root NodeList Output TemplateData Literal Symbol Group If InlineIf For LookupVal Filter Is In ' +
    'Or And Not Add Concat Sub Mul FloorDiv Mod Neg Pos Compare CompareOperand Set'
  ).split(' '),
);

/** Loops in loops: with n responses, work grows as n to this power. */
const maxLoopDepth = 2;

/** What a template may not do, and where. Thrown inside the walk, so that it need not thread a result through it. */
export class Refusal extends Error {
  readonly reason: 'not allowed' | 'unknown name';
  readonly node: TemplateNode;
  constructor(reason: 'not allowed' | 'unknown name', message: string, node: TemplateNode) {
    super(message);
    this.reason = reason;
    this.node = node;
  }
}

/** Checks a parsed template and returns the names it uses. Throws Refusal. */
export function checkTree(root: TemplateNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(root, { names, scope: new Set([...templateNames, ...constants]), loops: 0, growing: false });
  return names;
}

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
  if (!templateFilters.has(name)) throw new Refusal('not allowed', `Templates may not use the filter "${name}".`, node);
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
