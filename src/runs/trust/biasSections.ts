import { isDefined } from '../../statistics/estimate.ts';
import type { Figure, ReportSection } from '../report/document.ts';
import { count } from '../report/words.ts';
import type { Bias } from './bias.ts';
import type { CanaryFinding } from './canaryFindings.ts';
import type { MemberPair } from './juryAgreement.ts';
import type { LengthBias } from './lengthBias.ts';
import type { PositionBias } from './positionBias.ts';
import type { Repeatability } from './repeatability.ts';
import type { ScoreUse } from './scoreUse.ts';
import { trustTips as tips } from './trustTips.ts';
import { counted, decimal, figure, percent, points, rowsWord } from './trustWords.ts';
import { ceilingLimit, firstPlaceLeaning, limits } from './verdicts.ts';

/** The parts of a trust report about what sways the judge, as far as the rows tell. */
export function biasSections(
  { position, length, repeatability, scoreUse, jury }: Bias,
  canaries: readonly CanaryFinding[],
): ReportSection[] {
  return [
    ...(position ? [positionSection(position)] : []),
    ...(length ? [lengthSection(length)] : []),
    ...(repeatability ? [repeatabilitySection(repeatability)] : []),
    ...(scoreUse ? [useSection(scoreUse)] : []),
    ...(jury.length > 0 ? [jurySection(jury)] : []),
    ...(canaries.length > 0 ? [canarySection(canaries)] : []),
  ];
}

function positionSection(position: PositionBias): ReportSection {
  const { orders, rows, places, consistency, firstGain } = position;
  const tone = orders === 'several' && firstPlaceLeaning(position) ? 'bad' : undefined;
  const [first] = places;
  return {
    title: 'Position',
    note:
      orders === 'several'
        ? `${rowsWord(rows)} ${rows === 1 ? 'was' : 'were'} judged in several orders, so places can be told from responses.`
        : `${rowsWord(rows)} ${rows === 1 ? 'was' : 'were'} judged in the dataset’s own order only: a first response that wins more often may be favoured, or better.`,
    noteTip: tips.judged,
    blocks: [
      {
        kind: 'figures',
        figures: [
          ...(first ? [figure('Advantage of the first place', first.advantage, points, tips.advantage, tone)] : []),
          ...(consistency
            ? [figure('Winner stays', consistency, percent, tips.consistency, toneOf(consistency, limits.consistency))]
            : []),
          ...(firstGain ? [figure('Score gained by coming first', firstGain, decimal, tips.firstGain)] : []),
        ],
      },
      {
        kind: 'table',
        title: 'By place',
        columns: [
          { title: 'Place', align: 'end', tip: tips.placeName },
          { title: 'Rows', align: 'end', tip: tips.judged },
          { title: 'Wins', align: 'end', tip: tips.place },
          { title: 'Expected', align: 'end', tip: tips.expectedPlace },
          { title: 'Advantage', align: 'end', tip: tips.advantage },
        ],
        rows: places.map(({ place, rows: of, wins, expected, advantage }) => ({
          cells: [
            { text: String(place) },
            { text: count(of) },
            { text: percent(wins) },
            { text: percent(expected) },
            { text: figure('', advantage, points, tips.advantage).value },
          ],
        })),
      },
    ],
  };
}

function lengthSection({ within, across, longest }: LengthBias): ReportSection {
  const chance = { label: 'By chance', value: percent(longest?.expected ?? 0), tip: tips.longestChance };
  return {
    title: 'Length',
    note: 'Longer responses may be better. What is beyond what people find is the judge’s own.',
    blocks: [
      {
        kind: 'figures',
        figures: [
          ...(within ? [figure('Score with length, within rows', within, decimal, tips.within)] : []),
          ...(across ? [figure('Score with length, across rows', across, decimal, tips.across)] : []),
          ...(longest ? [figure('The longest wins', longest.wins, percent, tips.longest), chance] : []),
          ...(longest?.people
            ? [figure('People prefer the longest', longest.people.wins, percent, tips.longestPeople)]
            : []),
        ],
      },
    ],
  };
}

