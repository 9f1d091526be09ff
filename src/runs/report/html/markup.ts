import { safeText } from '../safeText.ts';

/** HTML that was made here. Only `html` makes it, so a text can't pass for it, whatever it looks like. */
export class Markup {
  readonly source: string;
  readonly #made = true;

  private constructor(source: string) {
    this.source = source;
  }

  /** For `html` and for constants of ours: nothing is escaped. */
  static of(source: string): Markup {
    return new Markup(source);
  }

  static is(value: unknown): value is Markup {
    return typeof value === 'object' && value !== null && #made in value;
  }
}

/** What may stand in HTML: text and numbers are escaped, `false` and `undefined` leave nothing. */
export type Value = Markup | string | number | false | undefined | readonly Value[];

/** HTML with values in it. In attributes a value must stand in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let source = parts[0] ?? '';
  for (const [i, value] of values.entries()) source += sourceOf(value) + (parts[i + 1] ?? '');
  return Markup.of(source);
}

function sourceOf(value: Value): string {
  if (value === false || value === undefined) return '';
  if (Array.isArray(value)) return value.map(sourceOf).join('');
  return Markup.is(value) ? value.source : escaped(String(value));
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return safeText(text).replace(/[&<>"']/g, (mark) => references[mark] ?? mark);
}
