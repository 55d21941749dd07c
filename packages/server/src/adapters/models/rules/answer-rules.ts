import type { AnswerFacts, AnswerReading } from '../../../core/feedback/decisions.ts';
import type { CriterionId } from '../../../core/feedback/rubric.ts';
import { type Noticed, noticedClauses } from './noticed-clauses.ts';

type Shown = AnswerReading['criteria'][number]['shown'];
type Finding = { shown: Shown; spans: { start: number; end: number }[] };
type Fits = (clause: Noticed, index: number) => boolean;

/** From here on the trained classifier is sure enough for "yes", and for "partly". */
const SURE = 0.65;
const LIKELY = 0.4;
/** What the rules find counts unless the classifier is as good as sure of the contrary. */
const DOUBTED = 0.06;
/** The same for endings: what the rules take for one is often a detail. */
const DOUBTED_END = 0.08;
const DOUBTED_REASON = 0.06;
const DOUBTED_EXAMPLE = 0.2;
/** Of these forms there are most, so that even a faint sign is one. */
const FAINT = 0.25;

const NOTHING: Finding = { shown: 'no', spans: [] };

/** Reads an answer by cue phrases, verbs and figures. What it finds is always a clause of the answer itself. */
export function readAnswer({ answer, criteria, question }: AnswerFacts): AnswerReading {
  const clauses = noticedClauses(answer, question);
  const findings: Record<CriterionId, () => Finding> = {
    occasion: () => occasion(clauses),
    responsibility: () => responsibility(clauses),
    own_action: () => ownAction(clauses),
    outcome: () => outcome(clauses),
    checkable: () =>
      graded(clauses, {
        fully: ({ counted, general, scores }) =>
          (counted === 'exactly' && !general && scores.checkable >= DOUBTED) || scores.checkable >= SURE,
        partly: ({ counted, general }) => counted !== undefined && !general,
      }),
    relevant: () => relevance(clauses, { isStory: criteria.some(({ id }) => id === 'occasion') }),
    approach: () =>
      atLeast(clauses, {
        enough: 2,
        fits: ({ cues, scores }) =>
          scores.step >= LIKELY || ((cues.has('order') || cues.has('plan')) && scores.step >= DOUBTED),
      }),
    reason: () =>
      graded(clauses, {
        fully: ({ cues, scores }) => scores.reason >= SURE || (cues.has('reason') && scores.reason >= DOUBTED_REASON),
        partly: ({ cues, scores }) => scores.reason >= LIKELY || cues.has('reason'),
      }),
    own_example: () => ownExample(clauses),
    people: () =>
      graded(clauses, {
        fully: ({ cues, scores }) => scores.involves >= SURE || (cues.has('involve') && cues.has('person')),
        partly: ({ cues, scores }) => scores.involves >= LIKELY || cues.has('involve'),
      }),
    check: () => checking(clauses),
    link: () => linked(clauses),
  };
  const star = { situation: 'occasion', task: 'responsibility', action: 'own_action', result: 'outcome' } as const;
  return {
    criteria: criteria.map(({ id }) => ({ criterionId: id, ...findings[id]() })),
    star: (['situation', 'task', 'action', 'result'] as const).map((part) => ({ part, ...findings[star[part]]() })),
    speaksAsGroup: clauses.some(({ actor }) => actor === 'we') && !clauses.some(({ actor }) => actor === 'i'),
  };
}

/** `yes` with enough fitting clauses, `partly` with some. */
function atLeast(clauses: readonly Noticed[], { enough, fits }: { enough: number; fits: Fits }): Finding {
  const fitting = clauses.filter(fits);
  if (fitting.length === 0) return NOTHING;
  return { shown: fitting.length >= enough ? 'yes' : 'partly', spans: spansOf(fitting) };
}

/** `yes` by clauses that say it plainly, `partly` by those that only come near it. */
function graded(clauses: readonly Noticed[], { fully, partly }: { fully: Fits; partly: Fits }): Finding {
  const plain = clauses.filter(fully);
  if (plain.length > 0) return { shown: 'yes', spans: spansOf(plain) };
  const near = clauses.filter(partly);
  return near.length > 0 ? { shown: 'partly', spans: spansOf(near.slice(0, 2)) } : NOTHING;
}

// A habit ("I always…") is not an occasion: it can be said without ever having happened.
function occasion(clauses: readonly Noticed[]): Finding {
  const described = (clause: Noticed) =>
    !clause.general && clauses.some((near) => isNear(clause, near) && near.past && !near.general);
  const finding = graded(clauses, {
    fully: (clause) =>
      (described(clause) &&
        (clause.cues.has('occasion') || /\b(?:19|20)\d\d\b/u.test(clause.text)) &&
        clause.scores.occasion >= DOUBTED) ||
      (clause.scores.occasion >= SURE && !clause.general && !clause.career),
    partly: (clause) =>
      (described(clause) && clause.past && clause.cues.has('placed')) ||
      (clause.scores.occasion >= LIKELY && !clause.general && !clause.career),
  });
  return { ...finding, spans: finding.spans.slice(0, 2) };
}

/** In the same sentence or the next: "In March on our ward: …", "Last year. I …". */
function isNear(clause: Noticed, { sentence }: Noticed): boolean {
  return sentence === clause.sentence || sentence === clause.sentence + 1;
}

