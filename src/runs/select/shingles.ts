/** Tokens in a row that make a shingle. */
const width = 5;

/**
 * Scripts written without spaces between words: each character is a token. Everything else is cut into words: letters,
 * marks and digits; punctuation and letter case make no difference.
 */
const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const token = new RegExp(String.raw`${unspaced}\p{M}*|(?:(?!${unspaced})[\p{L}\p{N}\p{M}])+`, 'gu');

/**
 * A text as the set of its shingles, runs of five tokens (Broder 1997): their 32-bit hashes, sorted, each once. A shorter
 * text is one shingle; one without letters and digits is one shingle of all its characters. Two different shingles have
 * the same hash once in four thousand million times.
 */
export function shinglesOf(text: string): Uint32Array<ArrayBuffer> {
  const plain = text.normalize('NFKC').toLowerCase();
  const tokens = Uint32Array.from(plain.match(token) ?? [plain.trim()], hashOf);
  const count = Math.max(1, tokens.length - width + 1);
  const shingles = new Uint32Array(count);
  for (let start = 0; start < count; start++) {
    let hash = 0;
    const end = Math.min(tokens.length, start + width);
    for (let i = start; i < end; i++) hash = mixed(Math.imul(hash, 31) + (tokens[i] ?? 0));
    shingles[start] = hash;
  }
  return distinct(shingles.sort());
}

/** How much two sets of shingles have in common: those in both by those in either (Jaccard), 0..1. Exact. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let [i, j, both] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [x = 0, y = 0] = [a[i], b[j]];
    if (x === y) both++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return both / (a.length + b.length - both);
}

function distinct(sorted: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  let length = 0;
  for (const hash of sorted) if (length === 0 || hash !== sorted[length - 1]) sorted[length++] = hash;
  return sorted.slice(0, length);
}

/** FNV-1a over UTF-16 units, then mixed. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixed(hash);
}

/** Every bit of the number changes half of the bits of what comes: the end of MurmurHash3. */
export function mixed(number: number): number {
  let hash = number ^ (number >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
