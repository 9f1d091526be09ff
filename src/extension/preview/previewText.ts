import type { ChatMessage } from '../../models/model.ts';
import type { Translate } from '../translate.ts';
import type { PreviewProblem } from './renderPreview.ts';

/** The messages of a prompt as one text, the roles as headings. */
export function messagesText(messages: readonly ChatMessage[]): string {
  return messages.map(({ role, content }) => `# ${role}\n\n${content}\n`).join('\n');
}

/** What the preview of a template shows. */
export interface PreviewView {
  /** The template's file, and the row that it is rendered for. */
  template: string;
  row: string;
  /** The task's published name and its scale for this row. */
  judge: string;
  /** What keeps the prompt from being rendered: in the template, or in the row. */
  problem?: PreviewProblem | string;
  /** The prompt, or with a problem the last one that could be rendered. */
  prompt?: { messages: readonly ChatMessage[]; tokens: number };
}

/** The preview as a text, troubles first. */
export function previewText({ template, row, judge, problem, prompt }: PreviewView, t: Translate): string {
  const tokens = prompt && t('about {0} tokens', prompt.tokens);
  const lines = [t('{0} with {1}', template, row), [judge, tokens].filter(Boolean).join(' · ')];
  if (problem !== undefined) {
    lines.push('', `⚠ ${problemWords(problem, t)}`);
    if (prompt) lines.push(t('Below is the last prompt that could be made.'));
  }
  return [...lines, '', ...(prompt ? [messagesText(prompt.messages)] : [])].join('\n');
}

function problemWords(problem: PreviewProblem | string, t: Translate): string {
  if (typeof problem === 'string') return problem;
  const { line, column, message, next } = problem;
  return `${t('Line {0}, column {1}', line, column)}: ${t(message)} ${t(next)}`;
}
