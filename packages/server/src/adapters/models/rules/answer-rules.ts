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
        fully: ({ counted, general, heard }) =>
          (counted === 'exactly' && !general && heard.checkable >= DOUBTED) || heard.checkable >= SURE,
        partly: ({ counted, general, heard }) => (counted !== undefined && !general) || heard.checkable >= LIKELY,
      }),
    relevant: () => relevance(clauses),
    approach: () => atLeast(clauses, { enough: 2, fits: ({ cues }) => cues.has('order') || cues.has('plan') }),
    reason: () => found(clauses, ({ cues }) => cues.has('reason')),
    own_example: () => ownExample(clauses),
    people: () =>
      graded(clauses, {
        fully: ({ cues }) => cues.has('involve') && cues.has('person'),
        partly: ({ cues }) => cues.has('involve'),
      }),
    check: () => checking(clauses),
    link: () => atLeast(clauses, { enough: 2, fits: (clause) => clause.cues.has('link') || clause.relevant }),
  };
  const star = { situation: 'occasion', task: 'responsibility', action: 'own_action', result: 'outcome' } as const;
  return {
    criteria: criteria.map(({ id }) => ({ criterionId: id, ...findings[id]() })),
    star: (['situation', 'task', 'action', 'result'] as const).map((part) => ({ part, ...findings[star[part]]() })),
    speaksAsGroup: clauses.some(({ actor }) => actor === 'we') && !clauses.some(({ actor }) => actor === 'i'),
  };
}

function found(clauses: readonly Noticed[], fits: Fits): Finding {
  return atLeast(clauses, { enough: 1, fits });
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
        clause.heard.occasion >= DOUBTED) ||
      (clause.heard.occasion >= SURE && !clause.general),
    partly: (clause) =>
      (described(clause) && clause.past && clause.cues.has('placed')) || clause.heard.occasion >= LIKELY,
  });
  return { ...finding, spans: finding.spans.slice(0, 2) };
}

/** In the same sentence or the next: "In March on our ward: …", "Last year. I …". */
function isNear(clause: Noticed, { sentence }: Noticed): boolean {
  return sentence === clause.sentence || sentence === clause.sentence + 1;
}

function responsibility(clauses: readonly Noticed[]): Finding {
  return graded(clauses, {
    fully: ({ cues, general, heard }) =>
      heard.responsibility >= SURE || (cues.has('task') && !general && heard.responsibility >= DOUBTED),
    partly: ({ cues, general, heard }) => heard.responsibility >= LIKELY || (cues.has('shared_task') && !general),
  });
}

function ownAction(clauses: readonly Noticed[]): Finding {
  const own = clauses.filter(
    ({ actor, general, heard }) =>
      heard.own_action >= SURE || (actor === 'i' && !general && heard.own_action >= DOUBTED),
  );
  if (own.length > 0) return { shown: 'yes', spans: spansOf(own) };
  return graded(clauses, {
    fully: () => false,
    partly: ({ actor, cues, heard }) =>
      heard.own_action >= LIKELY || actor === 'we' || actor === 'bare' || actor === 'i' || cues.has('plan'),
  });
}

function ownExample(clauses: readonly Noticed[]): Finding {
  return graded(clauses, {
    fully: ({ actor, general }) => actor === 'i' && !general,
    partly: ({ actor, general }) => (actor === 'we' || actor === 'bare') && !general,
  });
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
    if (clause.heard.outcome >= SURE) return true;
    if (!described(clause) || clause.heard.outcome < DOUBTED) return false;
    if (cues.has('outcome') && late(index)) return true;
    const byOthers = actor === undefined || (actor === 'we' && sentence === last?.sentence);
    if (cues.has('late') && late(index) && actor === undefined) return true;
    return ends && ((counted === 'exactly' && index > 0) || (index > 0 && late(index) && byOthers));
  });
  if (ending.length > 0) return { shown: 'yes', spans: spansOf(ending.slice(-2)) };
  const near = clauses.filter(({ heard }) => heard.outcome >= LIKELY);
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
 * What tells of something that was done, or gives steps of an approach, speaks to the question unless it plainly answers
 * another one, which is checked before. The words that show it are those nearest to what was asked.
 */
function relevance(clauses: readonly Noticed[]): Finding {
  const near = clauses.filter((clause) => clause.relevant);
  const told = clauses.filter(isTold);
  const happened = told.some(({ general, heard, cues }) => !general && (heard.occasion >= LIKELY || heard.outcome >= LIKELY || cues.has('occasion')));
  const planned = clauses.filter(({ cues }) => cues.has('order') || cues.has('plan') || cues.has('reason'));
  if (near.length > 0 && told.length > 0 && (happened || near.length > 1)) return { shown: 'yes', spans: spansOf(near) };
  if ((happened && told.length > 1) || planned.length > 1) {
    const shown = near.length > 0 ? near : told.length > 0 ? told : planned;
    return { shown: 'yes', spans: spansOf(shown.slice(0, 2)) };
  }
  const partly = near.length > 0 ? near : told.length > 0 ? told : planned;
  return partly.length === 0 ? NOTHING : { shown: 'partly', spans: spansOf(partly.slice(0, 2)) };
}

/** Whether a clause tells what was done or what came of it. */
function isTold({ actor, general, heard }: Noticed): boolean {
  return heard.own_action >= SURE || heard.outcome >= SURE || (actor !== undefined && !general);
}

/** To check at the end is to know whether it worked; to check at the beginning is a step like others. */
function checking(clauses: readonly Noticed[]): Finding {
  return graded(clauses, {
    fully: ({ cues }, index) =>
      cues.has('measured') || (cues.has('check') && index > 0 && index >= Math.floor(clauses.length / 2)),
    partly: ({ cues }) => cues.has('check'),
  });
}

function spansOf(clauses: readonly Noticed[]): Finding['spans'] {
  return clauses.map(({ start, end }) => ({ start, end }));
}
