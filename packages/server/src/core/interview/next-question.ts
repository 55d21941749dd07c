import { competencyOf, type Requirement } from '../vocabulary/ports.ts';
import { questionOf, questions } from './bank.ts';
import type { Level, Question, QuestionKind, Stage } from './bank-schema.ts';
import { profileOf, requirementFor, type InterviewPosting, type PostingProfile } from './posting-profile.ts';
import { topicPoints, type Topic } from './question-topic.ts';
import { isQuality, requirementOfTemplate } from './requirement-template.ts';
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
  readonly level: Level;
  /** What a right answer agrees with, where the trade knows what is right. */
  readonly goodAnswerHolds: readonly string[];
  /** Whether the question is about the topic that was wished for; absent where none was. */
  readonly topic?: TopicResult;
};

/**
 * `found`: the question is about the topic. `used_up`: every question about it was put; this is another. `none`: the bank
 * has none about it for this job; this is another.
 */
export type TopicResult = 'found' | 'used_up' | 'none';

export type QuestionWish = {
  readonly posting: InterviewPosting;
  readonly resume?: { readonly competencyIds: readonly string[] };
  /** Ids of the questions already put, in order. */
  readonly asked: readonly string[];
  readonly stage?: Stage;
  readonly wanted?: QuestionKind;
  readonly topic?: Topic;
  readonly level?: Exclude<Level, 'usual'>;
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

/** What it is worth that a question asks what a line of the advert names, and not only something of the same kind. */
const ANNOUNCED = 3;
const TOPICAL_STAGES: readonly Stage[] = ['experience', 'technical', 'behavioural'];

/**
 * The next question of a practice interview: opening, experience, the trade, behaviour, closing; after that trade and
 * behaviour in turn for as long as one likes. With a résumé, what it shows and what it lacks take turns. The same input
 * gives the same question; none comes twice before all that fit were put, and then the one put longest ago.
 */
export function nextQuestion(wish: QuestionWish): PickedQuestion {
  const profile = profileOf(wish.posting, wish.resume?.competencyIds);
  const choice: Choice = { wish, profile, focus: focusOf(wish, profile), covered: coveredBy(wish.asked) };
  const { pool, topic } = candidates(choice);
  const question = bestOf(ofLevel(pool, wish.level), choice);
  return { ...picked(question, choice), ...(topic === undefined ? {} : { topic }) };
}

/** The written questions of a stage that fit the posting and were not put yet. */
export function freshQuestions(wish: Omit<QuestionWish, 'seed'> & { readonly stage: Stage }): Question[] {
  const profile = profileOf(wish.posting, wish.resume?.competencyIds);
  return questions.filter(
    (question) =>
      question.stage === wish.stage &&
      !question.ofRequirement &&
      !wish.asked.includes(question.id) &&
      fits(question, wish, profile),
  );
}

function candidates(choice: Choice): { readonly pool: readonly Question[]; readonly topic?: TopicResult } {
  const { wish, profile } = choice;
  const fitting = questions.filter((question) => fits(question, wish, profile) && (wish.among?.(question) ?? true));
  const usual = usualPool(fitting, choice);
  if (wish.topic === undefined) return { pool: usual };
  const about = aboutTopic(fitting, wish.topic, choice);
  if (about.length === 0) return { pool: usual, topic: 'none' };
  const fresh = about.filter(({ id }) => !wish.asked.includes(id));
  return fresh.length > 0 ? { pool: fresh, topic: 'found' } : { pool: usual, topic: 'used_up' };
}

/** The questions about a topic: those which have it as their subject where there are any, of the own trade first. */
function aboutTopic(fitting: readonly Question[], topic: Topic, { wish, profile }: Choice): readonly Question[] {
  const { requirement } = topic;
  const stages: readonly Stage[] = requirement && isQuality(requirement) ? ['behavioural'] : TOPICAL_STAGES;
  const open = fitting.filter(({ kind, stage }) => (wish.wanted ? kind === wish.wanted : stages.includes(stage)));
  const rated = open
    .map((question) => ({ question, points: question.ofRequirement ? 0 : topicPoints(question, topic) }))
    .filter(({ points }) => points > 0);
  const best = Math.max(0, ...rated.map(({ points }) => points));
  const closest = rated.filter(({ points }) => points >= Math.min(2, best)).map(({ question }) => question);
  const own = closest.filter((question) => isOfTrade(question, profile));
  if (own.length > 0) return own;
  // The advert's own words are closer to the job than a question which fits everybody.
  return [...closest, ...(requirement ? open.filter(({ ofRequirement }) => ofRequirement) : [])];
}

function usualPool(fitting: readonly Question[], { wish, profile }: Choice): readonly Question[] {
  const wished = fitting.filter((question) =>
    wish.wanted ? question.kind === wish.wanted : question.stage === stageOf(wish),
  );
  const fresh = (pool: readonly Question[]) => pool.filter(({ id }) => !wish.asked.includes(id));
  // What fits every job comes only after what belongs to this one.
  const ofTrade = wished.filter((question) => isOfJob(question, profile));
  const ofAdvert = wished.filter(({ ofRequirement }) => ofRequirement);
  const ofJob = profile.occupation === undefined ? [[...ofTrade, ...ofAdvert]] : [ofTrade, ofAdvert];
  const pools = [...ofJob, wished].map(fresh);
  const ofLevelWished = pools.find((pool) => pool.some(({ level }) => level === wish.level));
  const pool = ofLevelWished ?? [...pools, wish.wanted ? [] : fresh(fitting)].find(({ length }) => length > 0);
  if (pool) return pool;
  const repeatable = wished.length > 0 ? wished : fitting;
  const oldest = Math.min(...repeatable.map(({ id }) => wish.asked.lastIndexOf(id)));
  return repeatable.filter(({ id }) => wish.asked.lastIndexOf(id) === oldest);
}

/** The questions of the level that was wished for; failing that those which are not of the opposite one. */
function ofLevel(pool: readonly Question[], level: QuestionWish['level']): readonly Question[] {
  if (level === undefined) return pool;
  const exactly = pool.filter((question) => question.level === level);
  const near = pool.filter((question) => question.level === 'usual');
  return [exactly, near, pool].find(({ length }) => length > 0) ?? pool;
}

function fits(
  question: Question,
  { posting, topic, asked }: Pick<QuestionWish, 'posting' | 'topic' | 'asked'>,
  profile: PostingProfile,
): boolean {
  const { roleFamilies, seniority, occupations, ofRequirement } = question;
  if (seniority && !seniority.includes(profile.seniority)) return false;
  if (ofRequirement) return requirementOfTemplate(posting.requirements, { asked, topic }) !== undefined;
  if (roleFamilies.length === 0) return true;
  if (!roleFamilies.includes(profile.roleFamily)) return false;
  // Of a job that is no occupation of the bank, only what is for every occupation of its family.
  return !occupations || (profile.occupation !== undefined && occupations.includes(profile.occupation));
}

function isOfTrade({ occupations, roleFamilies }: Question, { occupation, roleFamily }: PostingProfile): boolean {
  if (occupation !== undefined && occupations?.includes(occupation)) return true;
  return occupation === undefined && roleFamilies.includes(roleFamily);
}

/** Whether a question belongs to this job: to its occupation, or to its kind of work and to something the advert names. */
function isOfJob(question: Question, profile: PostingProfile): boolean {
  if (question.roleFamilies.length === 0) return false;
  if (profile.occupation !== undefined && question.occupations?.includes(profile.occupation)) return true;
  return profile.thin || question.competencyIds.some((id) => (profile.stress.get(id) ?? 0) > 0);
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
    ownTrade(question, relevance, profile) + (relevance > 0 ? 0 : ownWork(question, profile)) + madeOfAdvert(question);
  const announced = relevance > 0 && requirementFor(question, wish.posting.requirements, focus) ? ANNOUNCED : 0;
  return relevance + focused - repeated + chance + fit + announced;
}

/** Opening and closing questions frame the talk; they are about the person and not about a requirement. */
function isFrame({ stage }: Question): boolean {
  return stage === 'opening' || stage === 'closing';
}

/** Where the posting is silent, what is usual in this kind of work comes before what belongs to another. */
function ownWork(question: Question, { roleFamily }: PostingProfile): number {
  const usual = question.competencyIds.map((id) => competencyOf(id)?.roleFamilies ?? []);
  if (usual.some((families) => families.includes(roleFamily))) return 1;
  return usual.some((families) => families.length > 0) ? -1.5 : 0;
}

/** A question of the own occupation is worth most, then one of the kind of work that is about something the posting names. */
function ownTrade(question: Question, relevance: number, { occupation, thin }: PostingProfile): number {
  if (question.roleFamilies.length === 0) return 0;
  const own = occupation !== undefined && question.occupations?.includes(occupation) ? closeness(question) : 0;
  if (relevance > 0) return 3 + own;
  return own > 0 || thin ? 1.5 + own : -2;
}

/** Made of the advert's own words: worth asking where the trade is unknown, the hard ones last. */
function madeOfAdvert({ ofRequirement, level }: Question): number {
  if (!ofRequirement) return 0;
  return level === 'harder' ? 2 : 4;
}

/** A question of one occupation is closer to it than one that several share. */
function closeness({ occupations = [] }: Question): number {
  return Math.max(2, 5 - occupations.length);
}

function picked(question: Question, { wish, focus }: Choice): Omit<PickedQuestion, 'topic'> {
  const { posting, seed, asked } = wish;
  const wording =
    seededChoice([question.text, ...question.variants], `${seed}/${question.id}/wording/${asked.length}`) ??
    question.text;
  const requirement = requirementOf(question, { wish, focus });
  const names = { ...posting, requirement: requirement?.text ?? '' };
  return {
    questionId: question.id,
    text: filled(wording, names),
    kind: question.kind,
    stage: question.stage,
    competencyIds: question.competencyIds,
    ...(requirement ? { requirementId: requirement.id } : {}),
    looksFor: question.looksFor.map((one) => filled(one, names)),
    starHints: filledHints(question.starHints, names),
    level: question.level,
    goodAnswerHolds: question.goodAnswerHolds ?? [],
  };
}

/** The requirement a question is about: the one whose words it is made of, the one wished for, or the one closest to it. */
function requirementOf(question: Question, { wish, focus }: Pick<Choice, 'wish' | 'focus'>): Requirement | undefined {
  const { posting, topic, asked } = wish;
  if (isFrame(question)) return undefined;
  if (question.ofRequirement) return requirementOfTemplate(posting.requirements, { asked, topic });
  const wished = topic?.requirement;
  return wished && topicPoints(question, topic) > 0 ? wished : requirementFor(question, posting.requirements, focus);
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
