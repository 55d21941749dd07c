import { describe, expect, it } from 'vitest';
import { competencyOf } from '../vocabulary/ports.ts';
import { questions, questionOf } from './bank.ts';
import { followUp } from './follow-up.ts';
import { likelyQuestions } from './likely-questions.ts';
import { nextQuestion, type QuestionWish } from './next-question.ts';
import type { InterviewPosting } from './posting-profile.ts';
import { questionsToAsk } from './questions-to-ask.ts';
import { starterPrompts } from './starter-prompts.ts';
import { filled, jobTitle } from './wording.ts';

const requirement = (id: string, competencyIds: string[]) =>
  ({ id, text: id, start: 0, end: 2, importance: 'must', from: 'requirement', competencyIds }) as const;
const clerk: InterviewPosting = {
  title: 'Payroll Clerk (m/w/d) – Leeds',
  requirements: [
    requirement('r1', ['payroll']),
    requirement('r2', ['attention-to-detail']),
    requirement('r3', ['negotiation']),
  ],
  roleFamily: 'finance',
};

function interview(wish: Omit<QuestionWish, 'asked'>, length: number) {
  const asked: string[] = [];
  const picked = [];
  for (let turn = 0; turn < length; turn++) {
    const next = nextQuestion({ ...wish, asked });
    asked.push(next.questionId);
    picked.push(next);
  }
  return picked;
}

describe('the next question', () => {
  it('leads from the opening to the closing', () => {
    const stages = interview({ posting: clerk, seed: 'a' }, 14).map(({ stage }) => stage);
    expect(stages).toEqual([
      'opening',
      'experience',
      'experience',
      'technical',
      'technical',
      'technical',
      'behavioural',
      'behavioural',
      'behavioural',
      'behavioural',
      'closing',
      'behavioural',
      'technical',
      'behavioural',
    ]);
  });

  it('counts only questions of the bank for the course', () => {
    expect(nextQuestion({ posting: clerk, asked: ['not-of-this-edition'], seed: 'a' }).stage).toBe('opening');
  });

  it('is of another stage before any of this one comes again', () => {
    const asked = questions.filter(({ stage }) => stage === 'closing').map(({ id }) => id);
    const next = nextQuestion({ posting: clerk, stage: 'closing', asked, seed: 'a' });
    expect(asked).not.toContain(next.questionId);
  });

  it('is about no requirement where it opens or closes the talk', () => {
    const requirements = ['communication', 'learning', 'reliability', 'integrity', 'teamwork'].map((id) =>
      requirement(id, [id]),
    );
    for (const stage of ['opening', 'closing'] as const)
      for (let seed = 0; seed < 20; seed += 1)
        expect(
          nextQuestion({ posting: { ...clerk, requirements }, stage, asked: [], seed: `${seed}` }),
        ).not.toHaveProperty('requirementId');
  });

  it('belongs to this kind of work where the posting is silent', () => {
    const familiesFor = (roleFamily: InterviewPosting['roleFamily']) =>
      Array.from({ length: 20 }, (_, seed) =>
        nextQuestion({
          posting: { title: 'X', requirements: [], roleFamily },
          asked: [],
          wanted: 'behavioural',
          seed: `${seed}`,
        }).competencyIds.flatMap((id) => competencyOf(id)?.roleFamilies ?? []),
      );
    for (const families of familiesFor('healthcare')) expect(families).toContain('healthcare');
    // Nothing is usual in software alone: then what is usual elsewhere is left out.
    for (const families of familiesFor('software')) expect(families).toEqual([]);
  });

  it('stays with what the résumé shows where it lacks nothing, and with what it lacks where it shows nothing', () => {
    const posting = {
      ...clerk,
      requirements: [requirement('r2', ['attention-to-detail']), requirement('r3', ['negotiation'])],
    };
    const about = (competencyIds: string[], asked: string[]) =>
      nextQuestion({ posting, resume: { competencyIds }, asked, wanted: 'behavioural', seed: 'c' }).requirementId;
    const both = ['attention-to-detail', 'negotiation'];
    expect([about(both, []), about(both, ['x'])]).toEqual(['r2', 'r2']);
    expect([about(['negotiation'], []), about(['negotiation'], ['x'])]).toEqual(['r3', 'r2']);
  });

  it('is one of the wordings of the bank with its names filled in, and with the hints to it', () => {
    const posting = { ...clerk, company: 'Acme' };
    const wordings = new Set<boolean>();
    for (const seed of ['a', 'b', 'c'])
      for (const { questionId, text, looksFor, starHints, ...rest } of interview({ posting, seed }, 30)) {
        const known = questionOf(questionId);
        if (known === undefined) return expect.unreachable();
        expect([known.text, ...known.variants].map((wording) => filled(wording, posting))).toContain(text);
        wordings.add(text === filled(known.text, posting));
        expect(looksFor).toEqual(known.looksFor.map((one) => filled(one, posting)));
        expect(starHints).toEqual(
          Object.fromEntries(Object.entries(known.starHints).map(([part, hint]) => [part, filled(hint, posting)])),
        );
        expect(rest).toMatchObject({ kind: known.kind, stage: known.stage, competencyIds: known.competencyIds });
      }
    expect(wordings).toEqual(new Set([true, false]));
  });

  it('is the same for the same input and varies with the seed', () => {
    expect(interview({ posting: clerk, seed: 'a' }, 6)).toEqual(interview({ posting: clerk, seed: 'a' }, 6));
    const first = Array.from(
      { length: 20 },
      (_, seed) => nextQuestion({ posting: clerk, asked: [], seed: `${seed}` }).questionId,
    );
    expect(new Set(first).size).toBeGreaterThan(4);
  });

  it('does not come twice before all that fit were asked, then the oldest comes again', () => {
    const closing = questions.filter(({ kind }) => kind === 'closing').length;
    const ids = interview({ posting: clerk, seed: 'a', wanted: 'closing' }, closing + 1).map(
      ({ questionId }) => questionId,
    );
    expect(new Set(ids).size).toBe(closing);
    expect(ids.at(-1)).toBe(ids[0]);
    const reversed = ids.slice(0, closing).toReversed();
    expect(nextQuestion({ posting: clerk, seed: 'a', wanted: 'closing', asked: reversed }).questionId).toBe(
      reversed[0],
    );
  });

  it('never belongs to another family of roles or another level', () => {
    for (const { questionId } of interview({ posting: { ...clerk, title: 'Junior Payroll Clerk' }, seed: 'b' }, 120)) {
      const { roleFamilies = [], seniority = ['entry'] } = questionOf(questionId) ?? {};
      expect(roleFamilies.length === 0 || roleFamilies.includes('finance'), questionId).toBe(true);
      expect(seniority, questionId).toContain('entry');
    }
  });

  it('turns from what the résumé shows to what it lacks', () => {
    const resume = { competencyIds: ['attention-to-detail'] };
    const wish = { posting: clerk, resume, wanted: 'behavioural', seed: 'c' } as const;
    expect(nextQuestion({ ...wish, asked: [] }).requirementId).toBe('r2');
    expect(nextQuestion({ ...wish, asked: ['about-you'] }).requirementId).toBe('r3');
  });

  it('fills its slots with the posting’s words and treats them as words', () => {
    const strange = { ...clerk, title: 'Clerk {company}', company: '$& {title}' };
    const texts = interview({ posting: strange, seed: 'd', wanted: 'opening' }, 22).map(({ text }) => text);
    expect(texts.some((text) => text.includes('Clerk {company}') || text.includes('$& {title}'))).toBe(true);
    for (const { text } of interview({ posting: clerk, seed: 'e', wanted: 'opening' }, 22))
      expect(text).not.toMatch(/[{}]/u);
    expect(filled('{title} at {company}', strange)).toBe('Clerk {company} at $& {title}');
    expect(jobTitle(clerk.title)).toBe('Payroll Clerk');
  });
});

