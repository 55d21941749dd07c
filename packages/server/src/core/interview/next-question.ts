import { competencyOf, type RoleFamilyId } from '../vocabulary/ports.ts';
import { questionOf, questions } from './bank.ts';
import type { Question, QuestionKind, Stage } from './bank-schema.ts';
import { profileOf, requirementFor, type InterviewPosting, type PostingProfile } from './posting-profile.ts';
import { seeded, seededChoice } from './seeded.ts';
import { filled } from './wording.ts';

/**
 * A question ready to be put: slots filled, wording chosen. `requirementId` names the requirement it is about, if any.
 */
export type PickedQuestion = {
  readonly questionId: string;
  readonly text: string;
  readonly kind: QuestionKind;
  readonly stage: Stage;
  readonly competencyIds: readonly string[];
  readonly requirementId?: string;
  readonly looksFor: readonly string[];
  readonly starHints: Question['starHints'];
};

export type QuestionWish = {
  readonly posting: InterviewPosting;
  readonly resume?: { readonly competencyIds: readonly string[] };
  /** Ids of the questions already put, in order. */
  readonly asked: readonly string[];
  readonly stage?: Stage;
  readonly wanted?: QuestionKind;
  /** Only these are put. There has to be one of them: see `freshQuestions`. */
  readonly among?: (question: Question) => boolean;
  readonly seed: string;
};

type Choice = {
  wish: QuestionWish;
  profile: PostingProfile;
  focus: ReadonlySet<string>;
  covered: ReadonlyMap<string, number>;
};

const COURSE: readonly (readonly [Stage, number])[] = [
  ['opening', 1],
  ['experience', 2],
  ['technical', 3],
  ['behavioural', 4],
  ['closing', 1],
];

/**
 * The next question of a practice interview: opening, experience, the trade, behaviour, closing; after that trade and
 * behaviour in turn for as long as one likes. With a résumé, what it shows and what it lacks take turns. The same input
 * gives the same question; none comes twice before all that fit were put, and then the one put longest ago.
 */
export function nextQuestion(wish: QuestionWish): PickedQuestion {
  const profile = profileOf(wish.posting, wish.resume?.competencyIds);
  const choice: Choice = { wish, profile, focus: focusOf(wish, profile), covered: coveredBy(wish.asked) };
  const question = bestOf(candidates(wish, profile), choice);
  return picked(question, choice);
}

/** The questions of a stage that fit the posting and were not put yet. */
export function freshQuestions({
  posting,
  resume,
  stage,
  asked,
}: Pick<QuestionWish, 'posting' | 'resume' | 'asked'> & { readonly stage: Stage }): Question[] {
  const profile = profileOf(posting, resume?.competencyIds);
  return questions.filter(
    (question) => question.stage === stage && fits(question, posting, profile) && !asked.includes(question.id),
  );
}

function candidates(wish: QuestionWish, profile: PostingProfile): readonly Question[] {
  const fitting = questions.filter(
    (question) => fits(question, wish.posting, profile) && (wish.among?.(question) ?? true),
  );
  const wished = fitting.filter((question) =>
    wish.wanted ? question.kind === wish.wanted : question.stage === stageOf(wish),
  );
  const fresh = (pool: readonly Question[]) => pool.filter(({ id }) => !wish.asked.includes(id));
  for (const pool of [fresh(wished), wish.wanted ? [] : fresh(fitting)]) if (pool.length > 0) return pool;
  const repeatable = wished.length > 0 ? wished : fitting;
  const oldest = Math.min(...repeatable.map(({ id }) => wish.asked.lastIndexOf(id)));
  return repeatable.filter(({ id }) => wish.asked.lastIndexOf(id) === oldest);
}

function fits(question: Question, posting: InterviewPosting, profile: PostingProfile): boolean {
  const { roleFamilies, seniority } = question;
  return (
    (roleFamilies.length === 0 || roleFamilies.includes(posting.roleFamily)) &&
    (!seniority || seniority.includes(profile.seniority))
  );
}