/** Of a duty that somebody always has, it is not said that it mattered on one occasion. */
function responsibility(clauses: readonly Noticed[]): Finding {
  const isStory = clauses.some(
    ({ career, general, cues, scores }) => !career && !general && (cues.has('occasion') || scores.occasion >= LIKELY),
  );
  const said = ({ cues, general, scores }: Noticed) =>
    scores.responsibility >= SURE || (cues.has('task') && !general && scores.responsibility >= DOUBTED);
  return graded(clauses, {
    fully: (clause) => isStory && said(clause),
    partly: (clause) =>
      said(clause) || clause.scores.responsibility >= LIKELY || (clause.cues.has('shared_task') && !clause.general),
  });
}

function ownAction(clauses: readonly Noticed[]): Finding {
  const own = clauses.filter(
    ({ actor, general, scores }) =>
      (scores.own_action >= SURE && actor !== 'we' && !general) ||
      (actor === 'i' && !general && scores.own_action >= DOUBTED) ||
      (actor === 'bare' && !general && scores.own_action >= FAINT),
  );
  if (own.length > 0) return { shown: 'yes', spans: spansOf(own) };
  return graded(clauses, {
    fully: () => false,
    partly: ({ actor, cues, scores }) =>
      scores.own_action >= LIKELY || actor === 'we' || actor === 'bare' || actor === 'i' || cues.has('plan'),
  });
}

function ownExample(clauses: readonly Noticed[]): Finding {
  return graded(clauses, {
    fully: ({ actor, general, scores }) =>
      !general && (scores.own_example >= SURE || (actor === 'i' && scores.own_example >= DOUBTED_EXAMPLE)),
    partly: ({ actor, general, scores }) =>
      (actor !== undefined && !general) || (scores.own_example >= LIKELY && !general),
  });
}

/** Something of this job, and something of one's own that meets it. */
function linked(clauses: readonly Noticed[]): Finding {
  const linking = clauses.filter(({ cues, scores }) => scores.link >= LIKELY || cues.has('link'));
  const met = clauses.some(({ scores, relevant }) => scores.link >= SURE || relevant);
  if (linking.length === 0) return NOTHING;
  return { shown: linking.length > 1 || met ? 'yes' : 'partly', spans: spansOf(linking.slice(0, 2)) };
}

/**
 * An ending comes late: the same words in the first half usually describe the beginning. What I did is not yet how it
 * ended.
 */
function outcome(clauses: readonly Noticed[]): Finding {
  const last = clauses.at(-1);
  const late = (index: number) => index >= Math.floor(clauses.length / 2);
  const described = ({ past, general, text }: Noticed) =>
    !general && (past || /\b(?:now|today|still|no longer)\b/iu.test(text));
  const ending = clauses.filter((clause, index) => {
    const { cues, actor, ends, counted, sentence } = clause;
    if (clause.scores.outcome >= SURE) return true;
    if (!described(clause) || clause.scores.outcome < DOUBTED_END) return false;
    if (cues.has('outcome') && late(index)) return true;
    const byOthers = actor === undefined || (actor === 'we' && sentence === last?.sentence);
    if (cues.has('late') && late(index) && actor === undefined) return true;
    return ends && ((counted === 'exactly' && index > 0) || (index > 0 && late(index) && byOthers));
  });
  if (ending.length > 0) return { shown: 'yes', spans: spansOf(ending.slice(-2)) };
  const near = clauses.filter(({ scores }) => scores.outcome >= LIKELY);
  if (near.length > 0) return { shown: 'partly', spans: spansOf(near.slice(-1)) };
  const closes =
    last !== undefined &&
    clauses.length > 3 &&
    last.other &&
    !last.general &&
    !last.cues.has('occasion') &&
    !/^(?:it|this|that|there)\b/iu.test(last.text);
  return closes ? { shown: 'partly', spans: spansOf([last]) } : NOTHING;
}

/**
 * What says that something was done, or gives steps of an approach, counts as said to the question unless it plainly answers
 * another one, which is checked before. The words that show it are those nearest to what was asked.
 */
function relevance(clauses: readonly Noticed[], { isStory }: { isStory: boolean }): Finding {
  const near = clauses.filter((clause) => clause.relevant);
  const narrated = clauses.filter(narrates);
  const steps = clauses.filter(({ cues }) => cues.has('order') || cues.has('plan') || cues.has('reason'));
  const happened = clauses.some(
    ({ general, scores, cues }) =>
      !general && (scores.occasion >= LIKELY || scores.outcome >= LIKELY || cues.has('occasion')),
  );
  const [best = [], ...others] = [near, narrated, isStory ? [] : steps].filter((found) => found.length > 0);
  if (best.length === 0 || (best === near && others.length === 0)) {
    return best.length === 0 ? NOTHING : { shown: 'partly', spans: spansOf(best.slice(0, 2)) };
  }
  const carried = isStory ? happened && narrated.length > 0 : narrated.length + steps.length > 1;
  return { shown: carried ? 'yes' : 'partly', spans: spansOf(carried ? best.slice(0, 3) : best.slice(0, 2)) };
}

/** Whether a clause says what was done or what came of it. */
function narrates({ actor, general, scores }: Noticed): boolean {
  return scores.own_action >= SURE || scores.outcome >= SURE || (actor !== undefined && !general);
}

/** To check at the end is to know whether it worked; to check at the beginning is a step like others. */
function checking(clauses: readonly Noticed[]): Finding {
  return graded(clauses, {
    fully: ({ cues, scores }, index) =>
      scores.check >= LIKELY ||
      cues.has('measured') ||
      (cues.has('check') && index > 0 && index >= Math.floor(clauses.length / 2) && scores.check >= DOUBTED),
    partly: ({ cues, scores }) => cues.has('check') || scores.check >= FAINT,
  });
}

function spansOf(clauses: readonly Noticed[]): Finding['spans'] {
  return clauses.map(({ start, end }) => ({ start, end }));
}
