import { describe, expect, it } from 'vitest';
import { isLawful, isOneQuestion, isSoundQuestion, type QuestionLimits } from './question-check.ts';

const LIMITS: QuestionLimits = {
  example: 'Tell me about a time when many things needed you at once on the ward.',
  kind: 'behavioural',
  requirement: 'Able to stay calm under pressure and prioritise',
  asked: ['What do you know about Northgate Hospital, and why would you like to work here?'],
  language: 'en',
};

describe('a question in other words than the bank', () => {
  it.each([
    'Your résumé names a 28-bed ward. When did you last have to prioritise under pressure there?',
    'Tell me about a shift on the ward when everything came at once.',
    'When was the last time that pressure made it hard to stay calm, and what did you do?',
  ])('[N-12] is put where it is sound: %s', (text) => expect(isSoundQuestion(text, LIMITS)).toBe(true));

  it.each([
    ['two questions', 'When did you last prioritise under pressure? And what did you learn?'],
    ['no question', 'You should always stay calm under pressure on the ward.'],
    ['a list', 'When did you stay calm under pressure?\n- one\n- two'],
    ['a link', 'When did you stay calm under pressure, as on https://example.org?'],
    ['another kind', 'How would you stay calm if the pressure on the ward rose?'],
    ['another topic', 'When did you last bake a cake for your neighbours?'],
    ['an old question', 'What do you know about Northgate Hospital, and why would you like to work here?'],
    ['age', 'When did your age make it hard to stay calm under pressure?'],
    ['family', 'When did your children make it hard to stay calm under pressure?'],
    ['health', 'When did an illness make it hard for you to stay calm under pressure?'],
    ['origin', 'When did your accent put you under pressure on the ward?'],
    ['belief', 'When did your faith help you to stay calm under pressure?'],
    ['nothing', ''],
    ['an essay', `When did you stay calm under pressure ${'on the ward '.repeat(40)}?`],
  ])('[N-12] is not put where it is %s', (_case, text) => expect(isSoundQuestion(text, LIMITS)).toBe(false));

  it('may name what the job is about, and never asks it of the candidate', () => {
    const given = ['Keep patients and their families informed about their health', 'Work with children'];
    expect(isLawful('How do you keep families informed?', given)).toBe(true);
    expect(isLawful('When did you last calm children?', given)).toBe(true);
    for (const text of [
      'Do you have children?',
      'Are you planning to have a family?',
      'How is your health?',
      'Would you say you are religious?',
      'Where are you originally from?',
    ])
      expect(isLawful(text, given)).toBe(false);
  });

  it.each([
    ['de', 'Wie alt sind Sie?', false],
    ['de', 'Sind Sie schwanger oder planen Sie Kinder?', false],
    ['fr', 'Avez-vous des enfants ?', false],
    ['es', '¿Tiene hijos?', false],
    ['de', 'Wann mussten Sie zuletzt unter Druck Prioritäten setzen?', true],
    ['fr', 'Quand avez-vous dû garder votre calme dans le service ?', true],
  ])('is lawful in other languages too: %s %s', (language, text, sound) =>
    expect(isSoundQuestion(text, { ...LIMITS, language })).toBe(sound),
  );

  it('is one question in any script', () => {
    expect(isOneQuestion('请讲一次您在压力下保持冷静的经历，您当时做了什么？', 'zh')).toBe(true);
    expect(isOneQuestion('Erzählen Sie von einer Nacht auf der Station.', 'de')).toBe(false);
  });
});