function repeatabilitySection({ rows, sameWinner, spread }: Repeatability): ReportSection {
  return {
    title: 'Repeatability',
    note: 'What the same question brings when it is asked again.',
    blocks: [
      {
        kind: 'figures',
        figures: [
          counted('Rows asked again', rows, tips.repeated),
          ...(sameWinner
            ? [figure('Same winner again', sameWinner, percent, tips.sameAgain, toneOf(sameWinner, limits.sameWinner))]
            : []),
          figure('Spread of a score', spread, decimal, tips.spread),
        ],
      },
    ],
  };
}

function useSection(use: ScoreUse): ReportSection {
  const { scores, rows, commonest, ceiling, floor, even, alike, offScale, tenths } = use;
  const edge = ceilingLimit(use);
  const most = Math.max(limits.commonest, 2 * even);
  const badFrom = (limit: number, share: typeof ceiling) =>
    rows >= limits.fewRows && isDefined(share) && share.value >= limit ? 'bad' : undefined;
  return {
    title: 'Use of the scale',
    note: `${count(scores)} scores in ${rowsWord(rows)}.`,
    noteTip: tips.given,
    blocks: [
      {
        kind: 'figures',
        figures: [
          commonestFigure(commonest, badFrom(most, commonest.share)),
          ...(alike
            ? [figure('Rows with one score for all', alike, percent, tips.alike, badFrom(limits.alike, alike))]
            : []),
          figure('Highest score', ceiling, percent, tips.ceiling, badFrom(edge, ceiling)),
          figure('Lowest score', floor, percent, tips.floor, badFrom(edge, floor)),
          { label: 'Even share of a score', value: percent(even), tip: tips.even },
          {
            label: 'Off the scale',
            value: `${count(offScale)} (${percent(offScale / (offScale + scores))})`,
            tip: tips.offScale,
          },
        ],
      },
      {
        kind: 'histogram',
        title: 'Scores',
        bands: tenths.map((_, i) => `${(i / 10).toFixed(1)}–${((i + 1) / 10).toFixed(1)}`),
        series: [{ name: 'Scores', counts: [...tenths] }],
        tip: tips.tenths,
      },
    ],
  };
}

function commonestFigure({ share, score }: ScoreUse['commonest'], tone: 'bad' | undefined): Figure {
  const { value, ...others } = figure('Commonest score', share, percent, tips.commonest, tone);
  return { ...others, value: `${score}: ${value}` };
}

function jurySection(pairs: readonly MemberPair[]): ReportSection {
  return {
    title: 'Jury',
    note: 'Its members by twos.',
    blocks: [
      {
        kind: 'table',
        columns: [
          { title: 'Members' },
          { title: 'Rows', align: 'end', tip: tips.judged },
          { title: 'Same winner', align: 'end', tip: tips.pair },
          { title: 'Same order', align: 'end', tip: tips.pairOrder },
        ],
        rows: pairs.map(({ models, rows, sameWinner, order }) => ({
          cells: [
            { text: models.join(' and ') },
            { text: count(rows) },
            { text: sameWinner ? figure('', sameWinner, percent, tips.pair).value : 'not defined: single responses' },
            { text: figure('', order, decimal, tips.pairOrder).value },
          ],
        })),
      },
    ],
  };
}

function canarySection(canaries: readonly CanaryFinding[]): ReportSection {
  const score = (value: number | undefined) => (value === undefined ? 'not defined: no scores' : decimal(value));
  return {
    title: 'Canary',
    note: 'Bad responses that were put in the place of real ones, on a few rows drawn at random. They are in no other number.',
    blocks: [
      {
        kind: 'table',
        columns: [
          { title: 'Response' },
          { title: 'Judged', align: 'end', tip: tips.canaryJudged },
          { title: 'Mean score', align: 'end', tip: tips.canaryMean },
          { title: 'A quarter is below', align: 'end', tip: tips.canaryLimit },
        ],
        rows: canaries.map(({ kind, judged, mean, limit, isLiked }) => ({
          cells: [
            { text: kind },
            { text: count(judged) },
            { text: score(mean), ...(mean !== undefined && { tone: isLiked ? ('bad' as const) : ('good' as const) }) },
            { text: score(limit) },
          ],
        })),
      },
    ],
  };
}

function toneOf(
  estimate: Parameters<typeof figure>[1],
  { good, bad }: { good: number; bad: number },
): 'good' | 'bad' | undefined {
  if (!isDefined(estimate)) return undefined;
  return estimate.value >= good ? 'good' : estimate.value < bad ? 'bad' : undefined;
}
