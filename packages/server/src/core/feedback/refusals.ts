import type { Reason } from './evidence-check.ts';
import type { Concern } from './ports.ts';

/** What is said where there is no score, and what to do next. */
export type Refusal = { readonly text: string; readonly next: string };

const REFUSALS: Record<Exclude<Reason, 'concern'>, Refusal> = {
  empty: {
    text: 'There were no words in it.',
    next: 'Write a few sentences as you would say them. A rough start is enough.',
  },
  too_short: {
    text: 'It is too short to show anything yet.',
    next: 'Say where you were, what you did and how it ended: three sentences are enough.',
  },
  does_not_know: {
    text: 'Not knowing is allowed here; that is what practice is for.',
    next:
      'Think of the last time something like this went well or badly, at work or elsewhere, and tell that. ' +
      'Or say “next” for another question.',
  },
  nothing_done: {
    text: 'It says what you did not do, so there is nothing yet that an interviewer could give you credit for.',
    next:
      'Look for one thing that you did do, however small: a call, a look, a word to somebody. Begin with that. ' +
      'If there was none, choose another occasion, or say “next”.',
  },
  gibberish: {
    text: 'I could not read this as an answer.',
    next: 'Say it again in two or three plain sentences. They need not be polished.',
  },
  question_repeated: {
    text: 'These are the words of the question, not yet an answer.',
    next: 'Tell one occasion from your own work that fits it.',
  },
  pasted_back: {
    text: 'Most of these words stand in the advert, your résumé or my own hints, so they show nothing new about you.',
    next: 'Say it in your own words, as you would across a table.',
  },
  off_topic: {
    text: 'I could not find anything in it that answers this question.',
    next: 'Look at what they listen for in this question and pick one point to begin with.',
  },
  other_language: {
    text: 'It is in a language I cannot judge without a language model, so I would rather not guess.',
    next: 'If you can, try it in English. Your words are kept either way.',
  },
  not_judged: {
    text: 'I could not make sense of my own reading of it. That is my fault, not yours.',
    next: 'Send the same answer once more; nothing of it is lost.',
  },
  injected_praise: {
    text: 'It speaks about the score instead of answering, and that never counts.',
    next: 'Answer the question itself; only what you say about your own work is read.',
  },
};

const CONCERNS: Record<Concern, Refusal> = {
  harm: {
    text:
      'In this story somebody could come to harm, and most interviewers would stop there and not take in the rest. ' +
      'If I misread it, say it in other words.',
    next:
      'If you want to tell it, say plainly what you see differently today and what you did to put it right. ' +
      'A story in which you kept somebody safe is the better choice.',
  },
  dishonest: {
    text:
      'An interviewer would ask first whether this was honest, and then hardly take in the rest. ' +
      'If I misread it, say it in other words.',
    next:
      'If you want to tell it, say how you owned up and what you do differently now. ' +
      'Otherwise take a story in which you told the truth although it cost you something.',
  },
  confidential: {
    text: 'It names somebody, or what was told in confidence, and an interviewer would wonder what you would say about them.',
    next:
      'Tell the same story without name, place and private detail: “a client”, “an older gentleman”. ' +
      'What you did can stay just as it is.',
  },
};

export function refusalFor(reason: Reason, concern?: Concern): Refusal {
  return reason === 'concern' ? CONCERNS[concern ?? 'harm'] : REFUSALS[reason];
}
