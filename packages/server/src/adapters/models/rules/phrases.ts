import type { CoachContext } from '../../../core/chat/reply-spec.ts';
import { ASIDE_PHRASES } from './aside-phrases.ts';

/** The coach's phrases in rehearsal mode, in variants. `{name}` slots are filled with plain text. */
export const PHRASES = {
  ...ASIDE_PHRASES,
  welcome: [
    'Hello. I have read the advert for {title}. We can practise questions for it, go through what they ask ' +
      'for, or make you a preparation document.',
    'Good to meet you. I know the posting for {title}. Shall we begin with a practice question, or look at what they ask for first?',
  ],
  welcomeNoPosting: [
    'Hello. I do not know the job yet. Paste the advert and I will read it, or ask me for a practice question and we begin in general.',
  ],
  askLead: [
    'Here is one for you.',
    'Let us try this one.',
    'Take a breath, then this one.',
    'A question you may well hear:',
    'Picture yourself in the room. They ask:',
  ],
  askLeadAbout: [
    'The advert says “{requirement}”. So they may ask:',
    'They name this in the advert: “{requirement}”. A question about it:',
    'This one is about “{requirement}”.',
  ],
  askClose: [
    'Answer as you would in the room. Take the time you need.',
    'Write it as you would say it. One concrete occasion is better than a general habit.',
    'No hurry. Think of one situation you remember well.',
  ],
  again: [
    'The same question once more. Keep what worked and add what was missing.',
    'Once more, with what you know now.',
    'A second go at it. You do not have to start from nothing.',
  ],
  scored: [
    'I found {met} of {of} things an interviewer listens for in this answer.',
    'In your own words I could point to {met} of {of} things they listen for.',
    '{met} of {of} things they listen for are there, each with your words beside it.',
  ],
  improved: ['New since your last attempt: it {gained}.', 'Better than before: it now {gained}.'],
  added: ['That helped: it now {gained}.', 'With that, it now {gained}.'],
  unchanged: ['I have added that to your answer. It shows the same as before.'],
  lost: ['Your last attempt also had this: it {lost}. Put it back in.', 'Keep this from last time: it {lost}.'],
  strong: ['What carries it: {strength}', 'Strongest: {strength}'],
  followUp: [
    '{followUp}',
    'They would probably ask next: {followUp}',
    'One thing I would still like to know. {followUp}',
  ],
  complete: [
    'I could point to every point they listen for. I go by your words and cannot judge the story itself. Say “next”, or “try again” to say it more tightly.',
    'Each point has its words. Say it once aloud, and tell me “next” when you are ready for another question.',
  ],
  completeLong: ['Every point is in it somewhere. {nextStep}'],
  concern: ['{reasonText}'],
  moveOn: [
    'That is enough on this one. To take with you: {nextStep} Say “next” for another question.',
    'We can leave it here. For the next time: {nextStep} Say “next” when you are ready, or “try again” to give it once more in full.',
  ],
  insufficient: [
    'I do not give a number for this one. {reasonText}',
    'There is nothing here I could fairly judge. {reasonText}',
  ],
  insufficientNext: ['{nextStep}', 'A way in: {nextStep}'],
  noQuestionYet: ['There is no question open. Ask me for one and I will choose something that fits this job.'],
  explainLead: ['They want to hear a few things in it:', 'Behind the question, they listen for this:'],
  outlineLead: ['A way to build it, in four short parts:'],
  postingLead: ['The advert for {title} asks for this:', 'From the advert for {title}:'],
  noPosting: [
    'I have not seen a job advert in this conversation, so I cannot say what they ask for. Paste it here and I will read it.',
  ],
  noRequirements: [
    'I read the advert for {title}, but it lists no requirements I could pick out. I will ask what is usual for the role.',
  ],
  matchLead: ['I compared your résumé with the advert.', 'This is how your résumé meets the advert.'],
  matchOtherLanguage: [
    'Your résumé is in a language that I cannot compare with the advert without a language model, so I would rather not guess. ' +
      'Add it in English, and I will compare the two.',
  ],
  matchShown: ['Visible in your résumé:'],
  matchMissing: ['Asked for, and not visible in your résumé. Have one example ready for each:'],
  noResume: [
    'I have not seen your résumé. Add it with the plus button (PDF, Word or text) and I will show you what I can read in it.',
  ],
  hidden: [
    'Your file holds {count} that a reader cannot see. I left it out of everything; look at “What we read” ' +
      'before you send that file to anyone.',
  ],
  documentFirst: [
    'I will put together a preparation document. It takes a few seconds.',
    'Making your preparation document now. You can watch it grow in the Document tab.',
  ],
  documentDone: ['It is ready. You find it under Document, to read here or to take with you as PDF or Markdown.'],
  documentFailed: ['I could not finish the document. {reason} You can try again; nothing else is lost.'],
  listNone: ['There are no documents yet. Ask me to make one.'],
  listSome: ['Here they are. The links work for one hour; ask again for fresh ones.'],
  toAskLead: ['Questions you could ask them. Choose two that you really want to know:'],
  likelyLead: ['For {title} I would be ready for these:'],
  likelyClose: ['Say “ask me a question” and we practise them one at a time.'],
  toolFailed: ['That did not work just now: {reason} Nothing else is lost.'],
  noCalendar: [
    'I do not know your appointments: no calendar is connected. If you connect one, I look for interviews in it and keep nothing else.',
  ],
  noInterviews: ['I see no interview in your calendar for the next 90 days.'],
  oneInterview: ['This is in your calendar:', 'I see one interview ahead:'],
  someInterviews: ['These are in your calendar:', 'I see these interviews ahead:'],
  interviewsClose: ['Say “agenda” and I lay out how it will probably go.'],
  calendarTrouble: ['One thing: I could not read the calendar again. {trouble}'],
  noAnswerYet: ['There is no answer to keep yet. Answer a question first; then say “save my answer”.'],
  answerKept: [
    'Kept, in your own words. Nobody but you sees it.',
    'I have kept it as you said it. You can replace it by saving a better one.',
  ],
  agendaLead: [
    'This is how {minutes} minutes for {title} may divide. Nobody there has confirmed it; it is what the advert makes likely.',
  ],
  agendaGeneral: ['I do not know the job, so this is how {minutes} minutes usually divide.'],
  agendaAppointed: ['Yours is on {when}.'],
  agendaClose: ['Say “ask me a question” to practise any part of it.'],
  paySaid: ['About pay, the posting says: “{pay}”.'],
  payUnsaid: ['I found nothing about pay in a posting here. It is fair to ask them for the range early on.'],
  payAssumed: ['For that I took these for granted: {assumed} Tell me if that is wrong.'],
  payAskFigures: [
    'Tell me what you would like to earn, for example “I would like 45,000 EUR a year”, and I compare it. I remember it for next time.',
  ],
  payMarket: ['I know no market figures, so I cannot say what others earn.'],
  progressLead: [
    'You have reached {done} of {of} things that are worth having before an interview.',
    '{done} of {of} are done. This is counted, not guessed:',
  ],
  progressDone: ['All of it is done. Rest is the best preparation now.'],
  nextResume: ['Next, add your résumé with the plus button. Then the questions can build on it.'],
  nextQuestions: ['Next, say “ask me a question”. A few more and it will feel familiar.'],
  nextStrong: ['Next, say “try again” after a question, and add what was missing.'],
  nextRequirements: ['Next, ask me a question about something the advert asks for.'],
  nextDocument: ['Next, say “make the document”, so that you have it all on paper.'],
  nextSaved: ['Next, say “save my answer” after one that you like.'],
  nextDate: ['If you connect your calendar, I know how much time is left.'],
  method: [
    'I am software, not a person, and no language model is connected: I ask from a written bank of ' +
      'questions and check your answers by fixed rules. STAR means Situation, Task, Action, Result: where ' +
      'you were, what was yours to do, what you did yourself, and how it ended. Every point of my feedback ' +
      'shows your own words, and I cannot see or decide anything about your application.',
  ],
  rememberedQuestion: [
    'You have answered this before, and last time {missing} was missing: {start}.',
    'We have had this one. Last time {missing} was missing: {start}.',
  ],
  rememberedRequirement: [
    'You have answered something about this before, and last time {missing} was missing: {start}.',
  ],
  rememberedOther: ['From last time: “{label}” was not there yet. {note}'],
  planLength: ['We have about {minutes} minutes for {questions}.', 'About {minutes} minutes, and {questions}.'],
  planStages: ['This is how we go: {stages}.'],
  planManners: [
    'Say “next” to pass a question, “make it shorter” or “leave out the opening” to change this, and “stop” to end it.',
  ],
  planFirst: ['Here is the first.', 'We begin with this.', 'Take a breath. The first one:'],
  planNext: ['Question {number} of {of}.', 'On to number {number} of {of}.', 'Next, number {number} of {of}.'],
  planLast: ['The last one, {number} of {of}.', 'One more, and it is the last.'],
  planScored: [
    '{met} of {of} things they listen for are there.',
    'I found {met} of {of} things they listen for.',
    'Your own words show {met} of {of} things they listen for.',
  ],
  planAdvice: ['For next time: {nextStep}', 'One thing to take along: {nextStep}'],
  planNoScore: ['No number for this one. {reasonText}', 'I leave this one without a number. {reasonText}'],
  planChanged: ['Done. It is about {minutes} minutes and {questions} in all now.'],
  planTopic: ['Good, the next one is about {topic}.', 'I will ask about {topic} next.'],
  planUnchanged: [
    'I am not sure what you would like to change. You can say “make it shorter”, “make it longer”, “leave out the ' +
      'opening”, “more about teamwork” or “stop here”.',
  ],
  planNoTopic: ['I have no question about {topic} for this job, so the plan stays as it is.'],
  planStands: ['Your question is still this one:'],
  planNone: ['No practice interview is under way. Say “a 20-minute interview” and I begin one.'],
  planNothingYet: [
    'Then we leave it here. There is no answer yet that I could sum up, and that is fine. Come back whenever you like.',
    'We can stop here. Nothing was answered yet, so there is nothing to sum up. I am here when you want to go on.',
  ],
  summaryEnds: [
    'That was the interview. Thank you for staying with it. This is what your answers showed:',
    'We are through. This is what your answers showed:',
  ],
  summarySoFar: ['This is what your answers have shown so far:'],
  summaryNothing: [
    'We stop here. No question was answered this time, so there is nothing to sum up, and that is fine.',
  ],
  summaryBest: ['Your strongest answer was the one to “{question}”.'],
  summaryHabit: ['The one habit to work on: “{label}” was missing in {answers}. {note}'],
  summaryNoHabit: ['Nothing was missing more than in passing. Say these answers aloud once or twice and keep them.'],
  summaryNotAsked: ['Not asked yet, and also in the advert: {requirements}.'],
  summaryClose: ['Say “a 20-minute interview” to go once more, or “next” for a single question.'],
  goodbye: [
    'Good luck. Sleep well the night before; you have said these things once already, and that helps.',
    'You are welcome. All of this stays here if you come back, and nobody at the company sees it.',
  ],
  other: [
    'I did not quite understand that. I work without a language model, so I know a few things well: say ' +
      '“ask me a question”, “what do they look for?”, “how do I match?” or “make the document”.',
  ],
  otherLanguage: [
    'You wrote in {languageName}. In rehearsal mode I can only judge and speak English, so I would rather ' +
      'not guess. Your words are kept. If you can, try it in English, or ask your host to connect a language ' +
      'model.',
  ],
} as const satisfies Record<string, readonly string[]>;

