import type { Judgement } from '../../judging/judgement.ts';
import { disagreement, judgedWinners, severalVotes, winners } from '../../judging/votes.ts';
import type { DetailView, VoteView } from '../../shared/protocol.ts';
import type { Translate } from '../translate.ts';

/** The votes of a judgement, where some text has more than one. */
export function votesView(judgement: Judgement, translate: Translate): Pick<DetailView, 'votes' | 'disagreement'> {
  const votes = severalVotes(judgement);
  if (!votes) return {};
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
