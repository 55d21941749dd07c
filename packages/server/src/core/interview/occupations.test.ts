import { describe, expect, it } from 'vitest';
import { defined } from '../kernel/defined.ts';
import { occupationOf, occupationWithId, requirementsOf, roleFamilyOf } from '../vocabulary/ports.ts';
import { questionOf, questions } from './bank.ts';
import { nextQuestion } from './next-question.ts';
import adverts from './occupation-adverts.json' with { type: 'json' };
import { isAbout } from './question-topic.ts';

const cases = adverts.map(({ occupation, title, lines }) => {
  const text = `What you will do and need\n${lines.map((line) => `- ${line}`).join('\n')}`;
  const requirements = requirementsOf(text);
  const read = occupationOf(title, text)?.id;
  const posting = { title, requirements, roleFamily: roleFamilyOf(title, text), ...defined({ occupation: read }) };
  return { occupation, title, text, posting };
});

type Case = (typeof cases)[number];

function course({ posting }: Case, seed: string, length: number) {
  const asked: string[] = [];
  return Array.from({ length }, () => {
    const next = nextQuestion({ posting, asked, seed });
    asked.push(next.questionId);
    return next;
  });
}

const isOwn = (id: string, occupation: string) => {
  const { occupations, roleFamilies = [] } = questionOf(id) ?? {};
  return occupations
    ? occupations.includes(occupation)
    : roleFamilies.includes(occupationWithId(occupation)?.roleFamily ?? 'general');
};

describe('adverts of more than sixty occupations', () => {
  it('are of at least sixty', () => {
    expect(new Set(cases.map(({ occupation }) => occupation)).size).toBeGreaterThanOrEqual(60);
  });

  it.each(cases)('[N-12] “$title” is recognised as $occupation', ({ occupation, title, text, posting }) => {
    expect(occupationOf(title, text)?.id).toBe(occupation);
    expect(posting.roleFamily).toBe(occupationWithId(occupation)?.roleFamily);
  });

  it.each(cases)('[N-12] two of three trade questions for “$title” are those of $occupation', (one) => {
    for (const seed of ['a', 'b', 'c']) {
      const trade = course(one, seed, 7).filter(({ stage }) => stage === 'technical');
      expect(trade).toHaveLength(3);
      const own = trade.filter(({ questionId }) => isOwn(questionId, one.occupation));
      expect(own.length, trade.map(({ questionId }) => questionId).join(', ')).toBeGreaterThanOrEqual(2);
    }
  });

  it('get no question that belongs to another occupation', () => {
    for (const one of cases)
      for (const { questionId } of course(one, 'z', 40)) {
        const { occupations } = questionOf(questionId) ?? {};
        if (occupations) expect(occupations, `${questionId} for ${one.title}`).toContain(one.occupation);
      }
  });

  it('are announced only by a requirement that the question is about', () => {
    for (const one of cases)
      for (const { questionId, requirementId, text } of course(one, 'x', 12)) {
        const requirement = one.posting.requirements.find(({ id }) => id === requirementId);
        const question = questionOf(questionId);
        if (!requirement || !question) continue;
        const truly = question.ofRequirement ? text.includes('“') : isAbout(question, requirement);
        expect(truly, `${questionId}: ${requirement.text}`).toBe(true);
      }
  });

  it('repeat no question of a stage before all that fit were put, and keep each kind in its stage', () => {
    for (const one of cases.slice(0, 12)) {
      const course40 = course(one, 'y', 40);
      expect(new Set(course40.map(({ questionId }) => questionId)).size).toBe(40);
      for (const { questionId, kind, stage } of course40) {
        expect(questions.find(({ id }) => id === questionId)).toMatchObject({ kind, stage });
      }
    }
  });
});
