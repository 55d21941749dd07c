import { describe, expect, it } from 'vitest';
import { defined } from '../../../core/kernel/defined.ts';
import { after, ANSWERS, COMMANDS, open, said, WITHOUT_QUESTION } from './test-intents.ts';

describe('what a message wants', () => {
  it.each(COMMANDS)('%s → %s', (text, intent, wanted) => {
    expect(said(text ?? '')).toEqual({ intent, ...defined({ wanted }) });
  });

  it.each(WITHOUT_QUESTION)('%s → %s, with no question open', (text, intent) => {
    expect(said(text)).toMatchObject({ intent });
  });
});

describe('with a question open', () => {
  it.each(COMMANDS.filter(([, intent]) => intent !== 'about_posting'))(
    'a plain command is one: %s → %s',
    (text, intent, wanted) => {
      for (const state of [open, after]) expect(said(text ?? '', state)).toEqual({ intent, ...defined({ wanted }) });
    },
  );

  it.each(ANSWERS)('an answer is one, whatever words are in it: %s', (text) => {
    for (const state of [open, after]) expect(said(text ?? '', state)).toEqual({ intent: 'answer' });
  });

  it('takes thanks as thanks, and the end as the end', () => {
    for (const state of [open, after]) {
      expect(said('Thanks!', state)).toEqual({ intent: 'acknowledge' });
      expect(said("That's all for today, thank you", state)).toEqual({ intent: 'goodbye' });
    }
  });

  it('is asked what the job asks for only in a question', () => {
    expect(said('What are the requirements of this job?', open)).toEqual({ intent: 'about_posting' });
  });
});
