/** What the coach says to messages that are no answers, in variants. The question that is open stays open. */
export const ASIDE_PHRASES = {
  stillOpen: [
    'The question is still here whenever you are ready.',
    'The question waits for you.',
    'Nothing has been counted. The question stays open.',
  ],
  stillOpenWords: ['The question is still: **{question}**', 'Still open: **{question}**'],
  anyMoment: [
    'Of course. Nothing runs here, and the question stays open.',
    'Go ahead. I am here when you come back, and so is the question.',
    'Yes, see to it first. Nothing is lost and nothing is counted.',
  ],
  nerves: [
    'That is a very usual feeling, and it says nothing about how well you can do the job. Nobody sees what you write here.',
    'I am glad that you say so. Nerves come because it matters to you, and here it is safe to be nervous.',
    'Many good people go blank in interviews. That is what we practise for: the second time is already easier.',
  ],
  low: [
    'That sounds hard, and I am sorry. You do not have to prove anything here.',
    'Thank you for saying that. It is a lot to carry, and it does not make your work worth less.',
    'I am sorry that it feels like that. If it gets too heavy, a person you trust helps more than I can.',
  ],
  tired: [
    'Then a rest may help more than another question. Everything stays here.',
    'That is a good reason to stop for today, or to do just one small thing.',
  ],
  anger: [
    'I understand that this is annoying. You may say so, and nothing of it is counted.',
    'Fair. Interviews can feel like that, and so can I.',
    'I hear that. Let us make it easier rather than harder.',
  ],
  glad: ['That is good to read. Take that feeling along.', 'How nice. That is worth remembering on the day.'],
  smallWayIn: [
    'If you like, write just one line: where it was. The rest can wait.',
    'One small way in: name one person who was there. Nothing more for now.',
    'When you want to, begin with “It was when …” and stop there. That is enough for a start.',
  ],
  smallWayInNoQuestion: [
    'When you want to, we begin with something easy: say “ask me an easy question”.',
    'There is no hurry. Say “ask me a question” when it feels right.',
  ],
  thinking: [
    'Good, think it over. Any one you remember well will do; it need not be the best.',
    'Let it come. The first one that came to you is often the right one.',
    'Take the one where you remember what you did with your own hands or words.',
  ],
  plainLead: ['In plainer words: **{question}**', 'Said more simply: **{question}**'],
  plainSteps: ['They want to know three things: {situation} {action} {result}'],
  plainShort: ['They want one time when it happened, what you did, and how it ended.'],
  plainWord: ['“{word}” means: {meaning}.'],
  exampleLead: [
    'Here is an example, from {trade}. It answers another question, so that yours stays your own:',
    'An example of how a good answer sounds, from {trade} and on another subject:',
  ],
  exampleClose: [
    'You see the parts: one occasion, what was theirs, what they did, how it ended. Yours can be smaller.',
    'It is short and it names one occasion and one ending. That is all yours needs.',
  ],
  anyPlace: [
    'It does not have to be from work. School, home, a club, volunteering or looking after somebody all count, if you say what you did.',
    'Any place counts: a course, a hobby, your family, a job long ago. What matters is what you did yourself.',
  ],
  anyLength: [
    'Four to eight sentences are enough: where it was, what was yours, what you did, how it ended. Aloud that is one to two minutes.',
    'Not long: about 100 to 200 words. Bullet points are fine here too.',
  ],
  anyName: ['Leave names out: “a customer”, “my manager” or “a patient” says enough, and keeps them private.'],
  anyGroup: ['Say “we” for what you did together and “I” for your own part. They can only judge the “I”.'],
  anyEnding: [
    'It may have gone wrong. Say what you did then and what you do differently since; that is a good ending.',
  ],
  anyTruth: ['Keep it true. They may ask for details, and a small true story holds better than a big invented one.'],
  declined: [
    'That is all right. We leave it, and you need not say why. Here is another one.',
    'Then we do not talk about that. You decide what you tell, here and in the interview too.',
    'Understood. Nothing of it is counted. Something else instead.',
  ],
  rereadSame: [
    'I read it again from the first word to the last, and came to the same: {met} of {of}.',
    'I have read it once more. The second reading also finds {met} of {of}; both are kept.',
  ],
  rereadMore: [
    'You are right to ask. The second reading finds {met} of {of}, where the first found {before}. Both are kept, and the better one stands.',
  ],
  rereadLess: [
    'The second reading finds {met} of {of}, the first found {before}. Both are kept, and the better one stands.',
  ],
  rereadUnjudged: ['I read it once more and still cannot give it a number. That says nothing against your answer.'],
  pointShown: ['“{label}” is counted, by these words of yours: “{quote}”.'],
  pointMissing: [
    'For “{label}” I still find no words that say it plainly. If it is there, I missed it: one clear sentence at the end settles it, and it can only help.',
  ],
  rereadTwice: [
    'I have read it twice now, and I may still be wrong: I judge by words, and I can miss what a person would hear. Trust your own sense of it, and say “next” when you like.',
    'Two readings are what I can do. You know the story better than I do. Shall we go on with another question?',
  ],
  unfairNothing: [
    'You may well be right, and nothing has been counted. We can take another question: say “next”.',
    'Fair point. You do not have to answer this one. Say “next” and we take another.',
  ],
  aboutFeedback: [
    'I am glad that you look at it so closely. You can try it again with that, or go on with “next”.',
    'That is how it gets better: one thing at a time. “Try again” or “next”, as you like.',
    'Good that you say it. Keep what worked; change only the one thing.',
  ],
  feedbackMeaning: [
    'The number only counts what an interviewer listens for and could point to in your words. It says nothing about whether you get the job.',
  ],
  advertSays: ['The advert says about {about}:', 'This is what the advert says about {about}:'],
  advertSaysThis: ['This stands in the advert:', 'I found this in the advert:'],
  advertSilent: [
    'The advert does not say anything about {about}. It is a good question to ask them.',
    'I looked, and the advert says nothing about {about}. You could ask them when you meet.',
  ],
  advertSilentThis: [
    'I looked through the whole advert, and it does not tell that. You can ask them; it is a fair question.',
  ],
  clothes: [
    'Wear what people wear there on a good day, clean and comfortable. If you are unsure, one step smarter is right.',
  ],
  bring: [
    'Bring the invitation, your résumé on paper, certificates they asked for, something to write, and two questions.',
  ],
  late: [
    'If you are late or cannot come, ring them as soon as you know and say it plainly. Asking for another date is quite usual.',
  ],
  waiting: [
    'Two weeks are usual. You may ask at the end when they decide, and write kindly if you hear nothing by then.',
  ],
  interviewLength: ['Most last 30 to 60 minutes. Say “agenda” and I lay out how it may divide.'],
  anyProcess: [
    'It usually goes: a welcome, about you, the work, some examples, your questions. Say “agenda” for more.',
  ],
  seen: [
    'No, the employer sees none of this: not your words, not your answers, not a score. Only you can open it; whoever runs this server could look into its database.',
    'Nobody at the company sees what you practise here, and no score goes to them. It is reached only with your own access. Who runs this server has its database.',
  ],
  recorded: [
    'There is no sound or video here. What you write is kept as text, so that you can come back to it, and nobody at the company sees it.',
  ],
  kept: [
    'Your messages, questions and feedback are kept on this server so that you can go on later. They are erased when nobody used them for some weeks, or at once when you choose to delete everything in the menu.',
  ],
  deletion: [
    'You can delete everything in the menu: it is erased at once, for good. A single answer cannot be taken out, but nobody at the company sees it.',
  ],
  selection: [
    'No. This is practice and no part of the selection. Nothing here counts for or against you, and no score leaves it.',
  ],
  adjusted: [
    'Thank you for saying so. I will keep to it from now on.',
    'Noted, and I keep to it for the whole practice.',
  ],
  adjustedShort: ['Short sentences from now on.'],
  adjustedPlain: ['Plain words from now on.'],
  adjustedUntimed: ['Nothing here is timed, and pauses are never counted.'],
  adjustedAny: ['Everything here is in writing, and spelling is never judged.'],
  otherLanguageNow: [
    'You may write in {languageName}, and your words are kept. But without a language model I can only judge English, so such an answer gets no number.',
  ],
  otherLanguageAny: [
    'You may write in your own language, and your words are kept. But without a language model I can only judge English. Simple English is enough: mistakes cost nothing here.',
  ],
  microphone: [
    'I cannot hear you; everything here is in writing. If you dictate, look once over the text before you send it.',
  ],
  lost_text: [
    'What you sent is kept, and nothing was counted. If a text went missing before it was sent, write me just the main points.',
  ],
  connection: ['If the connection drops, come back to this page: everything that you sent is still here.'],
  screen: [
    'I am sorry. Try to load the page again; everything that you sent is kept. If it stays like that, tell the people who run this page.',
  ],
  smallTalk: [
    'I am software, so I have no day to speak of, but I am glad that you are here.',
    'That is good to know. I am here for your interview, whenever you like.',
  ],
  acknowledged: [
    'Good. Whenever you like: one or two sentences are enough for a start.',
    'All right. Begin where it is easiest for you.',
    'Fine. Write it as you would say it to a friend.',
  ],
  thanked: ['You are welcome.', 'Gladly.'],
  helloOpen: ['Hello. Good that you are here.', 'Hello, and welcome back.'],
  whether: [
    'Was that your answer? I would rather ask than count something you did not mean.',
    'I am not sure: was that your answer to the question?',
    'Shall I take that as your answer?',
  ],
  notAnswer: ['Then it does not count.', 'Good, then nothing is counted.', 'All right, I have not counted it.'],
  nothingToConfirm: ['There is no message that I should judge. Write your answer when you are ready.'],
  stuckLead: [
    'Not knowing is allowed here. That is what practice is for.',
    'That happens to everybody. Let us find a way in.',
  ],
  topicMissing: [
    'I have no question on {topic}, so this one is the nearest that I have.',
    'On {topic} my list has nothing. I would rather say so; here is another one that may come up.',
  ],
  harderLead: ['A harder one, then.', 'Good. This one asks for more.'],
  easierLead: ['An easier one, then.', 'Something gentler. A short answer is enough.'],
  stopped: [
    'Good, we stop here. Everything stays, and you can go on at any point.',
    'Then that is enough for today. You have said these things once already, and that helps.',
  ],
  jobRead: [
    'I have read the advert for {title}. From now on my questions fit it.',
    'Thank you, I have read it: {title}. We can practise for it now.',
  ],
  jobReadNext: ['Say “ask me a question”, or ask me anything about the advert.'],
  otherOpen: ['I cannot help with that here.', 'That is beyond what I know.'],
} as const satisfies Record<string, readonly string[]>;