export type PhraseName = keyof typeof PHRASES;

/** What a phrase is chosen by: the same conversation gives the same words, in the manner that the candidate asked for. */
export type PhraseStyle = Pick<CoachContext, 'seed' | 'manner'>;

/** One variant, chosen by the seed, with its slots filled. Slot values are taken as they are. */
export function phrase(name: PhraseName, style: PhraseStyle, slots: Record<string, string> = {}): string {
  const variants = variantsFor(PHRASES[name], style);
  const chosen = variants[hash(`${name}/${style.seed}`) % variants.length] ?? '';
  return chosen.replace(/\{(\w+)\}/g, (_slot, key: string) => slots[key] ?? '');
}

/** Whoever asked not to be timed reads no word on time; whoever asked for short texts, the shortest. */
function variantsFor(variants: readonly string[], { manner }: PhraseStyle): readonly string[] {
  const untimed = manner.includes('untimed') ? variants.filter((variant) => !OF_TIME.test(variant)) : variants;
  const left = untimed.length > 0 ? untimed : variants;
  return manner.includes('short') ? left.toSorted((a, b) => a.length - b.length).slice(0, 1) : left;
}

const OF_TIME = /\b(?:time (?:you|runs|is)|take your time|hurry|minutes?|seconds?|quick\w*|fast|slow\w*)\b/iu;

/** FNV-1a, 32 bits: spreads well and is the same everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
