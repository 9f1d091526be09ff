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
  'criteria',
  'scale_min',
  'scale_max',
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

/** The names that hold lists, which are all that may be looped over: letters of a text would be without number. */
const lists = new Set(['responses', 'generations', 'instructions']);
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
  const scope = new Set([...templateNames, ...constants]);
  walk(root, { names, scope, numbers: new Set(['num_responses']), loops: 0, growing: false });
  return names;
}

interface Walk {
  /** Names used so far. */
  names: Set<string>;
  /** Names that mean something here. */
  scope: Set<string>;
  /** Those of them that hold numbers, none of them negative. */
  numbers: Set<string>;
  loops: number;
  /** Inside the value of a filter that can make text longer. */
  growing: boolean;
  /** Looking at what stands before a dot: `loop` means something only there. */
  isLookup?: boolean;
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
    case 'Add':
    case 'Sub':
    case 'Mul':
    case 'FloorDiv':
    case 'Mod':
    case 'Neg':
    case 'Pos':
      checkArithmetic(node, at);
      break;
    case 'Compare':
      checkComparison(node, at);
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
  if (!at.scope.has(name) || (name === 'loop' && node.typename === 'Symbol' && !at.isLookup))
    throw new Refusal('unknown name', `The template uses "${name}", which has no value here.`, node);
  at.names.add(name);
}

function checkLookup(node: TemplateNode, at: Walk): void {
  const { target, val } = node;
  if (target?.typename === 'Symbol' && val?.typename === 'Literal') {
    const isLoopField = target.value === 'loop' && loopFields.has(String(val.value));
    const isElement = target.value !== 'loop' && Number.isInteger(val.value) && Number(val.value) >= 0;
    if (isLoopField || isElement) {
      checkName(target, { ...at, isLookup: true });
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
  if (arr?.typename !== 'Symbol' || !lists.has(String(arr.value))) {
    throw new Refusal('not allowed', `Templates may loop over ${[...lists].join(', ')} only.`, node);
  }
  if (name?.typename !== 'Symbol') throw new Refusal('not allowed', 'Templates may not unpack values in a loop.', node);
  refuseShadow(name);
  checkName(arr, at);
  const inner = { ...at, scope: new Set([...at.scope, String(name.value), 'loop']), loops: at.loops + 1 };
  for (const child of childrenOf(node)) if (child !== arr && child !== name) walk(child, inner);
}

function checkSet(node: TemplateNode, at: Walk): void {
  const value = node.value as TemplateNode | undefined;
  // A block `set` or one that joins text could double its own value again and again.
  if (!value || node.body || !isSmall(value, at)) {
    throw new Refusal('not allowed', 'Templates may set a name only to a plain value or to a sum of lengths.', node);
  }
  // Jinja2 forgets at the end of a turn what nunjucks remembers.
  if (at.loops > 0) throw new Refusal('not allowed', 'Templates may not set names inside a loop.', node);
  walk(value, at);
  for (const target of node.targets ?? []) {
    refuseShadow(target);
    at.scope.add(String(target.value));
    if (isNumber(value, at) && !mayBeNegative(value)) at.numbers.add(String(target.value));
  }
}

/** Lists stay lists and numbers numbers: what a loop runs over is known. (`for instruction in instructions` is fine.) */
function refuseShadow(node: TemplateNode): void {
  const name = String(node.value);
  if (lists.has(name) || constants.has(name) || name === 'loop' || name === 'num_responses') {
    throw new Refusal('not allowed', `Templates may not give "${name}" another value.`, node);
  }
}

/** Numbers with numbers, or text added to text: where Python raises an error or repeats text, JavaScript makes up NaN. */
function checkArithmetic(node: TemplateNode, at: Walk): void {
  const sides = childrenOf(node);
  const numbers = sides.filter((side) => isNumber(side, at)).length;
  const isFine = node.typename === 'Add' ? numbers !== 1 : numbers === sides.length;
  // Python rounds towards minus infinity.
  const isNegative = /^(?:Mod|FloorDiv)$/.test(node.typename) && sides.some(mayBeNegative);
  if (!isFine || isNegative) {
    throw new Refusal('not allowed', 'Templates may calculate only with lengths, loop.index and whole numbers.', node);
  }
  for (const side of sides) walk(side, at);
}

/** JavaScript finds `2 == "2"` true, Python does not. */
function checkComparison(node: TemplateNode, at: Walk): void {
  const sides = [node, ...childrenOf(node)].flatMap((one) => (one.typename === 'Compare' ? [] : (one.expr ?? one)));
  const kinds = new Set(sides.map((side) => isNumber(side, at)));
  if (kinds.size > 1) throw new Refusal('not allowed', 'Templates may not compare numbers with text.', node);
  for (const side of childrenOf(node)) walk(side, at);
}

function mayBeNegative(node: TemplateNode): boolean {
  return /^(?:Sub|Neg)$/.test(node.typename) || childrenOf(node).some(mayBeNegative);
}

const arithmetic = new Set(['Add', 'Sub', 'Mul', 'FloorDiv', 'Mod']);

/** Whether an expression is a plain value or arithmetic on numbers: nothing that makes text longer. */
function isSmall(node: TemplateNode, at: Walk): boolean {
  if (node.typename === 'Symbol' || node.typename === 'Literal' || node.typename === 'LookupVal') return true;
  return isNumber(node, at);
}

function isNumber(node: TemplateNode | undefined, at: Walk): boolean {
  if (!node) return false;
  if (node.typename === 'Literal') return typeof node.value === 'number';
  if (node.typename === 'Filter') return node.name?.value === 'length' || node.name?.value === 'count';
  if (node.typename === 'LookupVal') return node.target?.value === 'loop';
  if (node.typename === 'Symbol') return at.numbers.has(String(node.value));
  if (node.typename === 'Group') return isNumber(node.children?.[0], at);
  if (node.typename === 'Neg' || node.typename === 'Pos') return isNumber(node.target, at);
  return arithmetic.has(node.typename) && isNumber(node.left, at) && isNumber(node.right, at);
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
