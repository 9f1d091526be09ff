import type { Judgement } from '../../judging/judgement.ts';
import { disagreement, judgedWinners, winners } from '../../judging/votes.ts';
import type { DetailView, VoteView } from '../../shared/protocol.ts';
import type { Translate } from '../translate.ts';

/** The votes of a judgement, where some text has more than one: what each text was given alone, its score says already. */
export function votesView(judgement: Judgement, translate: Translate): Pick<DetailView, 'votes' | 'disagreement'> {
  const { votes = [], scores } = judgement;
  const isSeveral = scores.some(
    (_, i) => votes.filter((vote) => vote.order.length > 1 || vote.order[0] === i).length > 1,
  );
  if (!isSeveral) return {};
  const most = judgedWinners(judgement)?.join();
  const apart = disagreement(judgement);
  return {
    votes: votes.map(({ order, model, scores: given, reason }): VoteView => {
      const first = winners(given);
      const named = first?.join();
      return {
        order: order.map((position) => position + 1),
        model,
        scores: given,
        ...(reason === undefined ? {} : { reason: translate(reason) }),
        ...(named === undefined || most === undefined ? {} : { isOfMost: named === most }),
        ...(first && first.length > 1 ? { isTie: true } : {}),
      };
    }),
    ...(apart === undefined ? {} : { disagreement: apart }),
  };
}
