import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../core/chat/decisions.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { said, open, after } from './test-intents.ts';

/** What is wanted the same, with and without an open question. */
const COMMANDS: readonly (readonly [text: string, intent: Intent['intent'], wanted?: Intent['wanted']])[] = [
  ['Ask me a question', 'next_question'],
  ['next', 'next_question'],
  ['Next question please', 'next_question'],
  ['Next one.', 'next_question'],
  ['another one', 'next_question'],
  ['Can you ask me another question?', 'next_question'],
  ['skip', 'next_question'],
  ['Skip this one', 'next_question'],
  ['Give me a different question', 'next_question'],
  ['a new question please', 'next_question'],
  ['Ask me something else', 'next_question'],
  ["Let's move on", 'next_question'],
  ["let's continue", 'next_question'],
  ['go on', 'next_question'],
  ['I would like a technical question', 'next_question', 'technical'],
  ['give me a behavioral question', 'next_question', 'behavioural'],
  ['Ask me a behavioural question', 'next_question', 'behavioural'],
  ['Can I have a situational question?', 'next_question', 'situational'],
  ['Ask me a closing question', 'next_question', 'closing'],
  ['Ask me a question about my experience', 'next_question', 'experience'],
  ['Ask me a role question', 'next_question', 'role'],
  ['Can we practise the interview?', 'next_question'],
  ['try again', 'try_again'],
  // What the widget's own buttons say.
  ['I would like to try this question again.', 'try_again'],
  ['Ask me the next question.', 'next_question'],
  ['Let me try again', 'try_again'],
  ['Can I try that again?', 'try_again'],
  ['Same question once more', 'try_again'],
  ['I want to answer it again', 'try_again'],
  ['One more go at the same question', 'try_again'],
  ['Repeat the question please', 'try_again'],
  ['What do you mean by that?', 'explain_question'],
  ['What are they looking for in this question?', 'explain_question'],
  ['How should I answer this?', 'explain_question'],
  ['give me a hint', 'explain_question'],
  ['Can you give me an outline?', 'explain_question'],
  ['help me structure my answer', 'explain_question'],
  ['I do not understand the question', 'explain_question'],
  ['Explain the question please', 'explain_question'],
  ['Make me a preparation document', 'make_document'],
  ['make the document', 'make_document'],
  ['Can you create a PDF for me?', 'make_document'],
  ['Please write my prep sheet', 'make_document'],
  ['generate the report', 'make_document'],
  ['I want a prep document', 'make_document'],
  ['Show me my documents', 'list_documents'],
  ['list my preps', 'list_documents'],
  ['Where are my earlier documents?', 'list_documents'],
  ['How do I match?', 'about_resume'],
  ['Compare my CV with this job', 'about_resume'],
  ['Where are my gaps?', 'about_resume'],
  ['What does my résumé show?', 'about_resume'],
  ['Which questions will they ask?', 'likely_questions'],
  ['What are they likely to ask?', 'likely_questions'],
  ['show me the likely questions', 'likely_questions'],
  ['What questions could I ask them?', 'questions_to_ask'],
  ['What should I ask at the end?', 'questions_to_ask'],
  ['Give me questions to ask the employer', 'questions_to_ask'],
  ['What do they look for?', 'about_posting'],
  ['What are the requirements of this job?', 'about_posting'],
  ['When is my interview?', 'upcoming_interviews'],
  ["When's the next interview?", 'upcoming_interviews'],
  ['Show me my upcoming interviews', 'upcoming_interviews'],
  ['Do I have an interview this week?', 'upcoming_interviews'],
  ['What is in my calendar?', 'upcoming_interviews'],
  ['Which interviews do I have?', 'upcoming_interviews'],
  ['Can you connect a calendar?', 'upcoming_interviews'],
  ['Save my answer', 'save_answer'],
  ['save this answer please', 'save_answer'],
  ['Keep that', 'save_answer'],
  ['Can you keep my answer?', 'save_answer'],
  ['Please remember this answer for later', 'save_answer'],
  ['Make me an agenda', 'agenda'],
  ['agenda please', 'agenda'],
  ['Can you write an agenda for 60 minutes?', 'agenda'],
  ['How will the interview go?', 'agenda'],
  ['What will my interview look like?', 'agenda'],
  ['What does the job pay?', 'compensation'],
  ['What is the salary?', 'compensation'],
  ['How much should I ask for?', 'compensation'],
  ["Let's talk about pay", 'compensation'],
  ['Can I ask for a salary of 52,000 euros?', 'compensation'],
  ['How am I doing?', 'progress'],
  ['How am I doing', 'progress'],
  ['Where do I stand?', 'progress'],
  ['Show me my progress', 'progress'],
  ['What should I do next?', 'progress'],
  ['Am I ready?', 'progress'],
  ['How far am I?', 'progress'],
  ['Are you a human?', 'about_method'],
  ['What is the STAR method?', 'about_method'],
  ['how does this work?', 'about_method'],
];

