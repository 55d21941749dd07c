import { folded, sentencesOf, wordsOf } from '../vocabulary/ports.ts';

/** How somebody says that what follows begins again from the start, or is another story. */
const ANEW = [
  /\b(?:let me|i(?: wi|')?ll|i would like to|i'd like to|can i|may i|shall i|i want to|let's) (?:just )?(?:try|start|begin|do|tell|say|answer|put|have) (?:it |that |this |the (?:whole )?(?:thing|story|answer) )?(?:all )?(?:again|over|anew|afresh|from (?:the )?(?:start|beginning|scratch|the top)|once more|one more time|differently|better|properly|more clearly|in (?:full|order)|right|another (?:go|try))/u,
  /\b(?:another|a different|a better|a second|one more|a new|a further|a stronger|a more recent) (?:(?:and )?\w+ )?(?:example|story|time|occasion|situation|case|one|incident|instance|attempt|try|go|version|answer|weakness|strength|reason for wanting|project|place)\b/u,
  /^(?:(?:ok|okay|right|well|so|sorry|actually|hm+)[ ,.!-]+){0,3}(?:take (?:two|2)|second (?:try|attempt|go|version)|attempt (?:two|2)|again from the (?:start|top|beginning)|from the (?:start|top|beginning)|new (?:try|attempt|answer|version|example)|once more from)\b/u,
  /^(?:(?:ok|okay|right|well|so|sorry|actually)[ ,.!-]+){0,3}(?:forget (?:that|what i said)|scrap that|ignore that (?:one|story))\b/u,
  /^(?:(?:ok|okay|right|well|so|sorry|actually)[ ,.!-]+){0,3}(?:in|at|on|with|for|during) (?:another|a different|some other) \w+/u,
  /^(?:(?:ok|okay|right|well|so|sorry|actually|maybe|perhaps|now)[ ,.!-]+){0,3}(?:an? )?(?:other|different|another|new) (?:\w+ ){0,2}\w+ ?[:–—-]/u,
  /\b(?:tell|talk|speak|take|use|give|choose|describe)\b.{0,60}\binstead\b/u,
  /\b(?:not (?:such |really )?(?:a|the) (?:very |really |so )?\w+|(?:bad|poor|weak|wrong)) (?:example|story|answer)\b/u,
  /\b(?:instead of that|a different thing happened|something else (?:that )?happened)\b/u,
];

/** How somebody says that what follows belongs to what was said. */
const MORE = [
  /^(?:(?:oh|ah|yes|yeah|no|well|so|sorry|ok|okay|sure|right|right so|good question|hm+|um+|erm?)[ ,.!:;-]+){0,3}(?:and|also|plus|because|so that|in order to|additionally|in addition|besides|on top of that|to add|just to add|for (?:example|instance)|one (?:more )?thing|what i|i (?:forgot|left out|should (?:add|say|have (?:said|added|mentioned))|meant|mean|did not say|didn't say|would add|can add|might add)|i also|by the way|to answer (?:that|your question|you)|as (?:for|to) (?:the|your|my)|regarding|about the|my (?:own )?(?:part|role|share|task|job|reason|responsibility|aim|goal) (?:in (?:it|that|this) )?(?:was|is)|the (?:reason|result|outcome|ending|end|risk|danger|goal|aim|point|upshot|deadline|effect|difference|lesson|figure|number|hardest|first (?:step|thing)|worst) (?:\w+ ){0,4}(?:was|is|were)|it (?:took|lasted|ended|was about|cost|saved|turned out|worked|happened|meant|helped)|that (?:took|lasted|saved|cost|was|meant|is|made)|in (?:numbers|figures|total|all)|which (?:meant|was|is|saved|showed))\b/u,
  /^(?:there (?:was|is|were) (?:a |an |the |some |no |also |really |always )?(?:\w+ )?(?:risk|danger|reason|chance|fear|worry|doubt|need|pressure|fine|deadline|rule|time|point|about|roughly|around|over|under|only|\d))/u,
  /^(?:(?:about|around|roughly|nearly|almost|some|over|at least|maybe|approximately|between|up to|well over|just under|just over) )*(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|a hundred|half|a dozen|a couple)(?: (?:or|to|and|of|a|hundred|thousand|million|\d+|two|three|four|five|six|ten|twenty|an))* ?(?:%|percent|per cent|minutes?|hours?|days?|weeks?|months?|years?|euros?|pounds?|dollars?|kilos?|metres?|miles?|times)\b(?! ago\b)/u,
  /^there (?:was|were) [^.!?]*\b(?:so (?:that )?(?:i|we)|because|otherwise)\b/u,
  /^(?:otherwise|if (?:i|we|it|they|he|she|nobody|that|this) |without (?:it|that|this|me|us))\b/u,
];

/** Where an ending begins, or what came after what was said. */
export const END_WORDS =
  /^(?:(?:and|so|well|yes|ok|okay|oh|but)[ ,.]+){0,2}(?:in the end|at the end|in the long run|eventually|finally|as a result|the result|after(?:wards| that| this| it| which| the (?:talk|call|meeting|shift|visit|repair))|later(?: on)?|since(?: then| that)|from then on|ever since|because of (?:that|this|it)|thanks to (?:that|this|it)|today|now(?:adays)?|by then|then|the (?:next|following|same) (?:day|morning|week|month|evening|year|shift|time)|(?:a|one|two|three|four|five|six|ten|some|a few|several|\d+) (?:hours?|days?|weeks?|months?|years?|minutes?) (?:later|after|on|afterwards)|within (?:a|an|two|three|four|five|\d+) |until (?:then|today|now)|to this day|that (?:day|evening|night|week|time|year)|looking back|in hindsight|next time|i learn|what i (?:learn|took)|i (?:took|take) away|meanwhile|before (?:that|this|it)|first|second|third|my first|they|she|he|it)\b/u;

/** Words that stand for somebody or something that was named before. */
export const PRONOUNS = new Set(
  'he she they it him her them his hers its their theirs this these those both'.split(' '),
);

const SCENE = [
  /^(?:(?:ok|okay|so|well|right|yes|sure|erm?|um+|hm+|actually|alright)[ ,.!-]+){0,3}(?:last|this past|in my (?:last|first|previous|old|current|present|second|time)|at my (?:last|first|previous|old|current|present|second|other)|in (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|fall|\d{4}|the (?:spring|summer|autumn|winter|early|late))|on (?:a |one |my )|one (?:day|time|morning|night|evening|afternoon|week|of |summer|winter|saturday|sunday|monday|tuesday|wednesday|thursday|friday)|once\b|some (?:years|months|weeks|time) ago|(?:two|three|four|five|\d+|a few|a couple of|several|many) (?:years|months|weeks|days) ago|during|in an? \w+ (?:in|of|near|outside)|when i (?:was|worked|had|started|began|volunteered|did|ran|joined|came)|when we|while i|while working|back (?:in|when|at)|years ago|as an? |as the |at (?:a |an |the )|i (?:was|used to|worked|work) (?:\w+ ){0,3}(?:at|in|for|as|on|with) (?!that\b|this\b|it\b|the\b|duty\b|charge\b|time\b|my own\b)|i (?:also |once |even )?had (?:a|an|to|one)\b|i remember|there (?:was|is|were|are) (?:a|an|this|one|once|two|three|some)|we (?:had|once)|my (?:second|other|next|best)|before christmas|over (?:christmas|easter|the summer))/u,
  /^(?:an?|one|two|three|some|my)(?: \w+){0,4} (?:came|come|wanted|refused|complained|rang|called|shouted|broke|stopped|was|were|had|lost|fell|asked|told|said|did not|didn't|got|kept|left|arrived|needed|went)\b/u,
];

/** In the sentence that comes first, what goes on from there. */
const ALSO = /\b(?:too|as well|also)\b/u;
const GIVES_REASON = /\b(?:because|so that|otherwise|in order to)\b/u;
const LATER =
  /^(?:\S+ ){0,9}(?:later|the (?:next|following|same) (?:day|morning|evening|night|week|month|year)|afterwards|since then|in the end|eventually)\b/u;
/** “And once at the lake …” begins another story all the same. */
const AND_ONCE =
  /^(?:and|also|plus|but|or)[ ,]+(?:then )?(?=(?:once|one (?:day|time|night|morning|evening)|last (?!but)|when i |in my |at my |in \d{4}|years ago|another)\b)/u;

/** Somebody or something that is not known yet. */
const UNKNOWN = /^(?:(?:ok|okay|so|well|right|yes)[ ,.!-]+){0,2}(?:an?|one|two|three|some)\b/u;
/** In fewer words something is named rather than narrated. */
const NARRATED_WORDS = 10;

const plain = (text: string): string => folded(text).replace(/\s+/gu, ' ').trim();

/** Within its first words, since a story may well end with “I would do it again”. */
const LEAD_WORDS = 22;

const ALSO_HAD = /^(?:and )?i also (?:had|have|once|remember)\b/u;

export function saysAnew(text: string): boolean {
  const lead = plain(text).split(' ').slice(0, LEAD_WORDS).join(' ');
  return ANEW.some((pattern) => pattern.test(lead));
}

export function saysMore(text: string): boolean {
  return (
    !AND_ONCE.test(plain(text)) && !ALSO_HAD.test(plain(text)) && MORE.some((pattern) => pattern.test(plain(text)))
  );
}

export function comesLater(sentence: string): boolean {
  return LATER.test(plain(sentence));
}

export function givesReason(sentence: string): boolean {
  return GIVES_REASON.test(plain(sentence));
}

export function goesOn(sentence: string): boolean {
  return ALSO.test(plain(sentence));
}

export function beginsWith(text: string, pattern: RegExp): boolean {
  return pattern.test(plain(text));
}

/** Whether a sentence begins a story at a time, in a place or with people that the answer before does not have. */
export function setsScene(sentence: string, before: string): boolean {
  const words = plain(sentence).replace(AND_ONCE, '');
  const begins = SCENE.some((pattern) => pattern.test(words));
  const unknown = UNKNOWN.test(words) && wordsOf(sentence).length >= NARRATED_WORDS;
  if ((!begins && !unknown) || saysMore(sentence)) return false;
  // The same beginning again is the same story.
  const opening = plain(sentence).split(' ').slice(0, 6).join(' ');
  return !sentencesOf(before).some(({ text }) => plain(text).includes(opening)) && wordsOf(sentence).length >= 4;
}
