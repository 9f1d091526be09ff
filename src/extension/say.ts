import { window } from 'vscode';

/** A button on a message, and what it does. */
export interface Action {
  title: string;
  run(): unknown;
}

/** Says what went wrong and what to do next. Does not wait for an answer: nothing hangs on a message nobody closes. */
export function sayError(words: string, ...actions: Action[]): void {
  void window.showErrorMessage(words, ...actions).then((chosen) => chosen?.run());
}

/** Says what the user should know about before going on. */
export function sayWarning(words: string, ...actions: Action[]): void {
  void window.showWarningMessage(words, ...actions).then((chosen) => chosen?.run());
}

/** Says that something is done. */
export function sayInfo(words: string, ...actions: Action[]): void {
  void window.showInformationMessage(words, ...actions).then((chosen) => chosen?.run());
}
