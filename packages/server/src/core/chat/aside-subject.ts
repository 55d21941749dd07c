import type { Intent } from './decisions.ts';

type Subjects = readonly (readonly [subject: string, words: RegExp])[];

// The first that fits. Words that the kinds of asides are recognised by stand elsewhere; these say which of them it is.
const SUBJECTS: Partial<Record<Intent['intent'], Subjects>> = {
  about_answer: [
    ['length', /\b(?:how long|short|long|sentences?|words|minutes|brief|detail|bullet)/iu],
    ['names', /\bnames?\b|\bname (?:them|him|her)\b/iu],
    ['group', /\bwe\b(?! (?:had|were|did))|\bteam\b.*\b(?:count|ok|okay|say)\b/iu],
    ['ending', /\b(?:wrong|bad|failed|fail|happy ending|mistake|end well|ended badly)\b/iu],
    ['truth', /\b(?:true|real|invent|made up|make (?:it|one|something) up|lie)\b/iu],
    ['place', /./u],
  ],
  explain_question: [
    [
      'stuck',
      /\b(?:no idea|no clue|dunno|idk|stuck|not know|n't know|nothing comes|can(?:'t|not| not) (?:think|find|remember)|never (?:had|did|been)|blank)\b/iu,
    ],
  ],
  privacy: [
    ['deletion', /\b(?:delete|erase|remove|wipe|forget)\b/iu],
    ['recording', /\b(?:record\w*|voice|listening|microphone|camera)\b/iu],
    ['keeping', /\b(?:keep|kept|save[ds]?|stored?|storage|how long|where does)\b/iu],
    ['selection', /\b(?:part of the|count(?:s)? against|selection|compared|held against|score)\b/iu],
    ['seeing', /./u],
  ],
  not_working: [
    ['microphone', /\b(?:mic|microphone|voice|sound|audio|recording|hear|double)\b/iu],
    [
      'lost_text',
      /\b(?:gone|lost|disappear\w*|vanish\w*|deleted|cut off|did you get|receive\w*|before i finished|too early|sent)\b/iu,
    ],
    ['connection', /\b(?:wifi|wi-fi|internet|connection|signal|network|battery|percent|phone dies)\b/iu],
    ['screen', /./u],
  ],
  about_process: [
    ['clothes', /\b(?:wear|dress\w*|suit|clothes|trainers|jeans|tie|shoes|tattoos?)\b/iu],
    ['bring', /\b(?:bring|take (?:along|with)|papers|certificates|documents)\b/iu],
    ['late', /\b(?:late|miss the|funeral|reschedule|change the (?:date|time)|can't come)\b/iu],
    [
      'waiting',
      /\b(?:hear back|hear from|hear nothing|decide|decision|chase|ring them|call them|happens? (?:next|after))\b/iu,
    ],
    ['length', /\bhow long\b/iu],
    ['any', /./u],
  ],
};

const LANGUAGES: readonly (readonly [code: string, names: RegExp])[] = [
  ['de', /german|deutsch/iu],
  ['fr', /french|fran[cç]ais/iu],
  ['es', /spanish|espa[nñ]ol|castellano/iu],
  ['it', /italian/iu],
  ['pl', /polish|polsk/iu],
  ['pt', /portugu[eê]s/iu],
  ['tr', /turkish|t[uü]rk[cç]e/iu],
  ['ar', /arabic|العربية/iu],
  ['hi', /hindi|हिन्दी|हिंदी/iu],
  ['ur', /urdu|اردو/iu],
  ['ro', /romanian|rom[aâ]n[aă]/iu],
  ['uk', /ukrainian|україн/iu],
  ['ru', /russian|русск/iu],
  ['nl', /dutch|nederlands/iu],
  ['cy', /welsh|cymraeg/iu],
  ['zh', /chinese|mandarin|中文/iu],
  ['ja', /japanese|日本語/iu],
  ['ko', /korean|한국어/iu],
  ['pa', /punjabi|panjabi/iu],
  ['bn', /bengali|bangla/iu],
  ['so', /somali/iu],
  ['fa', /persian|farsi/iu],
  ['el', /greek/iu],
  ['hu', /hungarian|magyar/iu],
  ['cs', /czech|česk/iu],
];

/** Which of the things that a kind of aside may be about this one is about; `undefined` where the kind has none. */
export function asideSubject(intent: Intent['intent'], text: string): string | undefined {
  if (intent === 'other_language') return LANGUAGES.find(([, names]) => names.test(text))?.[0];
  return SUBJECTS[intent]?.find(([, words]) => words.test(text))?.[0];
}
