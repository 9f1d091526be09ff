const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of text for a share of 0..1, `width` characters at most, to an eighth of one. What is not nothing shows. */
export function shareBar(share: number, width: number): string {
  const parts = Math.max(Math.min(1, share) * width * 8, share > 0 ? 1 : 0);
  const rounded = Math.round(parts);
  return '█'.repeat(Math.floor(rounded / 8)) + (eighths[rounded % 8] ?? '');
}
