import type { QuickPickItem } from 'vscode';
import * as vscode from 'vscode';

/** What the user would answer; a question that is not expected is answered by closing it. */
export interface UserAnswers {
  /** Chooses among the entries of a quick pick. */
  pick?(items: readonly QuickPickItem[], title: string): QuickPickItem | readonly QuickPickItem[] | undefined;
  input?(options: vscode.InputBoxOptions): string | undefined;
  /** The title of the button to press on a message. */
  press?(message: string): string | undefined;
  save?(options: vscode.SaveDialogOptions): vscode.Uri | undefined;
  open?(options: vscode.OpenDialogOptions): vscode.Uri[] | undefined;
}

const messages = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;
const questions = ['showQuickPick', 'showInputBox', 'showSaveDialog', 'showOpenDialog', ...messages] as const;

type Window = Record<(typeof questions)[number], (...args: never[]) => unknown>;

/** Stands in for the user in front of VS Code's own questions and messages, until `restore`. */
export class User {
  /** Every message shown, oldest first. */
  readonly told: string[] = [];
  /** Every quick pick and input box shown, by its title. */
  readonly asked: string[] = [];
  /** Exchange it at any time. */
  answers: UserAnswers = {};
  readonly #window = vscode.window as unknown as Window;
  readonly #originals: Partial<Window>;

  constructor() {
    this.#originals = Object.fromEntries(questions.map((method) => [method, this.#window[method]]));
    this.#window.showQuickPick = async (items: unknown, options?: vscode.QuickPickOptions) => {
      this.asked.push(options?.title ?? '');
      const known = (await items) as readonly (QuickPickItem | string)[];
      const chosen = this.answers.pick?.(
        known.map((item) => (typeof item === 'string' ? { label: item } : item)),
        options?.title ?? '',
      );
      return Array.isArray(chosen) || !chosen
        ? chosen
        : known.find((item) => item === chosen || item === (chosen as QuickPickItem).label);
    };
    this.#window.showInputBox = async (options: vscode.InputBoxOptions) => {
      this.asked.push(options.title ?? '');
      return this.answers.input?.(options);
    };
    this.#window.showSaveDialog = async (options: vscode.SaveDialogOptions) => this.answers.save?.(options);
    this.#window.showOpenDialog = async (options: vscode.OpenDialogOptions) => this.answers.open?.(options);
    for (const method of messages) {
      this.#window[method] = async (text: string, ...rest: unknown[]) => {
        this.told.push(text);
        const title = this.answers.press?.(text);
        return rest.find(
          (button) => button === title || ((button as { title?: string })?.title === title && title !== undefined),
        );
      };
    }
  }

  /** The last message shown. */
  get lastWords(): string {
    return this.told.at(-1) ?? '';
  }

  restore(): void {
    Object.assign(this.#window, this.#originals);
  }
}
