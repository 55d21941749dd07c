import { CRITERION_IDS } from '../packages/server/src/core/feedback/rubric.ts';
import { type Figure, mean, meanFigure, shareFigure, sum } from './figure.ts';
import { type JudgedAnswer, pointsOf } from './judged-answers.ts';
import type { Style } from './labelled-set.ts';

/** How much a criterion is shown: partly counts half, in labels and in judgements. */
const WORTH = { yes: 1, partly: 0.5, no: 0 } as const;
/** Answers that are built to be overrated. */
const GAMING: readonly Style[] = ['cue_words', 'pasted', 'nonsense', 'habit'];
/** Less than this apart, two scores are the same: they are sums of halves, divided by the number of criteria. */
const SAME = 1e-9;

/** All figures about judging, of one scoring of each answer. */
export function judgingFigures(judged: readonly JudgedAnswer[]): Figure[] {
  return [
    ...criterionFigures(judged),
    ...refusalFigures(judged),
    ...otherQuestionFigures(judged),
    orderingFigure(judged),
    ...gamingFigures(judged),
    ...secondLanguageFigures(judged),
    shareFigure({ id: 'judgements_failed', what: 'answers that the engine failed to judge', better: 'less' }, [
      judged.filter(({ failed }) => failed).length,
      judged.length,
    ]),
    meanFigure(
      { id: 'strong_points', what: 'points of strong native answers', better: 'more' },
      judged.filter(({ label }) => label.style === 'native_strong').map(pointsOf),
    ),
  ];
}

/**
 * For each criterion the shared worth of label and judgement, of all that was judged (precision) and of all that is
 * labelled (recall). Answers that ought to get no score are left out; so are those that may be refused and were.
 */
function criterionFigures(judged: readonly JudgedAnswer[]): Figure[] {
  const counted = judged.filter(
    ({ label, score }) => label.gate === null && (score !== undefined || !mayBeRefused({ label })),
  );
  return CRITERION_IDS.flatMap((id) => {
    const pairs = counted.flatMap(({ label, shown }) => {
      const labelled = label.criteria[id];
      return labelled === undefined ? [] : [{ labelled: WORTH[labelled], read: WORTH[shown.get(id) ?? 'no'] }];
    });
    const shared = sum(pairs.map(({ labelled, read }) => Math.min(labelled, read)));
    const read = sum(pairs.map((pair) => pair.read));
    const labelled = sum(pairs.map((pair) => pair.labelled));
    return [
      shareFigure({ id: `precision.${id}`, what: `precision of ${id}`, better: 'more' }, [shared, read]),
      shareFigure({ id: `recall.${id}`, what: `recall of ${id}`, better: 'more' }, [shared, labelled]),
    ];
  });
}

/** An answer that may get no score, and may get a low one. */
function mayBeRefused({ label }: Pick<JudgedAnswer, 'label'>): boolean {
  return label.gate === null && (!label.answersQuestion || label.maxMet !== undefined);
}

function refusalFigures(judged: readonly JudgedAnswer[]): Figure[] {
  const certain = judged.filter((one) => !mayBeRefused(one));
  const isRefused = ({ score }: JudgedAnswer) => score === undefined;
  const labelled = certain.filter(({ label }) => label.gate !== null);
  const refused = certain.filter(isRefused);
  const both = labelled.filter(isRefused);
  const right = certain.filter((one) => isRefused(one) === (one.label.gate !== null));
  const gates = [...new Set(labelled.map(({ label }) => label.gate ?? ''))].toSorted();
  const figure = (id: string, what: string) => ({ id: `refusal.${id}`, what, better: 'more' as const });
  return [
    shareFigure(figure('right', 'insufficient_evidence given exactly where it is right'), [
      right.length,
      certain.length,
    ]),
    shareFigure(figure('precision', 'insufficient_evidence: precision'), [both.length, refused.length]),
    shareFigure(figure('recall', 'insufficient_evidence: recall'), [both.length, labelled.length]),
    ...gates.flatMap((gate) => {
      const ofGate = labelled.filter(({ label }) => label.gate === gate);
      const caught = ofGate.filter(isRefused);
      const named = caught.filter(({ reason }) => reason === gate || (gate === 'off_topic' && reason === 'gibberish'));
      return [
        shareFigure(figure(gate, `no score for ${gate}`), [caught.length, ofGate.length]),
        shareFigure(figure(`${gate}.named`, `${gate} given as the reason`), [named.length, ofGate.length]),
      ];
    }),
  ];
}

/** Noticed: the feedback says so, or there is no score. */
function otherQuestionFigures(judged: readonly JudgedAnswer[]): Figure[] {
  const others = judged.filter(({ label }) => label.style === 'other_question');
  const answering = judged.filter(({ label }) => label.answersQuestion && label.gate === null);
  const says = ({ answersQuestion }: JudgedAnswer) => answersQuestion === false;
  return [
    shareFigure({ id: 'other_question.noticed', what: 'answers to another question, noticed', better: 'more' }, [
      others.filter((one) => says(one) || one.score === undefined).length,
      others.length,
    ]),
    shareFigure({ id: 'other_question.false', what: 'answers said to be to another question', better: 'less' }, [
      answering.filter(says).length,
      answering.length,
    ]),
  ];
}

/** Of the pairs of answers to one question with different ranks, those in which the worse one got the higher score. */
function orderingFigure(judged: readonly JudgedAnswer[]): Figure {
  const pairs = judged.flatMap((one, at) =>
    judged
      .slice(at + 1)
      .filter(
        (other) =>
          other.occupation === one.occupation &&
          other.label.question === one.label.question &&
          other.label.rank !== one.label.rank,
      )
      .map(
        (other) => (one.label.rank > other.label.rank ? [one, other] : [other, one]) as [JudgedAnswer, JudgedAnswer],
      ),
  );
  const violated = pairs.filter(([better, worse]) => pointsOf(worse) > pointsOf(better) + SAME);
  return shareFigure(
    { id: 'ordering_violations', what: 'pairs of ranked answers in the wrong order', better: 'less' },
    [violated.length, pairs.length],
  );
}

function gamingFigures(judged: readonly JudgedAnswer[]): Figure[] {
  const capped = judged.filter(({ label }) => label.maxMet !== undefined);
  const over = capped.filter(({ label, score }) => (score?.met ?? 0) > (label.maxMet ?? 0));
  return [
    ...GAMING.map((style) =>
      meanFigure(
        { id: `gaming.${style}`, what: `points of ${style.replace('_', ' ')}`, better: 'less' },
        judged.filter(({ label }) => label.style === style).map(pointsOf),
      ),
    ),
    shareFigure({ id: 'gaming.above_cap', what: 'answers above the score they may get', better: 'less' }, [
      over.length,
      capped.length,
    ]),
  ];
}

/** Native points less those of the same story in second-language grammar: on average, and how far apart either way. */
function secondLanguageFigures(judged: readonly JudgedAnswer[]): Figure[] {
  const differences = judged.flatMap((one) => {
    const native = judged.find(({ occupation, index }) => occupation === one.occupation && index === one.label.sameAs);
    return native === undefined ? [] : [pointsOf(native) - pointsOf(one)];
  });
  return [
    {
      ...meanFigure(
        { id: 'second_language', what: 'points lost by second-language grammar', better: 'less' },
        differences,
      ),
      // Points gained by it are as unfair as points lost.
      value: Math.abs(mean(differences)),
    },
    meanFigure(
      { id: 'second_language_apart', what: 'points between the two, either way', better: 'less' },
      differences.map(Math.abs),
    ),
  ];
}
