import type { Intent, IntentFacts } from '../../../core/chat/decisions.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { asideKind } from './aside-kinds.ts';
import { isJobText, openIntent, whetherAnswer } from './aside-rules.ts';
import { planIntent } from './plan-intents.ts';

type Rule = {
  intent: Intent['intent'];
  /** What a message of this intent says somewhere. */
  says: RegExp;
  wanted?: Intent['wanted'];
  /** Whole messages that can mean nothing else, with or without a question open: no model need be asked. */
  certain?: RegExp;
};

/** Commands are short. A longer text with a question open is an answer, whatever words it contains. */
const COMMAND_WORDS = 24;
/** Nothing longer is looked at as a command, so that no text can make the patterns slow. */
const COMMAND_CHARACTERS = 400;

/** Text in quotation marks is a quote and says nothing about the intent. */
const QUOTED = /[“"][^“”"]{0,300}[”"]/gu;

/** What any of the patterns says. All have the flags of the first. */
const anyOf = (first: RegExp, ...others: readonly RegExp[]): RegExp =>
  new RegExp([first, ...others].map(({ source }) => source).join('|'), first.flags);

/** What any of the patterns says, except in a message about a question. */
const unlessQuestion = (first: RegExp, ...others: readonly RegExp[]): RegExp =>
  new RegExp(`^(?!.{0,400}\\bquestion)(?=.{0,400}(?:${anyOf(first, ...others).source}))`, first.flags);

/** The whole message, but for a "please" and the marks at its end. */
const whole = (pattern: RegExp): RegExp =>
  new RegExp(`^(?:please )?(?:${pattern.source})(?:,? please)?[\\s.!?…]*$`, 'iu');

const ASKS_FOR_KIND = whole(/(?:ask|give) me an? [a-z]+ question/);

// Ordered: the first that fits wins. Alternations of plain words and bounded gaps only.
const COMMANDS: readonly Rule[] = [
  {
    intent: 'save_answer',
    says: /^(?!.{0,400}\bquestion)(?=.{0,60}\b(?:save|keep|store|remember|note)\b.{0,20}\b(?:answer|response|this|that|it)\b)/i,
    certain: whole(
      /(?:save|keep|store|remember) (?:this|that|my|the)(?: last)? (?:answer|response)(?: for (?:me|later))?/,
    ),
  },
  {
    intent: 'list_documents',
    says: anyOf(
      /\b(?:list|show|see|where)\b.{0,30}\b(?:documents|preps)\b/i,
      /\b(?:which|what) (?:other |earlier |previous )?(?:documents|preps)\b/i,
      /\bmy (?:earlier |previous |other |old )?(?:documents|preps)\b/i,
    ),
    certain: whole(/(?:list|show)(?: me)? my (?:documents|preps)/),
  },
  {
    intent: 'make_document',
    says: /\b(?:make|create|write|generate|prepare|build|give|want|need|get)\b.{0,40}\b(?:document|pdf|report|prep(?:aration)? (?:doc|sheet|guide|plan|pack)|briefing)\b(?! (?:analyst|writer|clerk|controller|role))/i,
    certain: whole(
      /(?:make|create|write|generate) (?:me )?(?:a|my|the) prep(?:aration)? (?:document|sheet|guide|report)/,
    ),
  },
  {
    intent: 'compensation',
    says: unlessQuestion(
      /\b(?:salary|salaries|compensation|wages?|remuneration|pay (?:range|rise|expectations?)|about (?:pay|money))\b/i,
      /\bhow much (?:do|does|would|should|could|can|will|is) (?:they|it|i|one|you|the|this)\b.{0,20}\b(?:pay|earn|ask|get|make|paid)\b/i,
      /\b(?:does|do|would|will) (?:it|they|this|the) ?(?:job|role|position|company)? ?pay\b/i,
      /\bi (?:earn|make|get|want|expect|(?:would|['’]d) like|hope for|am looking for)\b.{0,30}(?:\d[\d.,]{3}|\d ?k\b|[€£$] ?\d|\d ?(?:€|euros?|pounds?|dollars?))/i,
    ),
  },
  {
    intent: 'questions_to_ask',
    says: anyOf(
      /\bquestions?\b(?!.{0,30}\b(?:they|likely)\b).{0,30}\b(?:i|me|to) (?:can |could |should |might |may )?ask\b/i,
      /\bask (?:them|the interviewer|the panel|the employer)\b/i,
      /\b(?:could|can|should|might|do) i ask\b/i,
    ),
    certain: anyOf(
      whole(/(?:what|which)(?: good)? questions (?:could|can|should) i ask (?:them|the employer)/),
      // The words of a starter. The name of a company may be anything.
      whole(/which good questions could i ask [^.?!;]{1,60} at the end of the interview/),
    ),
  },
  {
    intent: 'likely_questions',
    says: anyOf(
      /\b(?:what|which|list|show|give)\b.{0,40}\b(?:likely|probably|questions (?:will|would|might|could) (?:they|come|be)|they (?:will |would |might |could )?(?:probably )?ask)\b/i,
      /^(?:the )?likely questions\W*$/i,
    ),
    certain: anyOf(
      whole(/(?:(?:show|give|list)(?: me)? )?(?:the )?likely questions/),
      whole(/which questions are most likely in an interview for [^.?!;]{1,80}/),
    ),
  },
  {
    intent: 'upcoming_interviews',
    says: unlessQuestion(
      /\b(?:when|what time|which day|what day)(?:['’]s| is| are| does| do| will)\b.{0,25}\binterviews?\b/i,
      /\b(?:upcoming|scheduled|planned|next|coming) (?:job )?interviews?\b/i,
      /\b(?:what|which|show|list|any)\b.{0,20}\binterviews\b/i,
      /\bdo i have (?:an? |any |another )?(?:job )?interviews?\b/i,
      /\bmy (?:calendar|diary|appointments)\b/i,
      /\bconnect (?:a |the )?calendar\b/i,
    ),
    certain: whole(/when(?:['’]s| is) (?:my|the next) interview|show(?: me)? my upcoming interviews/),
  },
  {
    intent: 'agenda',
    says: unlessQuestion(
      /\b(?:agenda|running order)\b/i,
      /\bhow (?:will|does|is|would|might) (?:the|my|an|this) interview (?:probably )?(?:go|run|work|be|look|structured|divided|laid out)\b/i,
      /\bwhat (?:will|does|would|might) (?:the|my|an|this) interview look like\b/i,
      /\b(?:structure|course|parts|plan) of (?:the|my|an|this) interview\b/i,
    ),
    certain: whole(/(?:make|write) me an agenda/),
  },
  {
    intent: 'progress',
    says: unlessQuestion(
      /\bhow (?:am i (?:doing|getting on)|far (?:am i|along)|(?:ready|prepared) am i)\b/i,
      /\bwhere do i stand\b/i,
      /\b(?:my|the) (?:progress|prep goals)\b/i,
      /\bwhat (?:are my goals|(?:is|else is) (?:still )?left|should i do next|do i still (?:have|need) to do)\b/i,
      /\bam i (?:ready|prepared)\b/i,
    ),
    certain: whole(/how am i doing|show(?: me)? my progress/),
  },
  {
    intent: 'about_resume',
    says: anyOf(
      /\b(?:compare|check|what|how|where|does|do|match|read|look at|show|review)\b.{0,30}\b(?:my|the) (?:cv|resume|résumé)(?!\p{L})/iu,
      /\b(?:how|where) (?:well )?do i (?:match|fit|stand)\b/iu,
      /\b(?:what|where|which|show|tell)\b.{0,20}\bmy (?:gaps|strengths|weaknesses)\b/iu,
      /\bam i (?:a )?(?:good )?(?:fit|match)\b/iu,
    ),
    certain: whole(
      /compare my (?:cv|resume|résumé) with (?:this job|the requirements of this job(?:: what do i show, and what is missing)?)/,
    ),
  },
  {
    intent: 'try_again',
    says: anyOf(
      /\b(?:try|answer|do|go|attempt|have)\b.{0,20}\b(?:again|once more|another go|another try|one more time)\b/i,
      /\b(?:same question|second attempt|retry|redo|repeat (?:the|that|this) question|(?:one more|another|a second) (?:go|try|attempt))\b/i,
      /^again\W*$/i,
    ),
    certain: whole(
      /again|(?:let me )?try (?:it |that )?again|retry|same question(?: again| once more)?|i would like to try this question again/,
    ),
  },
  {
    intent: 'explain_question',
    says: anyOf(
      /\b(?:explain|clarify|what do (?:you|they) mean|what does (?:that|this|it|the question) mean|(?:what are (?:you|they) (?:looking|listening)|what do (?:you|they) (?:want|look|listen)) ?(?:for|to hear)?.{0,12}\b(?:question|answer)|help me (?:with|answer|structure)|how (?:do|should|would|can) (?:i|you) (?:answer|approach|structure)|(?:an?|some|any) (?:hint|outline|help|tip)s?|(?:do not|don['’]?t) understand (?:the|this|that|your) question)\b/i,
      /^(?:hint|help|outline)\W*$/i,
    ),
    certain: whole(
      /(?:give me )?(?:a )?hint|(?:explain|i (?:do not|don['’]?t) understand) (?:the|this|that|your) question/,
    ),
  },
  {
    intent: 'about_method',
    says: anyOf(
      /\b(?:what is|what['’]s|explain|how does)\b.{0,20}\b(?:star|method|this work)\b/i,
      /\b(?:who|what) are you\b/i,
      /\bare you (?:an? )?(?:human|real|person|bot|robot|ai|model|machine)\b/i,
      /\bhow does this work\b/i,
      /\bwhat can you do\b/i,
    ),
    certain: whole(/what(?: is|['’]s) the star method|are you (?:a )?(?:human|bot|robot|real person)/),
  },
  {
    intent: 'next_question',
    says: /\bbehaviou?ral\b.{0,20}\bquestion/i,
    wanted: 'behavioural',
    certain: ASKS_FOR_KIND,
  },
  { intent: 'next_question', says: /\btechnical\b.{0,20}\bquestion/i, wanted: 'technical', certain: ASKS_FOR_KIND },
  {
    intent: 'next_question',
    says: /\b(?:situational|scenario|what would you do)\b.{0,20}\bquestion/i,
    wanted: 'situational',
    certain: ASKS_FOR_KIND,
  },
  { intent: 'next_question', says: /\b(?:closing|last|final)\b.{0,12}\bquestion/i, wanted: 'closing' },
  {
    intent: 'next_question',
    says: /\b(?:role|job|specific)\b.{0,12}\bquestion\b(?! .{0,20}\b(?:at|for)\b)/i,
    wanted: 'role',
  },
  {
    intent: 'next_question',
    says: /\b(?:experience|background)\b.{0,12}\bquestion|\bquestions? about my (?:experience|background|work|career)\b/i,
    wanted: 'experience',
  },
  {
    intent: 'next_question',
    says: anyOf(
      /\b(?:next|another|new|different|skip|first|practi[cs]e|interview|ask me|start|begin|ready|go on|move on|continue)\b/i,
      /^(?:yes|yes please|yep|sure|ok|okay|go|please do)\W*$/i,
    ),
    certain: anyOf(
      whole(/(?:ask me |give me )?(?:the next|another|a new|a different|a practi[cs]e|a) question/),
      whole(/next(?: one| question)?|another one|skip(?: this| it)?(?: one| question)?/),
      // The words of starters, a quoted requirement taken out.
      whole(/ask me a practi[cs]e question for [^.?!;]{1,120}/),
      whole(/ask me a question about this requirement: ?/),
    ),
  },
  {
    intent: 'about_posting',
    says: anyOf(
      /\b(?:about|of|for|in) (?:this|the) (?:job|role|posting|advert|position|company|employer)\b/i,
      /\b(?:what|which|who)\b.{0,30}\b(?:require|requires|required|requirements|need|look for|looking for|expect)\b/i,
      /\b(?:what|tell|show|explain)\b.{0,20}\b(?:this|the) (?:job|role|posting|advert|position|company|employer)\b/i,
    ),
  },
  {
    intent: 'goodbye',
    says: /^(?:thanks|thank you|thx|that['’]?s all|that is all|bye|goodbye|cheers|i['’]?m done|i am done)\b/i,
    certain: whole(/thanks|thank you|bye|goodbye/),
  },
  {
    intent: 'greeting',
    says: /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|hiya)\b/i,
    certain: whole(/(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there)?/),
  },
];

// With a question open, a command is one only when the whole message reads like one: an imperative to the coach or a
// question to the coach. "Next I called the doctor" is an answer that begins with "next".
const REQUEST =
  /^(?:ask me|(?:please |can you |could you |can we |could we |can i |could i |may i |let['’]?s |let us |i(?:['’]d| would) like (?:to )?|i want (?:to )?|i need )*(?:ask me|a (?:new|different|technical|behaviou?ral|situational|prep)|the (?:next|same)|have a|practi[cs]e the|do (?:it|that) again|another (?:question|one)|try (?:(?:it|that|this|the same)(?: question)? )?(?:again|once more)|answer (?:it|that|this)(?: question)? again|move on|continue|go on|skip|start(?= (?:the|a|an|with a) )|repeat (?:the|that|this) question|see my|know|let me try|the report|talk about (?:pay|salary|money)|(?:save|keep|remember) (?:this|that|my|the) (?:last )?(?:answer|response))\b)/i;
const SHORT_REQUEST =
  /^(?:please )?(?:next(?: one| question)?|another(?: one| question)?|skip(?: (?:this|that|it))?(?: one| question)?|again|retry|redo|same question(?: (?:again|once more))?|(?:one more|another) (?:go|try|attempt)(?: at (?:it|this|that|the same question))?|go on|move on|continue|a? ?(?:new|different) question|let me try (?:again|once more|it again)|hint|help|outline|agenda|(?:save|keep|remember) (?:it|this|that)|(?:save|keep|store|remember|note) (?:this|that|my|the)(?: last)? (?:answer|response|one)(?: (?:for me|for later))?|(?:my |the )?(?:progress|salary|pay|compensation|upcoming interviews))(?: please| now| thanks)?\W*$/i;
const TO_THE_COACH =
  /^(?:please )?(?:(?:make|create|write|generate|prepare|build) (?:me |my |the |an? )+.{0,20}\b(?:document|pdf|report|prep|briefing|agenda)|(?:give|show|list|tell)(?: me)? (?:(?:a|an|my|the|some|one|another) )?(?:different|new|next|technical|behaviou?ral|situational|closing|hint|outline|likely|questions?|documents|preps|earlier|list|good|help|upcoming|interviews|calendar|agenda|progress|salary|pay)|compare my|explain (?:the|this|that|your) question|help me (?:structure|answer|with)|i (?:do not|don['’]?t) understand (?:the|this|that|your) question)\b/i;
const QUESTION = /^(?:what|which|where|when|how|who|can|could|are|am|do|does|is|why|should|may)\b/i;

function readsAsCommand(said: string): boolean {
  if (REQUEST.test(said) || SHORT_REQUEST.test(said) || TO_THE_COACH.test(said)) return true;
  return (
    QUESTION.test(said) &&
    (said.endsWith('?') ||
      /^(?:how (?:do|should|would|can|does|am|far|ready|prepared|much (?:do|does|should|would))|when(?:['’]s| is| are| does| will)|do i have|am i (?:ready|prepared)|what (?:do|does|are|is|should|would|could|will)|which (?:good )?questions|where (?:are|do)|can (?:you|we)|could you|are you)\b/i.test(
        said,
      ))
  );
}

/** What the candidate wants. With a question open it is an answer only where nothing else fits better. */
export function intentOf(facts: IntentFacts): Intent {
  const plainly =
    whetherAnswer(facts) ?? planIntent(facts) ?? (isJobText(facts) ? { intent: 'job_text' as const } : undefined);
  if (plainly !== undefined) return plainly;
  const command = commandIntent(facts);
  if (command !== undefined) return command;
  if (!facts.hasOpenQuestion) return asideKind(facts) ?? { intent: 'other' };
  return openIntent(facts, commandIn(facts.text)?.rule.intent);
}

/** What the message wants, where it reads as a command. */
function commandIntent(facts: IntentFacts): Intent | undefined {
  const command = commandIn(facts.text);
  if (command === undefined) return undefined;
  const { rule, said } = command;
  const isCertain = rule.certain?.test(said) === true;
  if (facts.hasOpenQuestion && (rule.intent === 'greeting' || !(isCertain || readsAsCommand(said)))) return undefined;
  // While a question is open, thanks are no goodbye.
  if (facts.hasOpenQuestion && rule.intent === 'goodbye' && /^th|^cheers/i.test(said)) return undefined;
  const intent: Intent = { intent: rule.intent, ...defined({ wanted: rule.wanted }) };
  const isPlain = isCertain || rule.wanted !== undefined || !LOOSE.includes(rule.intent) || /^ask me\b/i.test(said);
  const kind = isPlain ? undefined : asideKind(facts);
  return kind === undefined || kind.intent === 'acknowledge' ? intent : kind;
}

/** Commands whose words stand in much else that is asked: a kind that fits the whole message comes before them. */
const LOOSE: readonly Intent['intent'][] = [
  'next_question',
  'about_posting',
  'explain_question',
  'try_again',
  'save_answer',
];

/** The first command that the message has the words of, and those words without quotes. */
export function commandIn(text: string): { rule: Rule; said: string } | undefined {
  if (text.length > COMMAND_CHARACTERS) return undefined;
  const said = text.replace(QUOTED, ' ').replace(/\s+/gu, ' ').trim();
  if (said.split(' ').length > COMMAND_WORDS) return undefined;
  const rule = COMMANDS.find(({ says }) => says.test(said));
  return rule === undefined ? undefined : { rule, said };
}
