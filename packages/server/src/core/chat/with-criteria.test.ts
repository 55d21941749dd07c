import { describe, expect, it } from 'vitest';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import { feedbackService } from '../feedback/feedback-service.ts';
import { rubricFor } from '../feedback/rubric.ts';
import { questions } from '../interview/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { askedQuestion } from './coach-state.ts';
import type { QuestionFact } from './picked-question.ts';
import { withCriteria } from './with-criteria.ts';

const call = {
  scope: scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } }),
  signal: new AbortController().signal,
};
const ANSWER = 'Last winter I asked the customer into the office and listened to him until he was calm again.';
const engine = scriptedEngine({
  decisions: { 'feedback.answer_reading': { criteria: [], star: [], speaksAsGroup: false } },
});

const asked = (text: string, kind: string, looksFor: readonly string[] = []): QuestionFact =>
  withCriteria({ type: 'question', questionId: 'q', text, kind, stage: 's', attempt: 1, lookingFor: [...looksFor] });

describe('[N-12] what they listen for', () => {
  const bank = questions.flatMap(({ id, kind, text, variants, looksFor }) =>
    [text, ...variants].map((wording) => ({ id, kind, wording, looksFor })),
  );

  it('is what is judged, for every question of the bank in every wording', async () => {
    for (const { id, kind, wording, looksFor } of bank) {
      const question = asked(wording, kind, looksFor);
      const { event } = await feedbackService(engine, rubricFor).judge(
        { question: askedQuestion(question), messageId: 'm', answer: ANSWER, number: 1, knownTexts: [] },
        call,
      );
      expect(question.lookingFor, id).toHaveLength(event.criteria.length);
      for (const [at, { label }] of event.criteria.entries()) {
        const line = question.lookingFor[at] ?? '';
        expect(line === label || line === `${label}: ${looksFor.join('; ')}`, `${id}: ${line}`).toBe(true);
      }
      expect(askedQuestion(question).looksFor).toEqual(looksFor);
    }
  });

  it('has a list of criteria for every kind, so that none falls back on another one', () => {
    const lists = new Set(bank.map(({ wording, kind }) => asked(wording, kind).judgedAs ?? ''));
    expect([...lists]).toEqual(
      expect.arrayContaining(['introduction', 'motivation', 'strength', 'weakness', 'plans', 'needs', 'background']),
    );
    for (const list of lists)
      if (list !== 'behavioural' && list !== 'experience')
        expect(rubricFor(list).criteria, list).not.toEqual(rubricFor('behavioural').criteria);
  });

  it.each([
    ['opening', 'Tell me about yourself.', 'introduction'],
    ['opening', 'Could you introduce yourself and say why you applied for Nurse?', 'introduction'],
    ['opening', 'Why Northfield Care, rather than somewhere else that does similar work?', 'motivation'],
    ['opening', 'Why do you want this job?', 'motivation'],
    ['opening', 'What is your greatest strength?', 'strength'],
    ['opening', 'What is your greatest weakness?', 'weakness'],
    ['opening', 'What do you need to improve?', 'weakness'],
    ['closing', 'In three sentences, why should we choose you for this role?', 'strength'],
    ['closing', 'Where do you see yourself in five years?', 'plans'],
    ['closing', 'What is your notice, and do the hours we advertised work for you?', 'needs'],
    ['experience', 'Why are you looking for something new at this point?', 'motivation'],
    [
      'experience',
      'Which tools, systems or equipment do you use every day, and how well do you know them?',
      'background',
    ],
    ['experience', 'Tell me about advice from a manager that changed how you work.', 'experience'],
    ['role', 'Your line is behind target two hours before the end of the shift. What do you do?', 'situational'],
    ['role', 'How do you teach an apprentice a job that can be dangerous?', 'technical'],
    ['role', 'Tell me about a deal you lost that you should have won.', 'role'],
    ['role', 'How did you get several departments to work in one way?', 'role'],
    ['technical', 'What is the difference between a type 1 and a type 2 reaction?', 'knowledge'],
    ['technical', 'Your till is thirty pounds short. What happens next?', 'technical'],
    ['technical', 'How do you check your own work before you hand it over?', 'technical'],
    ['situational', 'You notice a mistake of yours. What next?', 'situational'],
    ['behavioural', 'Tell me about a conflict you settled.', 'behavioural'],
  ])('is chosen by what a question asks for: %s, %s', (kind, text, list) => {
    expect(asked(text, kind).judgedAs).toBe(list);
  });

  it('stays as it was asked when the question is put again', () => {
    const first = asked('Tell me about yourself.', 'opening', ['a clear thread']);
    expect(withCriteria({ ...first, attempt: 2 })).toEqual({ ...first, attempt: 2 });
    expect(first.lookingFor).toContain('Links what you bring to this job: a clear thread');
  });
});
