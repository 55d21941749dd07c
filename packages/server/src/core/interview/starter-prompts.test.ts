import { expect, it } from 'vitest';
import type { Requirement } from '../vocabulary/ports.ts';
import { starterPrompts } from './starter-prompts.ts';

const asks = (text: string, competencyIds: string[], more: Partial<Requirement> = {}): Requirement => ({
  id: text,
  text,
  start: 0,
  end: text.length,
  importance: 'must',
  from: 'requirement',
  competencyIds,
  ...more,
});
const promptsFor = (requirements: Requirement[], company?: string) =>
  starterPrompts({
    posting: { title: 'Driver', requirements, roleFamily: 'logistics', ...(company === undefined ? {} : { company }) },
    hasResume: false,
  });
const practised = (...requirements: Requirement[]) =>
  promptsFor(requirements).find(({ id }) => id === 'requirement')?.message;
const about = (text: string) => `Ask me a question about this requirement: “${text}”`;

it('the first practice is about the first must of the trade', () => {
  const [skill, other] = [asks('Drive a forklift.', ['forklift']), asks('Load lorries', ['load-handling'])];
  expect(practised(asks('Be on time', ['reliability']), skill, other)).toBe(about('Drive a forklift'));
  expect(practised({ ...skill, importance: 'nice' }, other)).toBe(about('Load lorries'));
  expect(practised({ ...skill, from: 'task' }, other)).toBe(about('Load lorries'));
  expect(practised(asks('A licence and calm', ['driving-licence', 'reliability']), other)).toBe(about('Load lorries'));
  expect(practised(asks('Calm on a forklift', ['reliability', 'forklift']), other)).toBe(about('Calm on a forklift'));
});

it('where there is none of the trade it is about the first that is understood, or about nothing', () => {
  const punctual = asks('Be on time', ['reliability']);
  expect(practised(asks('A car', []), punctual, asks('Be kind', ['empathy']))).toBe(about('Be on time'));
  expect(practised(asks('A car', []))).toBeUndefined();
  expect(practised(asks('Of the future', ['not-known']))).toBeUndefined();
});

it('the prompts are these, with a company and without', () => {
  const requirement = asks('Calm on a forklift', ['reliability', 'forklift']);
  expect(promptsFor([requirement], 'Swiftline')).toEqual([
    {
      id: 'practise',
      label: 'Practise for Driver',
      message: 'Ask me a practice question for the Driver role at Swiftline.',
    },
    { id: 'requirement', label: 'Practise: Forklift', message: about('Calm on a forklift') },
    {
      id: 'likely',
      label: 'What will they probably ask?',
      message: 'Which questions are most likely in an interview for Driver?',
    },
    {
      id: 'ask',
      label: 'What could I ask Swiftline?',
      message: 'Which good questions could I ask Swiftline at the end of the interview?',
    },
  ]);
  expect(promptsFor([]).map(({ message }) => message)).toEqual([
    'Ask me a practice question for the Driver role.',
    'Which questions are most likely in an interview for Driver?',
    'Which good questions could I ask the employer at the end of the interview?',
  ]);
});
