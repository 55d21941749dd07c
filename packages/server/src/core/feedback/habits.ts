import { folded, sentencesOf } from '../vocabulary/ports.ts';

/** What is usually so, or would be. */
const GENERAL =
  /\b(?:i|we|you|they)(?:['’]d)? (?:always|usually|normally|generally|often|mostly|never|just|tend to|try to|would|will|like to|make sure|am always|are always)\b|\b(?:always|usually|normally|generally|typically|in general|mostly|every (?:day|week|month|morning|evening|night|shift|time|monday|friday|year)|each (?:day|week|month|morning|shift|time)|whenever|every (?:single )?time|on (?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:i|we)['’]d|(?:i|we) would|as a rule|day in|from time to time)\b|(?:^|[,;] )(?:when|if) (?:a|an|the|somebody|someone|something|people|they|he|she|it|you|i|we|there is|there are|anybody|anyone)\b/u;
/** “I plan”, “I keep calm”: the present, and nobody else's. */
const PRESENT =
  /\b(?:i|we) (?:also |just |really |then )?(?!(?:was|were|had|did|got|made|took|gave|ran|led|sold|said|told|went|came|saw|found|brought|bought|put|cut|set|let|read|hit|kept|held|wrote|spoke|sent|built|taught|rang|drove|began|knew|thought|felt|left|met|paid|won|lost|chose|broke|fell|stood|sat|threw|caught|drew|grew|flew|wore|woke|heard|meant|spent|shut|sang|swam|dealt|understood|could|must)\b)(?![a-z]+ed\b)[a-z]{2,}/u;
/** Something that happened: a verb in the past that is no state, or a time, or a certain one. */
const HAPPENED =
  /\b(?:(?!need|used|indeed|hundred|experienced|supposed|tired|bored|interested|organised|organized|motivated|skilled|dedicated|committed|worried|detailed|required|needed|qualified|trained)[a-z]{3,}ed|went|came|saw|found|brought|bought|rang|drove|wrote|spoke|sent|built|taught|began|broke|fell|stood|threw|caught|took|gave|made|ran|sold|told|did|was|were|had|said|put in)\b/u;
const CERTAIN =
  /\b(?:last|that|one) (?:year|month|week|summer|winter|spring|autumn|time|day|night|morning|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|term|season)\b|\b(?:19|20)\d\d\b|\bago\b|\bonce\b|\byesterday\b|\bin (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\bin (?:my|our) (?:old|first|last|previous|former) |\bbefore (?:two|three|\d+|some) |\b(?:one|new) (?:man|woman|customer|patient|child|boy|girl|guest|colleague|pupil|lady)\b|\bfor example\b|\bwhen i (?:was|were|had)\b/u;
const MOST_HAPPENED = 0.25;

/** Whether an answer says what somebody does or would do, and no time when they did. */
export function isHabit(answer: string): boolean {
  const sentences = sentencesOf(answer).map(({ text }) => folded(text));
  if (sentences.some((text) => CERTAIN.test(text))) return false;
  const general = sentences.filter((text) => GENERAL.test(text)).length;
  const happened = sentences.filter((text) => HAPPENED.test(text) && !GENERAL.test(text)).length;
  const present = sentences.filter((text) => PRESENT.test(text)).length;
  return general >= 1 && (general + present) * 2 >= sentences.length && happened <= sentences.length * MOST_HAPPENED;
}
