import type { Judge } from '../judging/judge.ts';
import { offlineModel } from '../models/offline.ts';
import type { RunEstimate } from '../runs/plan/estimate.ts';
import { count, counted, money, roughly } from './numberWords.ts';
import { plain } from './plainText.ts';

/** `QualityScorer · gpt-4o` */
export function titleOf({ task, model }: Judge): string {
  return `${task.title} · ${plain(model.name)}`;
}

/** What a run will ask, in words: `To ask: 1,200 rows (800 known already) in 1,200 requests, about 1.2M tokens in, …` */
export function estimateText(estimate: RunEstimate, { model }: Judge): string {
  const { rows, malformed, known, underWay, ask, again, requests, canary, atMost, tokens, cost } = estimate;
  const others = [
    known > 0 && `${count(known)} known already`,
    underWay > 0 && `${count(underWay)} under way in a batch`,
    again > 0 && `${count(again)} asked again`,
    malformed > 0 && `${count(malformed)} malformed`,
  ].filter(Boolean);
  const inBrackets = others.length > 0 ? ` (${others.join(', ')})` : '';
  const canaries = canary?.due ?? 0;
  if (ask === 0) {
    const besides = canaries > 0 ? `, only ${counted(canaries, 'request')} for canaries` : '';
    return `Of ${counted(rows, 'row')}${inBrackets} none is left to ask${besides}.`;
  }
  const most = atMost ? 'at most ' : '';
  const parts = [`To ask: ${counted(ask, 'row')}${inBrackets} in ${most}${counted(requests, 'request')}`];
  if (canaries > 0) parts.push(`${count(canaries)} of them for canaries`);
  if (model.id !== offlineModel.id) {
    parts.push(`${most}about ${roughly(tokens.input)} tokens in, ${roughly(tokens.output)} out`);
    if (cost !== undefined) parts.push(`at a cost of ${most}about ${money(cost)}`);
  }
  return `${parts.join(', ')}.`;
}

/** The same for programs. */
export function planJson({ sample: _, ...numbers }: RunEstimate): string {
  return `${JSON.stringify(numbers)}\n`;
}
