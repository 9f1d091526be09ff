import nunjucks from 'nunjucks';

/** What nunjucks' parser gives; its types do not say so. */
export interface TemplateNode {
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
  expr?: TemplateNode;
  body?: TemplateNode;
  fields: string[];
}

const { parser } = nunjucks as unknown as { parser: { parse(source: string): TemplateNode } };

/** Parses a template without compiling it. Throws what nunjucks throws: errors with 1-based `lineno` and `colno`. */
export function parseTemplate(source: string): TemplateNode {
  return parser.parse(source);
}

/** The nodes directly below a node. */
export function childrenOf(node: TemplateNode): TemplateNode[] {
  if (node.children) return node.children;
  const record = node as unknown as Record<string, unknown>;
  return node.fields.flatMap((field) => [record[field]].flat()).filter(isNode);
}

function isNode(value: unknown): value is TemplateNode {
  return typeof value === 'object' && value !== null && 'typename' in value;
}

/** nunjucks' words without its "(unknown path) [Line 3, Column 7]" in front. */
export function plainMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/^\(unknown path\)(?: \[Line \d+, Column \d+\])?\s*/, '')
    .replace(/^Error:\s*/, '')
    .trim();
}
