import { l10n, window } from 'vscode';

/** A number to ask for. */
interface NumberQuestion {
  title: string;
  prompt: string;
  value: number;
}

/** Asks for a number from 0 to 1. Undefined when it was given up. */
export async function askNumber({ title, prompt, value }: NumberQuestion): Promise<number | undefined> {
  const typed = await window.showInputBox({
    title,
    prompt,
    value: String(value),
    ignoreFocusOut: true,
    validateInput: (text) => (isShare(text) ? undefined : l10n.t('A number from 0 to 1, such as 0.25.')),
  });
  return typed !== undefined && isShare(typed) ? Number(typed) : undefined;
}

/** Asks for how many, 1 or more; 'all' for nothing typed. Undefined when it was given up. */
export async function askCount(title: string, prompt: string): Promise<number | 'all' | undefined> {
  const isCount = (text: string) => /^\s*([1-9]\d{0,8})?\s*$/.test(text);
  const typed = await window.showInputBox({
    title,
    prompt,
    ignoreFocusOut: true,
    validateInput: (text) => (isCount(text) ? undefined : l10n.t('A whole number, or nothing for all.')),
  });
  if (typed === undefined || !isCount(typed)) return undefined;
  return typed.trim() === '' ? 'all' : Number(typed);
}

function isShare(text: string): boolean {
  return /^\s*(0(\.\d*)?|1(\.0*)?|\.\d+)\s*$/.test(text);
}
