import { describe, expect, it } from 'vitest';
import { coachFacts, interviewPosting } from '../../../core/chat/coach-facts.ts';
import { pickedQuestion } from '../../../core/chat/picked-question.ts';
import { FOUR } from '../../../core/interview/four-postings.suite.ts';
import { starterPrompts } from '../../../core/interview/ports.ts';
import { competencyIdsIn } from '../../../core/vocabulary/ports.ts';
import { open, after, said } from './test-intents.ts';

describe('the prompts to begin with', () => {
  const expected = {
    practise: 'next_question',
    requirement: 'next_question',
    match: 'about_resume',
    likely: 'likely_questions',
    ask: 'questions_to_ask',
  } as const;
  const cases = Object.entries(FOUR).flatMap(([name, { title, company, posting, resume }]) =>
    [resume, undefined].flatMap((text) => {
      const facts = {
        ...coachFacts(undefined, undefined),
        ...factsOf({ title, company, posting }),
        resumeCompetencyIds: text === undefined ? [] : competencyIdsIn(text),
      };
      return starterPrompts({ posting: interviewPosting(facts), hasResume: text !== undefined }).map((prompt) => ({
        name: `${name} ${prompt.id} ${text === undefined ? 'without' : 'with'} résumé`,
        prompt,
        facts,
      }));
    }),
  );

  it.each(cases.map((one) => [one.name, one] as const))('lead where they say: %s', (_name, { prompt, facts }) => {
    const intent = expected[prompt.id as keyof typeof expected];
    for (const state of [{}, open, after]) expect(said(prompt.message, state)).toEqual({ intent });
    if (prompt.id !== 'requirement') return;
    const quoted = /“(.*)”/u.exec(prompt.message)?.[1]?.replace(/…$/u, '') ?? '';
    expect(
      pickedQuestion({ text: prompt.message, facts, asked: [], seed: 's' }, { intent: 'next_question' }).requirement,
    ).toContain(quoted);
  });

  it.each([
    'Technical Writer',
    'Report Analyst',
    'Head of Next',
    'Different Roles Ltd',
    'CV Screener',
    'Documents Clerk',
    'Compensation Manager',
    'Payroll and Salary Clerk',
    'Head of Agenda',
    'Calendar Ltd',
    'Progress Chaser',
    'Save the Answer',
    'Upcoming Interviews Inc',
  ])('lead there for a job named %s', (title) => {
    const facts = { ...coachFacts(undefined, undefined), title, company: title };
    for (const { id, message } of starterPrompts({ posting: interviewPosting(facts), hasResume: false })) {
      expect(said(message)).toEqual({ intent: expected[id as keyof typeof expected] });
    }
  });

  function factsOf({ title, company, posting }: { title: string; company: string; posting: string }) {
    return coachFacts(
      {
        id: 'pst_1',
        title,
        company,
        description: posting,
        source: 'text',
        createdAt: '2026-11-21T00:00:00.000Z',
      } as never,
      undefined,
    );
  }
});

describe('a message made to be slow', () => {
  it.each([
    '“',
    '“"',
    'ask ',
    'what ',
    'a',
    ' ',
    'questions ',
    'my cv ',
    'show me ',
    '\n',
    'ask me ask me ',
    'prep',
    'what\t',
    'salary ',
    'when is ',
    'how am i ',
    'save ',
    'i want 1',
    '1,000 ',
    'agenda ',
  ])('is an answer: %j 8,000 characters long', (piece) => {
    expect(said(piece.repeat(8_000 / piece.length), open)).toEqual({ intent: 'answer' });
    expect(said(piece.repeat(8_000 / piece.length))).toEqual({ intent: 'other' });
  });
});
