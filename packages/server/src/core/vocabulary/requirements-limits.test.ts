import { describe, expect, it } from 'vitest';
import { requirementsOf } from './requirements.ts';

const texts = (posting: string) => requirementsOf(posting).map(({ text }) => text);

describe('what counts as a requirement', () => {
  it('is at most sixty pieces, numbered in order', () => {
    const posting = `Requirements\n${Array.from({ length: 61 }, (_, index) => `- Thing ${index + 1}`).join('\n')}`;
    const found = requirementsOf(posting);
    expect(found).toHaveLength(60);
    expect([found[0], found.at(-1)]).toMatchObject([
      { id: 'r1', text: 'Thing 1' },
      { id: 'r60', text: 'Thing 60' },
    ]);
  });

  it('is at most 420 characters long, and no line that leads to others', () => {
    const bullet = (length: number) =>
      'word '
        .repeat(100)
        .slice(0, length - 1)
        .concat('x');
    expect(texts(`Requirements\n- ${bullet(420)}`)).toEqual([bullet(420)]);
    expect(texts(`Requirements\n- ${bullet(421)}`)).toEqual([]);
    expect(texts('Requirements\n- You will need all of this:\n- SQL')).toEqual(['SQL']);
  });

  it('may be one word in a bullet, and is two words at least in a sentence', () => {
    expect(texts('Requirements\n- Patience\n- !!\nKindness.\nGood humour.')).toEqual(['Patience', 'Good humour.']);
  });

  it('under a heading for tasks names a skill or years', () => {
    const posting = 'Responsibilities\n- Run payroll\n- Greet our dog\n- Bring 3 years';
    expect(requirementsOf(posting).map(({ text, from }) => `${from}: ${text}`)).toEqual([
      'task: Run payroll',
      'task: Bring 3 years',
    ]);
  });

  it('without a heading names a skill in a bullet, or in a sentence that addresses the reader or says what is needed', () => {
    const posting = [
      '- Payroll',
      '- Our dog',
      'We run payroll here.',
      'You run payroll.',
      'Payroll is essential.',
      'German would be a plus for payroll.',
    ].join('\n');
    expect(requirementsOf(posting).map(({ text, from, importance }) => `${from} ${importance}: ${text}`)).toEqual([
      'requirement must: Payroll',
      'task must: You run payroll.',
      'requirement must: Payroll is essential.',
      'requirement nice: German would be a plus for payroll.',
    ]);
  });

  it('is a task under a heading for tasks, and where running text without a heading only says what one does', () => {
    const from = (text: string) => requirementsOf(text).map((requirement) => [requirement.text, requirement.from]);
    expect(from('Responsibilities\nManage payroll for 80 people.')).toEqual([
      ['Manage payroll for 80 people.', 'task'],
    ]);
    expect(from('Requirements\nPayroll for 80 people.')).toEqual([['Payroll for 80 people.', 'requirement']]);
    expect(from('Nice to have\nPayroll for 80 people.')).toEqual([['Payroll for 80 people.', 'requirement']]);
    expect(from('You run payroll for us.')).toEqual([['You run payroll for us.', 'task']]);
    expect(from('You must know payroll.')).toEqual([['You must know payroll.', 'requirement']]);
  });

  it('is never a benefit, nor about the company', () => {
    expect(texts('Benefits\n- Payroll done for you\nAbout us\n- You get 5 years of payroll')).toEqual([]);
  });
});
