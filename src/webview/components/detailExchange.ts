import { html, nothing, type TemplateResult } from 'lit';
import type { AttemptView, DetailView } from '../../shared/protocol.ts';
import { count, duration } from '../format.ts';
import type { PromptState } from '../resultsModel.ts';
import { strings, t } from '../strings.ts';

/** Which model answered, in what time, with how many tokens. */
export function facts({ model, ms, tokens, attempts }: DetailView): TemplateResult {
  return html`
    <dl>
      ${fact(strings.model, strings.modelHint, model)}
      ${fact(strings.time, strings.timeHint, ms === undefined ? undefined : duration(ms))}
      ${fact(strings.tokens, strings.tokensHint, tokens && t(strings.tokenCounts, count(tokens.input), count(tokens.output)))}
      ${fact(strings.attempts, strings.attemptsHint, attempts.length > 0 ? count(attempts.length) : undefined)}
    </dl>
  `;
}

function fact(name: string, hint: string, value: string | undefined) {
  return value ? html`<div title=${t(hint)}><dt>${t(name)}</dt><dd class="number">${value}</dd></div>` : nothing;
}

/** What the model said to each attempt, verbatim. */
export function replies(attempts: readonly AttemptView[]): TemplateResult[] {
  return attempts.map(
    ({ raw, reasoning, finish, problem, ms }, i) => html`
      <p class="quiet number" title=${t(strings.rawReplyHint)}>
        ${attempts.length > 1 ? `${t(strings.rawReplyNumber, i + 1, attempts.length)} · ` : ''}${duration(ms)}${finish ? ` · ${finish}` : ''}
      </p>
      ${reasoning ? html`<p class="quiet">${t(strings.reasoning)}</p><pre dir="auto">${reasoning}</pre>` : nothing}
      ${raw === null ? html`<p>${t(strings.noReply)}</p>` : html`<pre dir="auto">${raw}</pre>`}
      ${problem ? html`<p class="problem">${problem}</p>` : nothing}
    `,
  );
}

/** The messages that were sent, verbatim. */
export function prompt(state: PromptState | undefined): unknown {
  if (state?.problem) return html`<p class="problem">${state.problem.message}</p>`;
  if (!state?.messages) return html`<p class="quiet">${t(strings.loading)}…</p>`;
  return state.messages.map(({ role, content }) => html`<p class="quiet">${role}</p><pre dir="auto">${content}</pre>`);
}
