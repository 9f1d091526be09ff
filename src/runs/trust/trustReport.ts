import { reasonWords } from '../../judging/reasonWords.ts';
import type { JudgeOptions } from '../../judging/task.ts';
import { tasks } from '../../judging/tasks.ts';
import type { ReportDocument, ReportSection } from '../report/document.ts';
import { count, minute } from '../report/words.ts';
import { agreementSections } from './agreementSections.ts';
import { biasSections } from './biasSections.ts';
import type { Trust } from './trust.ts';
import { trustTips as tips } from './trustTips.ts';
import { rowsWord } from './trustWords.ts';
import { type Verdict, verdictsOf } from './verdicts.ts';

/** How far a judge can be trusted, as a report. */
export function trustReport(trust: Trust): ReportDocument {
  const { source } = trust.header;
  const verdicts = verdictsOf(trust);
  const parts = [
    ...agreementSections(trust.agreement),
    ...biasSections(trust.bias, trust.canaries),
    ...(trust.unscored.length > 0 ? [unscoredSection(trust)] : []),
  ];
  return {
    title: `Trust: ${source.name}`,
    facts: factsOf(trust),
    sections: [summarySection(verdicts), ...parts.map((part) => withVerdict(part, verdicts))],
  };
}

/** A part begins with its verdict, and says by which limits that was found. */
function withVerdict(section: ReportSection, verdicts: readonly Verdict[]): ReportSection {
  const verdict = verdicts.find(({ about }) => section.title.startsWith(about));
  if (!verdict) return section;
  const text = [verdict.text, verdict.next, verdict.rule].filter(Boolean).join(' ');
  return { ...section, blocks: [{ kind: 'text', text, tip: tips.verdict }, ...section.blocks] };
}

function factsOf({ header, rows, damaged, elsewhere, columns, ownLabels, agreement }: Trust): ReportDocument['facts'] {
  const { task, model, options, source, startedAt } = header;
  const measuredRows = [
    count(rows),
    damaged > 0 && `the ${damaged === 1 ? 'record' : 'records'} of ${isOrAre(damaged)} damaged in the run file`,
    elsewhere > 0 && `${isOrAre(elsewhere, ' of the run')} not in the file as it is now`,
  ].filter(Boolean);
  const named = columns.map(({ name, counting, numbers }) => (numbers ? `${name} (${countingWords[counting]})` : name));
  const from = columns.length > 0 ? `column ${named.join(', ')}` : 'the rows’ own';
  const given = ownLabels === 0 ? '' : `, ${count(ownLabels)} given in Gavel`;
  return [
    { label: 'Judge', value: [tasks[task].title, model.name, ...asking(options)].join(' · '), tip: tips.judge },
    { label: 'Source', value: source.name },
    { label: 'Begun', value: minute(startedAt), tip: tips.begun },
    { label: 'Rows', value: measuredRows.join('; '), tip: tips.rows },
    {
      label: 'Labels',
      value: agreement.labelled === 0 ? 'none' : `${rowsWord(agreement.labelled)}: ${from}${given}`,
      tip: tips.labels,
    },
  ];
}

function isOrAre(rows: number, which = ''): string {
  return `${rowsWord(rows)}${which} ${rows === 1 ? 'is' : 'are'}`;
}

const countingWords = { 'from 0': 'from 0', 'from 1': 'from 1', '0 is a tie': '0 is a tie, from 1' } as const;

function asking({ order, samples }: JudgeOptions): string[] {
  return [order === 'as given' ? '' : `order: ${order}`, samples === 1 ? '' : `${samples} samples`].filter(Boolean);
}

function summarySection(verdicts: readonly Verdict[]): ReportSection {
  return {
    title: 'In short',
    blocks: [
      {
        kind: 'table',
        columns: [{ title: 'Measure' }, { title: 'Verdict', tip: tips.verdict }],
        rows: verdicts.map(({ about, text, tone }) => ({ cells: [{ text: about }, { text, ...(tone && { tone }) }] })),
      },
    ],
  };
}

function unscoredSection({ unscored }: Trust): ReportSection {
  return {
    title: 'Rows without a score',
    blocks: [
      {
        kind: 'table',
        columns: [{ title: 'Reason' }, { title: 'Rows', align: 'end', tip: tips.reason }],
        rows: unscored.map(({ reason, rows }) => ({ cells: [{ text: inWords(reason) }, { text: count(rows) }] })),
      },
    ],
  };
}

/** A malformed row has its reason from the reading of its file, and a run file may name any. */
function inWords(reason: string): string {
  return Object.hasOwn(reasonWords, reason)
    ? reasonWords[reason as keyof typeof reasonWords].what
    : `Malformed: ${reason}.`;
}
