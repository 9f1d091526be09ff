/** A text in the user's language, with `{0}` for a value: `vscode.l10n.t`. */
export type Translate = (english: string, ...values: (string | number)[]) => string;
