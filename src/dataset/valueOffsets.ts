import { type Node, parseTree } from 'jsonc-parser';
import type { JsonPath } from './json.ts';

/** UTF-16 offsets of a value in a JSON text: of its first character, and behind its last. */
export interface TextRange {
  start: number;
  end: number;
}

/** Where the values at these paths are written in a valid JSON text; undefined when one of them isn't there. */
export function valueOffsets(text: string, paths: readonly JsonPath[]): TextRange[] | undefined {
  const root = parseTree(text);
  const ranges: TextRange[] = [];
  for (const path of paths) {
    const node = root && nodeAt(root, path);
    if (node === undefined) return undefined;
    ranges.push({ start: node.offset, end: node.offset + node.length });
  }
  return ranges;
}

/** Like jsonc-parser's findNodeAtLocation, but of a key that occurs twice it takes the last, as JSON.parse does. */
function nodeAt(root: Node, path: JsonPath): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (typeof step === 'number') node = node?.type === 'array' ? node.children?.[step] : undefined;
    else {
      const properties: Node[] = (node?.type === 'object' && node.children) || [];
      node = properties.findLast((property) => property.children?.[0]?.value === step)?.children?.[1];
    }
  }
  return node;
}