/** What is only said while no question stands. */
const WITHOUT_QUESTION: readonly (readonly [text: string, intent: Intent['intent']])[] = [
  ['Hi', 'greeting'],
  ['Hello there!', 'greeting'],
  ['good morning', 'greeting'],
  ['Thanks, that is all for today', 'goodbye'],
  ['bye', 'goodbye'],
  ['I earn 41k and would like 48,000 EUR a year', 'compensation'],
  ['I want £16 an hour', 'compensation'],
  ['salary', 'compensation'],
  ['I have an interview tomorrow, can we practise?', 'next_question'],
  ['Ask me a question about salary', 'next_question'],
  ['I am ready', 'next_question'],
  ["Let's start", 'next_question'],
  ['begin', 'next_question'],
  ['yes please', 'next_question'],
  ['ok', 'next_question'],
  ['Tell me about this role', 'about_posting'],
  ['The weather is fine today and my cat sleeps.', 'other'],
  ['banana', 'other'],
  ['Ich verstehe kein Englisch', 'other'],
];

/** Answers that hold the words of commands. */
const ANSWERS: readonly string[] = [
  'Save the patient first, then call for help.',
  'Keep calm and remember that the guest is right.',
  'I saved the answer of every guest in a list.',
  'Save it to the shared drive, tell the team, keep that up every day.',
  'I sent the agenda a day before the meeting, as I always do.',
  'The salary was not the reason why I left.',
  'I would like to earn 52,000 euros, because the role carries more.',
  'I earn 41k and would like 48k.',
  'How I am doing it: one patient after the other.',
  'When is a hard one. I think it was in March.',
  'My progress was slow at first, then I found a mentor.',
  'My goals are to learn the ward and to lead a shift within a year.',
  'In my next interview with the tenant I listened more.',
  'My calendar was full, so I moved two appointments.',
  'Am I proud of it, yes, because nobody else saw the fault.',
  'I asked the next customer to wait and explained why.',
  'I would first ask them what they need and then make a plan.',
  'Next I called the doctor.',
  'Start with the oldest patient, then continue.',
  'I always list my documents in the evening.',
  'My manager asked me to try again, so I did it once more.',
  'I wrote a report for the director every week.',
  'We had to create a new document for the audit and I wrote it.',
  'I would explain the question to the customer again.',
  'I began to practise every morning before the shift.',
  'Another time the pump broke and I swapped it.',
  'I showed them my CV and they hired me.',
  'I want to work here because the role fits my experience.',
  'I would like to say that I am good with people and with the company values.',
  'Skipping steps was the problem, so I made a list.',
  'What I did was to call the depot and ask for another van.',
  'How I did it: I measured first.',
  'Help me God, that was a hard night, but I stayed calm.',
  'Give me a busy ward and I will sort it by priority, as I did last winter.',
  'Can do attitude, that is me.',
  'The role I had was team lead.',
  'My strengths are patience and order.',
  'I try to understand the other side first.',
  'Explain first, then show, then let them do it: that is how I train people.',
  'Make a list, call the patients, report to the doctor.',
  'Show respect and listen, that is what I did with her.',
  'I have no questions, I simply did my job as a nurse for ten years.',
  'Different people need different things, so I asked each of them.',
  'Thanks to my team we finished on time.',
  'Hello is the first thing I said to every guest.',
  'I do not know.',
  'no idea',
  'ok',
];

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

  it('takes thanks as thanks after feedback only', () => {
    expect(said('Thanks!', after)).toEqual({ intent: 'goodbye' });
    expect(said("That's all for today, thank you", after)).toEqual({ intent: 'goodbye' });
    expect(said('Thanks!', open)).toEqual({ intent: 'answer' });
  });

  it('is asked what the job asks for only in a question', () => {
    expect(said('What are the requirements of this job?', open)).toEqual({ intent: 'about_posting' });
  });
});
