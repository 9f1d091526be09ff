import { html, nothing, type TemplateResult } from 'lit';
import type { DetailView, VoteView } from '../../shared/protocol.ts';
import { percent, score } from '../format.ts';
import { strings, t } from '../strings.ts';

/** What each order, reply and model said, one a line. */
export function votes({ votes = [], disagreement }: DetailView): TemplateResult {
  const models = new Set(votes.map(({ model }) => model));
  const orders = new Set(votes.map(({ order }) => order.join()));
  const heads = [
    orders.size > 1 && head(strings.voteOrder, strings.voteOrderHint),
    models.size > 1 && head(strings.model, strings.modelHint),
    head(strings.voteScores, strings.voteScoresHint),
    head(strings.voteWinner, strings.voteWinnerHint),
  ];
  return html`
    <table class="votes" title=${t(strings.votesHint)}>
      <thead><tr>${heads.map((one) => one || nothing)}</tr></thead>
      <tbody>${votes.map((vote) => line(vote, orders.size > 1, models.size > 1))}</tbody>
    </table>
    ${
      disagreement === undefined
        ? nothing
        : html`<p class="quiet number" title=${t(strings.disagreementHint)}>${t(strings.disagreement)} ${percent(disagreement)}</p>`
    }
  `;
}

function head(name: string, hint: string): TemplateResult {
  return html`<th scope="col" title=${t(hint)}>${t(name)}</th>`;
}

function line({ order, model, scores, reason, isOfMost, isTie }: VoteView, hasOrder: boolean, hasModel: boolean) {
  const said = scores.map((one) => (one === null ? '–' : score(one))).join('  ');
  return html`
    <tr class=${isOfMost === false ? 'other' : ''}>
      ${hasOrder ? html`<td class="number" title=${t(strings.voteOrderHint)}>${order.join(', ')}</td>` : nothing}
      ${hasModel ? html`<td class="clip" title=${model}>${model}</td>` : nothing}
      <td class="number" title=${t(strings.voteScoresHint)}>${said}${reason ? html` <span class="problem">${reason}</span>` : nothing}</td>
      <td>${isOfMost === undefined ? '–' : t(isOfMost ? strings.voteSame : isTie ? strings.voteTie : strings.voteOther)}</td>
    </tr>
  `;
}
