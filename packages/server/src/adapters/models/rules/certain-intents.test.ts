import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASIDES as ASIDES_OF_A_CHAT, type Intent } from '../../../core/chat/decisions.ts';
import { interviewPosting, coachFacts } from '../../../core/chat/coach-facts.ts';
import { starterPrompts } from '../../../core/interview/ports.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { certainIntent } from './certain-intents.ts';
import { after, ANSWERS, COMMANDS, factsOf, open, said, WITHOUT_QUESTION } from './test-intents.ts';

const STATES = [{}, open, after];
const certain = (text: string, state = {}) => certainIntent(factsOf(text, state));

const CERTAIN: readonly (readonly [text: string, intent: Intent['intent']])[] = [
  ['next', 'next_question'],
  ['Next question, please!', 'next_question'],
  ['another one', 'next_question'],
  ['skip', 'next_question'],
  ['Ask me a question', 'next_question'],
  ['Ask me the next question.', 'next_question'],
  ['Ask me a behavioural question', 'next_question'],
  ['again', 'try_again'],
  ['I would like to try this question again.', 'try_again'],
  ['hint', 'explain_question'],
  ['give me a hint', 'explain_question'],
  ['likely questions', 'likely_questions'],
  ['Make me a preparation document', 'make_document'],
  ['show me my documents', 'list_documents'],
  ['Save my answer', 'save_answer'],
  ['When is my interview?', 'upcoming_interviews'],
  ['Make me an agenda', 'agenda'],
  ['How am I doing?', 'progress'],
  ['What is the STAR method?', 'about_method'],
];

/** What candidates say beside an answer: only a model can say what they want. */
const ASIDES: readonly string[] = [
  'I need a moment',
  'One moment please, the dog is barking',
  'Sorry, give me a second',
  'Can we take a break?',
  'I am so nervous that I cannot think.',
  'Wait',
  'ok',
  'yes',
  'help',
  'salary',
  'Is this recorded?',
  'Do you hear me?',
  'That question is unfair.',
  'I would rather not talk about that.',
  'Next I need a moment',
  'Again and again I lose my words here',
  'Thanks, but I do not see how that helps',
  'Skip that part of what I said',
  'next week I have the interview',
  'Ask me a question that is not about work, or wait, let me finish',
  'Ask me a practice question for the nurse role. But first: who reads this?',
  'Hello? Are you still there',
  'Noch einmal bitte',
  'Einen Moment bitte',
  'otra pregunta por favor',
  'Was ist die nächste Frage?',
  '次の質問をお願いします',
  'next 次',
  'I read the advert twice and I am not sure that this is for me. My last job ended badly and I keep thinking about it.',
];

/** What changes nothing: no question is asked, skipped or ended by it. */
const HARMLESS: readonly (string | undefined)[] = [
  ...ASIDES_OF_A_CHAT.filter((intent) => !['declines', 'dispute', 'unclear'].includes(intent)),
  'greeting',
];

describe('what needs no model', () => {
  it.each(CERTAIN)('is a short command, with and without an open question: %s', (text, intent) => {
    for (const state of STATES) expect(certain(text, state)).toMatchObject({ intent });
  });

  it('is a greeting, and thanks: with a question open they are no goodbye', () => {
    for (const state of [{}, open]) expect(certain('Good morning!', state)).toEqual({ intent: 'greeting' });
    expect(certain('Thank you.')).toEqual({ intent: 'goodbye' });
    for (const state of [open, after]) expect(certain('Thank you.', state)).toEqual({ intent: 'acknowledge' });
  });

  it('is each prompt to begin with', () => {
    const facts = { ...coachFacts(undefined, undefined), title: 'Paediatric Nurse', company: 'Northfield' };
    const intents = [true, false].flatMap((hasResume) =>
      starterPrompts({ posting: interviewPosting(facts), hasResume }).map(({ message }) => certain(message)?.intent),
    );
    expect(intents).toEqual([
      'next_question',
      'about_resume',
      'questions_to_ask',
      'next_question',
      'likely_questions',
      'questions_to_ask',
    ]);
    expect(certain('Ask me a question about this requirement: “Three years of ward work, or more”')).toEqual({
      intent: 'next_question',
    });
  });

  it('[N-12] is an aside only where it leaves everything as it is, and never an answer or anything in another language', () => {
    for (const text of ASIDES)
      for (const state of [open, after])
        expect([text, [undefined, ...HARMLESS].includes(certain(text, state)?.intent)]).toEqual([text, true]);
    for (const text of ANSWERS)
      for (const state of [open, after]) expect([text, certain(text, state)]).toEqual([text, undefined]);
  });

  it('never contradicts what a message is known to want', () => {
    for (const [text, intent, wanted] of COMMANDS)
      for (const state of STATES)
        expect([{ intent, ...defined({ wanted }) }, undefined]).toContainEqual(certain(text, state));
    for (const [text, intent] of WITHOUT_QUESTION) expect([{ intent }, undefined]).toContainEqual(certain(text));
  });

  it('is never what the rules themselves take for something else, whatever is put around a command', () => {
    const words = fc.constantFrom(...CERTAIN.map(([text]) => text), ...ASIDES, '?', '“', '.', 'please', 'not', '\n');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), fc.constantFrom(...STATES), (pieces, state) => {
        const text = pieces.join(' ');
        expect([said(text, state), undefined]).toContainEqual(certain(text, state));
      }),
    );
  });

  it('is no command with anything before or after it', () => {
    const words = fc.stringMatching(/^[a-z]{3,9}( [a-z]{3,9}){0,3}$/u).filter((text) => text !== 'please');
    fc.assert(
      fc.property(fc.constantFrom(...CERTAIN.slice(0, 5).map(([text]) => text)), words, (command, more) => {
        const other = [undefined, ...HARMLESS];
        expect(other).toContain(certain(`${command}, ${more}`, open)?.intent);
        expect(other).toContain(certain(`${more}. ${command}`, open)?.intent);
      }),
    );
  });
});
