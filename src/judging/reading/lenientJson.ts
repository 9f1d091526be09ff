/** What was read at a place, and where it ends. */
export interface JsonAt {
  value: unknown;
  end: number;
}

/** Deeper than any verdict; hostile nesting must not use up the stack. */
const deepest = 24;

/** Stands for a value that the end of the text cut off. */
const cut = Symbol('cut');

/**
 * Reads JSON at `start` as judges write it: with comments, trailing commas, other quotes or none around names, line
 * breaks in texts, Python's `None`, and cut off at the end. What is incomplete is then left out (`"score": 1` may have
 * been going to be 10), and a list that was cut ends with undefined. Undefined where it is no JSON. Structure is taken
 * from `text`, the words of texts from `words`, which has every character at the same place.
 */
export function readJson(text: string, words: string, start: number): JsonAt | undefined {
  const reader = new Reader(text, words, start);
  const value = reader.value(0);
  return value === undefined || value === cut ? undefined : { value, end: reader.at };
}

class Reader {
  at: number;
  readonly #text: string;
  readonly #words: string;

  constructor(text: string, words: string, start: number) {
    this.#text = text;
    this.#words = words;
    this.at = start;
  }

  /** The value here; `cut` when the text ends within it, undefined when there is none. */
  value(depth: number): unknown {
    this.#skip();
    const c = this.#text[this.at];
    if (depth > deepest) return undefined;
    if (c === undefined) return cut;
    if (c === '{') return this.#object(depth);
    if (c === '[') return this.#list(depth);
    return this.#string(this.#words) ?? this.#literal();
  }

  #object(depth: number): unknown {
    const object: Record<string, unknown> = Object.create(null);
    const ended = this.#members('}', () => {
      const name = this.#string(this.#text) ?? this.#take(/[\p{L}\d_[\]#]+(?:[ \t][\p{L}\d]+)*(?=\s*:)/uy);
      if (name === undefined || name === cut) return name;
      this.#skip();
      if (this.at >= this.#text.length) return cut;
      if (this.#text[this.at] !== ':') return undefined;
      this.at++;
      const value = this.value(depth + 1);
      if (value !== undefined && value !== cut) object[String(name).trim()] = value;
      return value;
    });
    return ended && object;
  }

  #list(depth: number): unknown {
    const list: unknown[] = [];
    const ended = this.#members(']', () => {
      const value = this.value(depth + 1);
      if (value !== undefined && value !== cut) list.push(value);
      return value;
    });
    // Nobody knows how long a list would have been.
    if (ended === 'cut') list.push(undefined);
    return ended && list;
  }

  /** Reads members to the closing bracket or the end of the text; undefined where one is no JSON. */
  #members(closing: string, member: () => unknown): 'closed' | 'cut' | undefined {
    this.at++;
    for (;;) {
      this.#skip();
      if (this.#text[this.at] === closing) {
        this.at++;
        return 'closed';
      }
      if (this.at >= this.#text.length) return 'cut';
      const read = member();
      if (read === undefined) return undefined;
      this.#skip();
      if (read === cut || this.at >= this.#text.length) return 'cut';
      if (this.#text[this.at] === ',') this.at++;
      else if (this.#text[this.at] !== closing) return undefined;
    }
  }

  #string(words: string): unknown {
    const open = this.#take(/\\?["'“”]/y);
    if (open === undefined) return undefined;
    const from = this.at;
    const end = open.startsWith('\\')
      ? /\\"/g
      : open === '"' || open === "'"
        ? new RegExp(`\\\\.|${open}`, 'gs')
        : /”|“/g;
    end.lastIndex = from;
    for (let match = end.exec(this.#text); match; match = end.exec(this.#text)) {
      if (match[0].startsWith('\\') && !open.startsWith('\\')) continue;
      this.at = end.lastIndex;
      return unescaped(words.slice(from, match.index));
    }
    this.at = this.#text.length;
    return cut;
  }

  #literal(): unknown {
    const number = this.#take(/[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w.%/])/iy);
    // A number at the very end may go on.
    if (number !== undefined) return this.at >= this.#text.length ? cut : Number(number);
    const word = this.#take(/[a-z]+\b/iy)?.toLowerCase();
    if (word === undefined) return undefined;
    if (word === 'true') return true;
    if (word === 'false') return false;
    return /^(?:null|none|undefined|nan|inf|infinity)$/.test(word) ? null : undefined;
  }

  #skip(): void {
    this.#take(/(?:\s|\\(?!["'])|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.#text)?.[0];
    if (taken !== undefined) this.at += taken.length;
    return taken;
  }
}

function unescaped(text: string): string {
  try {
    return JSON.parse(
      `"${text.replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\\?"/g, '\\"').replace(/\\'/g, "'")}"`,
    );
  } catch {
    return text;
  }
}
