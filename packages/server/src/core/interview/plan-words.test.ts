import { describe, expect, it } from 'vitest';
import { planEndingIn, planOrderIn, practiceAsked } from './plan-words.ts';

const PRACTICES: readonly (readonly [string, object])[] = [
  ['run me a 20-minute interview', { minutes: 20 }],
  ['Let us do a proper mock interview, about half an hour', { minutes: 30 }],
  ['be my interviewer for five questions', { questions: 5 }],
  ['Please be my interviewer for five questions.', { questions: 5 }],
  ['Can we do a mock interview?', { minutes: 20 }],
  ['interview me for 15 minutes', { minutes: 15 }],
  ['Could you interview me please', { minutes: 20 }],
  ['I have 20 minutes, can you interview me?', { minutes: 20 }],
  ["I've got ten minutes before my bus, can we practise?", { minutes: 10 }],
  ['ask me six questions one after the other', { questions: 6 }],
  ['Ok, give me 3 questions in a row', { questions: 3 }],
  ["I'd like a short practice interview", { minutes: 10 }],
  ['a full mock interview please', { minutes: 20 }],
  ['40 minute mock interview', { minutes: 40 }],
  ['Hi! Can you act as the interviewer? I have an hour.', { minutes: 60 }],
  ['pretend to be my interviewer', { minutes: 20 }],
  ["Let's practise for a quarter of an hour", { minutes: 15 }],
  ['simulate an interview with me', { minutes: 20 }],
  ['Start a 10 min interview', { minutes: 10 }],
  ['how about a quick mock interview', { minutes: 10 }],
  ['I want to do a whole interview now', { minutes: 20 }],
  ['Yes please, run a practice interview of twenty minutes', { minutes: 20 }],
  ['grill me for 5 questions', { questions: 5 }],
  ["Let's do an interview, 45 minutes", { minutes: 45 }],
  ['Would you do a trial interview with me? Maybe half an hour', { minutes: 30 }],
  ['could we have a half hour practice', { minutes: 30 }],
];

const NO_PRACTICES: readonly string[] = [
  'Can we practise the interview?',
  'I have an interview tomorrow, can we practise?',
  'Ask me a question',
  'Ask me a question about stock control',
  'next',
  'How long is the interview?',
  'Will it be a 20-minute interview?',
  'I have a 30-minute interview on Friday.',
  'How will the interview go?',
  'I ran mock interviews for students at our college every spring.',
  'We did a 20 minute interview with each applicant and I wrote the notes.',
  'I was asked five questions by the auditor and answered all of them.',
  'Give me five questions I could ask them',
  'Give me ten likely questions',
  'Last year I helped a colleague to practise for twenty minutes every day before her exam.',
  'Make me an agenda for a 40 minute interview',
  'I took the lead in the interview and asked three questions.',
  'Do you have a question about my experience?',
  'In a mock interview at school I froze, then I slowed down and finished.',
  'What happens in a practice interview?',
  'Ask me one question about leadership',
];

const ORDERS: readonly (readonly [string, object])[] = [
  ['make it shorter', { kind: 'shorter' }],
  ['Can you make it a bit shorter, please?', { kind: 'shorter' }],
  ['fewer questions please', { kind: 'shorter' }],
  ["that's too long for me", { kind: 'shorter' }],
  ['Could we cut it short?', { kind: 'shorter' }],
  ['make this longer', { kind: 'longer' }],
  ['a few more questions please', { kind: 'longer' }],
  ['leave out the opening', { kind: 'leave_out', stage: 'opening' }],
  ['Skip the intro', { kind: 'leave_out', stage: 'opening' }],
  ['no small talk please', { kind: 'leave_out', stage: 'opening' }],
  ['can we drop the behavioural part?', { kind: 'leave_out', stage: 'behavioural' }],
  ['Leave the closing question out', { kind: 'leave_out', stage: 'closing' }],
  ['without the experience questions', { kind: 'leave_out', stage: 'experience' }],
  ['only technical questions please', { kind: 'only', stage: 'technical' }],
  ['just the behavioural ones', { kind: 'only', stage: 'behavioural' }],
  ['more technical questions', { kind: 'more_of', stage: 'technical' }],
  ['more about stock control', { kind: 'more_about', topic: 'stock control' }],
  ['Please ask me more about the handover', { kind: 'more_about', topic: 'handover' }],
  ['focus on teamwork please', { kind: 'more_about', topic: 'teamwork' }],
  ['could we have more questions about wound care?', { kind: 'more_about', topic: 'wound care' }],
  ['make it 10 minutes', { kind: 'length', minutes: 10 }],
  ['I only have 10 minutes left', { kind: 'length', minutes: 10 }],
  ['just three questions', { kind: 'length', questions: 3 }],
  ["Let's make it half an hour instead", { kind: 'length', minutes: 30 }],
];

const NO_ORDERS: readonly string[] = [
  'I left out the small talk and went straight to the numbers.',
  'shorter, please',
  'I am dyslexic, can you keep it short?',
  'skip',
  'next question',
  'We only had 10 minutes left, so I called the supplier and asked for more time.',
  'I made the handover shorter.',
  'Without experience it was hard, but I asked my manager to show me the till.',
  'No, I have never done that.',
  'More than ten customers waited, so I opened a second till.',
];

const ENDINGS: readonly (readonly [string, 'ends' | 'so_far'])[] = [
  ['stop', 'ends'],
  ['Stop here, please.', 'ends'],
  ["That's enough for today", 'ends'],
  ["let's stop", 'ends'],
  ['Can we end it here?', 'ends'],
  ['I have to go now', 'ends'],
  ['ok I want to stop now', 'ends'],
  ['No more questions please', 'ends'],
  ["Let's call it a day", 'ends'],
  ['end the interview', 'ends'],
  ['how did I do?', 'so_far'],
  ['How did that go', 'so_far'],
  ['How was I?', 'so_far'],
  ['Give me a summary', 'so_far'],
  ['What should I work on?', 'so_far'],
  ['so, how did it go overall?', 'so_far'],
];

const NO_ENDINGS: readonly string[] = [
  'I stopped the line and called the fitter.',
  'How am I doing?',
  'Stop the line, I said, and they stopped.',
  'How did I do it? I first asked each of them what they needed.',
  'In the end we finished on time.',
  'I had to stop the machine',
  'I need to stop and think',
];

describe('[N-12] what is said about a practice interview', () => {
  it.each(PRACTICES)('asks for one: %s', (text, length) => expect(practiceAsked(text)).toEqual(length));
  it.each(NO_PRACTICES)('asks for none: %s', (text) => expect(practiceAsked(text)).toBeUndefined());
  it.each(ORDERS)('changes it: %s', (text, order) => expect(planOrderIn(text)).toEqual(order));
  it.each(NO_ORDERS)('changes nothing: %s', (text) => expect(planOrderIn(text)).toBeUndefined());
  it.each(ENDINGS)('ends it or asks how it went: %s', (text, ending) => expect(planEndingIn(text)).toBe(ending));
  it.each(NO_ENDINGS)('ends nothing: %s', (text) => expect(planEndingIn(text)).toBeUndefined());
});
