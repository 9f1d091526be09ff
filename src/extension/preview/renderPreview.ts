import type { Sample } from '../../dataset/sample.ts';
import { createJudge } from '../../judging/judge.ts';
import type { JudgeOptions, Task } from '../../judging/task.ts';
import { checkTemplate, type TemplateProblem } from '../../judging/template/check.ts';
import { TemplateError, type TemplateName, templateUses } from '../../judging/template/render.ts';
import type { ChatMessage } from '../../models/model.ts';
import { offlineModel } from '../../models/offline.ts';
import { estimateMessages } from '../../runs/plan/tokenEstimate.ts';

/** What is wrong with a template; the place is 1-based, and the beginning where nobody knows a better one. */
export type PreviewProblem = Pick<TemplateProblem, 'message' | 'next' | 'line' | 'column'>;

/** A name that a template has no place for though it matters, and what becomes of it. */
export type PreviewHint = 'reply form' | 'criteria';

/** A template's prompt for one sample, or what is wrong with the template. */
export type RenderedPreview =
  | { messages: readonly ChatMessage[]; tokens: number; hints: PreviewHint[] }
  | { problem: PreviewProblem };

/** Renders a template as a judge would for its first request about a sample. */
export function renderPreview(template: string, task: Task, options: JudgeOptions, sample: Sample): RenderedPreview {
  const problem = checkTemplate(template.replace(/\r\n?/g, '\n'));
  if (problem) return { problem };
  try {
    const { messages } = createJudge(task, offlineModel, { ...options, template }).prompt(sample);
    return { messages, tokens: estimateMessages(messages), hints: hintsFor(template, task, options) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { problem: { ...error.problem, line: 1, column: 1 } };
  }
}

function hintsFor(template: string, task: Task, { criteria }: JudgeOptions): PreviewHint[] {
  const lacks = (...names: TemplateName[]) => !names.some((name) => templateUses(template, name));
  const hints: PreviewHint[] = [];
  // JudgeLM's task description says how to reply, and brings the criteria along.
  const inDescription: TemplateName[] = task.name === 'judgelm' ? ['task_description'] : [];
  if (lacks('reply_form', ...inDescription)) hints.push('reply form');
  if (criteria !== '' && lacks('criteria', ...inDescription)) hints.push('criteria');
  return hints;
}