function stageOf({ stage, asked }: QuestionWish): Stage {
  if (stage) return stage;
  const counts = new Map<Stage, number>();
  for (const id of asked) {
    const done = questionOf(id)?.stage;
    if (done) counts.set(done, (counts.get(done) ?? 0) + 1);
  }
  const next = COURSE.find(([name, wanted]) => (counts.get(name) ?? 0) < wanted);
  return next ? next[0] : asked.length % 2 === 0 ? 'technical' : 'behavioural';
}

function focusOf({ asked }: QuestionWish, { strengths, gaps }: PostingProfile): ReadonlySet<string> {
  const [first, second] = asked.length % 2 === 0 ? [strengths, gaps] : [gaps, strengths];
  return first.size > 0 ? first : second;
}

function coveredBy(asked: readonly string[]): ReadonlyMap<string, number> {
  const covered = new Map<string, number>();
  for (const id of asked.flatMap((asking) => questionOf(asking)?.competencyIds ?? []))
    covered.set(id, (covered.get(id) ?? 0) + 1);
  return covered;
}

function bestOf(pool: readonly Question[], choice: Choice): Question {
  const [best] = pool
    .map((question) => ({ question, points: pointsOf(question, choice) }))
    .toSorted((a, b) => b.points - a.points);
  // Every bank has questions for everyone, so a pool is never empty; an empty one is a broken build.
  if (!best) throw new Error('the question bank has no question for this stage');
  return best.question;
}

function pointsOf(question: Question, { wish, profile, focus, covered }: Choice): number {
  const chance = seeded(`${wish.seed}/${question.id}`) * 1.8;
  if (isFrame(question)) return chance;
  const stressed = question.competencyIds.map((id) => profile.stress.get(id) ?? 0);
  const relevance = Math.min(5, Math.max(0, ...stressed) + stressed.filter((weight) => weight > 0).length * 0.5);
  const focused = question.competencyIds.some((id) => focus.has(id)) ? 2 : 0;
  const repeated = question.competencyIds.reduce((sum, id) => sum + (covered.get(id) ?? 0), 0) * 1.6;
  const fit =
    ownTrade(question, { relevance, thin: profile.thin }) +
    ownWork(question, { relevance, roleFamily: wish.posting.roleFamily });
  return relevance + focused - repeated + chance + fit;
}

/** Opening and closing questions frame the talk; they are about the person and not about a requirement. */
function isFrame({ stage }: Question): boolean {
  return stage === 'opening' || stage === 'closing';
}

/** Where the posting is silent, what is usual in this kind of work comes before what belongs to another. */
function ownWork(
  question: Question,
  { relevance, roleFamily }: { relevance: number; roleFamily: RoleFamilyId },
): number {
  if (relevance > 0) return 0;
  const usual = question.competencyIds.map((id) => competencyOf(id)?.roleFamilies ?? []);
  if (usual.some((families) => families.includes(roleFamily))) return 1;
  return usual.some((families) => families.length > 0) ? -1.5 : 0;
}

/** A question of the trade is worth most, unless it is about a part of the trade this posting never mentions. */
function ownTrade(question: Question, { relevance, thin }: { relevance: number; thin: boolean }): number {
  if (question.roleFamilies.length === 0) return 0;
  if (relevance > 0) return 3;
  return thin ? 1.5 : -2;
}

function picked(question: Question, { wish, focus }: Choice): PickedQuestion {
  const { posting, seed, asked } = wish;
  const wording =
    seededChoice([question.text, ...question.variants], `${seed}/${question.id}/wording/${asked.length}`) ??
    question.text;
  const requirement = isFrame(question) ? undefined : requirementFor(question, posting.requirements, focus);
  return {
    questionId: question.id,
    text: filled(wording, posting),
    kind: question.kind,
    stage: question.stage,
    competencyIds: question.competencyIds,
    ...(requirement ? { requirementId: requirement.id } : {}),
    looksFor: question.looksFor.map((one) => filled(one, posting)),
    starHints: filledHints(question.starHints, posting),
  };
}

function filledHints(
  { situation, task, action, result }: Question['starHints'],
  posting: InterviewPosting,
): Question['starHints'] {
  return {
    situation: filled(situation, posting),
    task: filled(task, posting),
    action: filled(action, posting),
    result: filled(result, posting),
  };
}
