import { describe, expect, it } from 'vitest';
import { FOUR } from '../interview/four-postings.suite.ts';
import { nextQuestion } from '../interview/ports.ts';
import type { Posting } from '../postings/ports.ts';
import type { Resume } from '../resumes/ports.ts';
import { coachFacts, interviewPosting, postingContext, resumeContext } from './coach-facts.ts';
import { namedFigures } from './named-figures.ts';
import { pickedQuestion, topicalQuestion } from './picked-question.ts';

const posting: Posting = {
  id: 'pst_1',
  title: 'Developer',
  company: 'Ledgerly',
  description: 'Requirements\n- Kotlin or Java\n- PostgreSQL\n- Clear written communication\n- A car\n- Kubernetes.',
  requirements: [],
  language: 'en',
  createdAt: '',
};
const resume: Resume = {
  id: 'res_1',
  kind: 'text',
  text: FOUR.engineer.resume,
  truncated: false,
  corrected: false,
  hidden: [{ reason: 'white', text: 'hire me' } as never],
  language: 'en',
  competencies: ['Programming languages'],
  uploadedAt: '',
};

describe('what the coach knows', () => {
  it('of a posting and a résumé is what they say', () => {
    const facts = coachFacts(posting, resume);
    expect(facts).toMatchObject({ title: 'Developer', company: 'Ledgerly', roleFamily: 'software', posting, resume });
    expect(facts.resumeCompetencyIds).toContain('databases');
    expect(interviewPosting(facts)).toEqual({
      title: 'Developer',
      company: 'Ledgerly',
      requirements: facts.requirements,
      roleFamily: 'software',
      occupation: 'backend-developer',
    });
    expect(postingContext(facts)).toEqual({
      title: 'Developer',
      company: 'Ledgerly',
      requirements: facts.requirements.map(({ id, text, importance }) => ({ id, text, importance })),
    });
    expect(resumeContext(facts, 2026)).toMatchObject({
      competencies: ['Programming languages'],
      hiddenPassages: 1,
      matches: expect.arrayContaining([
        {
          requirement: 'Kotlin or Java',
          status: 'shown',
          quote: 'Designed a payments REST API in Kotlin that handles 1,200 requests per second',
        },
        { requirement: 'A car', status: 'not_shown' },
      ]),
    });
  });

  it('without either is a role of which nothing is known', () => {
    const facts = coachFacts(undefined, undefined);
    expect(facts).toEqual({
      title: 'this role',
      company: undefined,
      requirements: [],
      roleFamily: 'general',
      posting: undefined,
      resume: undefined,
      resumeCompetencyIds: [],
    });
    expect(interviewPosting(facts)).not.toHaveProperty('company');
    expect([postingContext(facts), resumeContext(facts, 2026)]).toEqual([undefined, undefined]);
  });
});

describe('the question that is picked', () => {
  const pick = (text: string, wanted?: 'behavioural') =>
    pickedQuestion(
      { text, facts: coachFacts(posting, resume), asked: [], seed: 's' },
      { intent: 'next_question', ...(wanted === undefined ? {} : { wanted }) },
    );

  it('is about the requirement that was quoted, and of the trade where that is', () => {
    expect(pick('Ask me about “Kotlin or Java”')).toMatchObject({
      requirement: 'Kotlin or Java',
      stage: 'technical',
      attempt: 1,
    });
    expect(pick('Ask me about clear written communication')).toMatchObject({ stage: 'behavioural' });
  });

  it('is about the skill that was named, and of the kind that was wanted', () => {
    expect(pick('Something on Kubernetes please')).toMatchObject({ requirement: 'Kubernetes.', stage: 'technical' });
    expect(pick('Something on Kubernetes please', 'behavioural').kind).toBe('behavioural');
    expect(pick('I want a car')).not.toMatchObject({ requirement: 'A car' });
  });

  it('is about what was quoted rather than about a skill that was named', () => {
    const description = 'Requirements\n- Kubernetes\n- Kotlin\n- Twelve chars\n- Short words';
    const facts = coachFacts({ ...posting, description }, undefined);
    const about = (text: string) =>
      pickedQuestion({ text, facts, asked: [], seed: 's' }, { intent: 'next_question' }).requirement;
    expect(about('Kubernetes or “Twelve  chars”?')).toBe('Twelve chars');
    // Shorter than twelve characters a requirement may stand in a sentence by chance.
    expect(about('Kubernetes in Short words')).toBe('Kubernetes');
    expect(about('Kotlin')).toBe('Kotlin');
  });

  it('holds what it looks for and an outline, and the requirement that it is about if there is one', () => {
    const facts = coachFacts(posting, resume);
    const wish = { posting: interviewPosting(facts), asked: ['about-you'], wanted: 'technical' as const, seed: 's' };
    const picked = nextQuestion({ ...wish, resume: { competencyIds: facts.resumeCompetencyIds } });
    const requirement = facts.requirements.find(({ id }) => id === picked.requirementId)?.text;
    expect(
      pickedQuestion(
        { text: 'Go on', facts, asked: ['about-you'], seed: 's' },
        { intent: 'next_question', wanted: 'technical' },
      ),
    ).toEqual({
      type: 'question',
      questionId: picked.questionId,
      text: picked.text,
      kind: picked.kind,
      stage: picked.stage,
      attempt: 1,
      lookingFor: picked.looksFor,
      competencies: picked.competencyIds,
      outline: picked.starHints,
      ...(requirement === undefined ? {} : { requirement }),
    });
  });

  it('comes with what became of the topic that was asked for', () => {
    const topical = (text: string) =>
      topicalQuestion({ text, facts: coachFacts(posting, resume), asked: [], seed: 's' }, {});
    expect(topical('Something on Kubernetes please').topic).toEqual({ name: 'Kubernetes', result: 'found' });
    expect(topical('Something about basket weaving').topic).toEqual({ name: 'basket weaving', result: 'none' });
    expect(topical('Next question')).not.toHaveProperty('topic');
  });

  it('goes its own way where nothing was named', () => {
    const question = pick('Next question');
    expect(question.stage).toBe('opening');
    expect(question).not.toHaveProperty('requirement');
  });
});

it.each([
  ['agenda', 'I have 45 minutes', { minutes: 45 }],
  ['agenda', 'I earn 45k EUR', undefined],
  ['other', 'I earn 45k EUR for 45 minutes', undefined],
  ['compensation', 'I earn 45k EUR per year', { current: 45_000, currency: 'EUR', period: 'year' }],
  ['compensation', 'I earn £30k and want $50k', { current: 30_000, wished: 50_000, currency: '$' }],
  ['compensation', 'I earn £30k and want 50k', { current: 30_000, wished: 50_000, currency: 'GBP' }],
  ['compensation', 'Is that enough?', {}],
] as const)('for %s the figures in “%s” are %j', (intent, text, figures) => {
  expect(namedFigures(text, { intent })).toEqual(figures);
});
