/** A text for a label that takes icons (`$(zap)`): a model's name, say, is anybody's text, and has none. */
export function plainLabel(text: string): string {
  return text.replaceAll('$(', '$ (');
}
