import { nextQuestion, type PickedQuestion, type Stage } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { SessionFact } from '../sessions/ports.ts';
import { competencyIdsIn, competencyOf, type Requirement } from '../vocabulary/ports.ts';
import { askedTopic, topicRequirement } from './asked-topic.ts';
import { type CoachFacts, interviewPosting } from './coach-facts.ts';
import type { Intent } from './decisions.ts';

export type QuestionFact = Extract<SessionFact, { type: 'question' }>;

export type QuestionRequest = {
  /** The candidate's message; a requirement or a skill named in it is what the question is about. */
  readonly text: string;
  readonly facts: CoachFacts;
  readonly asked: readonly string[];
  readonly seed: string;
};

/** The next question of the practice, about what was named if something was. */
export function pickedQuestion({ text, facts, asked, seed }: QuestionRequest, { wanted, level }: Intent): QuestionFact {
  const posting = interviewPosting(facts);
  const topic = askedTopic(text);
  const advertised = namedRequirement(text, facts.requirements);
  const named = advertised ?? (topic === undefined ? undefined : topicRequirement(topic));
  const stage = named === undefined ? stageFor(level) : isTrade(named) ? 'technical' : 'behavioural';
  const picked = nextQuestion({
    posting: named === undefined ? posting : { ...posting, requirements: [named] },
    asked,
    seed,
    ...(facts.resume === undefined ? {} : { resume: { competencyIds: facts.resumeCompetencyIds } }),
    ...defined({ wanted }),
    ...(wanted === undefined ? defined({ stage }) : {}),
  });
  return questionFact(picked, advertised?.text ?? requirementText(picked, facts));
}

/** The words of the requirement that a question is about. */
export function requirementText({ requirementId }: PickedQuestion, facts: CoachFacts): string | undefined {
  return facts.requirements.find(({ id }) => id === requirementId)?.text;
}

export function questionFact(picked: PickedQuestion, requirement: string | undefined): QuestionFact {
  return {
    type: 'question',
    questionId: picked.questionId,
    text: picked.text,
    kind: picked.kind,
    stage: picked.stage,
    attempt: 1,
    lookingFor: [...picked.looksFor],
    competencies: [...picked.competencyIds],
    outline: { ...picked.starHints },
    ...defined({ requirement }),
  };
}

/** Where harder and easier questions stand, when nothing else was asked for. */
function stageFor(level: Intent['level']): Stage | undefined {
  if (level === undefined) return undefined;
  return level === 'harder' ? 'technical' : 'experience';
}

/** A name this short may stand in another word by chance; a longer one is a quote of the requirement. */
const DISTINCTIVE_CHARACTERS = 12;

/** The requirement that a message names, in its words or by a skill in it. */
export function namedRequirement(text: string, requirements: readonly Requirement[]): Requirement | undefined {
  const said = oneLine(text);
  const quoted = requirements.find((requirement) => {
    const words = oneLine(requirement.text).replace(/\.$/u, '').slice(0, 100);
    return words.length >= DISTINCTIVE_CHARACTERS && said.includes(words);
  });
  if (quoted !== undefined) return quoted;
  const named = new Set(competencyIdsIn(text));
  return requirements.find(({ competencyIds }) => competencyIds.some((id) => named.has(id)));
}

/** Line breaks of an advert are blanks where it is quoted. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

function isTrade({ competencyIds }: Requirement): boolean {
  return competencyIds.some((id) => competencyOf(id)?.kind !== 'behavioural');
}