describe('what is made for the preparation', () => {
  it('offers distinct likely questions in the order of an interview', () => {
    const likely = likelyQuestions(clerk, undefined, { count: 10, seed: 'p' });
    expect(new Set(likely.map(({ questionId }) => questionId)).size).toBe(10);
    expect([...new Set(likely.map(({ stage }) => stage))]).toEqual([
      'opening',
      'experience',
      'technical',
      'behavioural',
      'closing',
    ]);
    expect(likelyQuestions(clerk, undefined, { count: 3, seed: 'p' })).toHaveLength(3);
    const all = likelyQuestions(clerk, undefined, { count: 10_000, seed: 'p' }).map(({ questionId }) => questionId);
    expect(new Set(all).size).toBe(all.length);
  });

  it('offers questions to ask of different themes, with the company’s name or without', () => {
    const asks = questionsToAsk(clerk, { count: 7, seed: 'q' });
    expect(new Set(asks.map(({ theme }) => theme)).size).toBe(7);
    for (const { text } of questionsToAsk(clerk, { count: 40, seed: 'q' })) expect(text).not.toMatch(/[{}]/u);
  });

  it('begins with chips made of this posting and of whether there is a résumé', () => {
    const chips = starterPrompts({ posting: { ...clerk, company: 'Acme' }, hasResume: false });
    expect(chips.map(({ label }) => label)).toEqual([
      'Practise for Payroll Clerk',
      'Practise: Payroll',
      'What will they probably ask?',
      'What could I ask Acme?',
    ]);
    expect(starterPrompts({ posting: clerk, hasResume: true }).map(({ id }) => id)).toContain('match');
    expect(starterPrompts({ posting: { ...clerk, requirements: [] }, hasResume: false })).toHaveLength(3);
    expect(starterPrompts({ posting: { ...clerk, title: '' }, hasResume: false })[0]?.message).toBe(
      'Ask me a practice question for this role.',
    );
  });
});

describe('a follow-up', () => {
  it('is a general one for a question without words of its own for the part, or that is not known', () => {
    const general = followUp('relevance', 'x');
    for (const questionId of ['care-refusal', 'about-you', 'not-of-this-edition'])
      expect(followUp('relevance', 'x', { questionId })).toBe(general);
  });

  it('asks about the part, in the question’s own words where it has them', () => {
    expect(followUp('result', 'x', { questionId: 'care-refusal' })).not.toBe(
      followUp('action', 'x', { questionId: 'care-refusal' }),
    );
    expect(followUp('action', 'x', { questionId: 'care-refusal' })).toBe(
      'What did you try first, and what did you do when that did not work?',
    );
    const variety = new Set(Array.from({ length: 40 }, (_, seed) => followUp('own_role', `${seed}`)));
    expect(variety.size).toBeGreaterThanOrEqual(5);
  });
});
