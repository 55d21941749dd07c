import type { Intent, IntentFacts } from '../../../core/chat/decisions.ts';

type Rule = { intent: Intent['intent']; says: RegExp; wanted?: Intent['wanted'] };

/** Commands are short. A longer text with a question open is an answer, whatever words it contains. */
const COMMAND_WORDS = 16;

/** What stands in quotation marks is quoted, not said. */
const QUOTED = /[“"][^”"]*[”"]/gu;

// Ordered: the first that fits wins. Alternations of plain words only, so that no text can make them slow.
const COMMANDS: readonly Rule[] = [
  { intent: 'list_documents', says: /\b(list|show|see|where)\b.{0,30}\b(documents|preps|earlier|previous)\b|\bmy (documents|preps)\b/i },
  { intent: 'make_document', says: /\b(make|create|write|generate|prepare|build|give|want|need)\b.{0,40}\b(document|pdf|report|prep(aration)? (doc|sheet|guide|plan)|briefing)\b/i },
  { intent: 'questions_to_ask', says: /\b(questions?)\b.{0,30}\b(i|me|to) (can|could|should|might|may)?\s?ask\b|\bask (them|the interviewer|the panel|the employer)\b|\b(could|can|should) i ask\b/i },
  { intent: 'likely_questions', says: /\b(what|which|list|show|give)\b.{0,40}\b(likely|probably|questions (will|would|might|could) they|they (will|would|might|could)? ?(probably )?ask)\b/i },
  { intent: 'about_resume', says: /\b(my|the) (cv|resume|résumé)(?![\p{L}])|\b(how|where) do i (match|fit|stand)\b|\bmy (gaps|strengths)\b|\bam i (a )?(good )?(fit|match)\b/iu },
  { intent: 'try_again', says: /\b(try|answer|do|go|attempt)\b.{0,20}\b(again|once more|another go)\b|\b(same question|second attempt|retry|redo|repeat the question)\b/i },
  { intent: 'explain_question', says: /\b(explain|clarify|what do (you|they) (mean|want|look for|listen for)|what are (you|they) looking for|help me (with|answer|structure)|how (do|should|would|can) i (answer|approach|structure)|give me (a hint|an outline|some help)|hint|outline)\b/i },
  { intent: 'about_method', says: /\b(what is|what's|explain|how does)\b.{0,20}\b(star|method|this work)\b|\b(who|what) are you\b|\bare you (a )?(human|real|person|bot|ai|model)\b|\bhow does this work\b|\bwhat can you do\b/i },
  { intent: 'next_question', says: /\b(behaviou?ral)\b.{0,20}\bquestion/i, wanted: 'behavioural' },
  { intent: 'next_question', says: /\b(technical)\b.{0,20}\bquestion/i, wanted: 'technical' },
  { intent: 'next_question', says: /\b(situational|scenario|what would you do)\b.{0,20}\bquestion/i, wanted: 'situational' },
  { intent: 'next_question', says: /\b(closing|last|final)\b.{0,12}\bquestion/i, wanted: 'closing' },
  { intent: 'next_question', says: /\b(role|job|specific)\b.{0,12}\bquestion/i, wanted: 'role' },
  { intent: 'next_question', says: /\b(experience|background)\b.{0,12}\bquestion/i, wanted: 'experience' },
  { intent: 'next_question', says: /\b(next|another|new|different|skip|first|practi[cs]e|interview|ask me|start|begin|ready|go on|move on|continue)\b/i },
  { intent: 'about_posting', says: /\b(this|the) (job|role|posting|advert|position|company|employer)\b|\b(what|which)\b.{0,30}\b(require|requirements|need|look for|looking for|expect)\b/i },
  { intent: 'goodbye', says: /^(thanks|thank you|that'?s all|bye|goodbye|cheers|i'?m done)\b/i },
  { intent: 'greeting', says: /^(hi|hello|hey|good (morning|afternoon|evening)|hiya)\b/i },
];

/** With a question open, only words that are plainly about the practice itself are not an answer. */
const ALWAYS: ReadonlySet<Intent['intent']> = new Set([
  'list_documents',
  'make_document',
  'try_again',
  'explain_question',
  'next_question',
  'questions_to_ask',
  'likely_questions',
  'about_resume',
]);

const PLAIN_COMMAND =
  /^(please\s)?(ask me|next|another|skip|compare|which|what (will|would|could|can|should)|how do i (match|fit)|where do i|try|let me try|give me|show|list|make|create|write|generate|explain|what do|what are|how (do|should|would|can) i|help me|start|a different|different|new question|same question|can you|could you|i('d| would) like|i want|hint)\b/i;

export function intentOf({ text, hasOpenQuestion, hasFeedback }: IntentFacts): Intent {
  const said = text.replace(QUOTED, '').trim();
  const command = said.split(/\s+/u).length <= COMMAND_WORDS ? COMMANDS.find(({ says }) => says.test(said)) : undefined;
  const asIntent = (rule: Rule): Intent => ({ intent: rule.intent, ...(rule.wanted === undefined ? {} : { wanted: rule.wanted }) });
  if (hasOpenQuestion) {
    const plain = command !== undefined && ALWAYS.has(command.intent) && PLAIN_COMMAND.test(said);
    if (plain) return asIntent(command);
    // After feedback a thank-you is a thank-you, not an answer.
    if (hasFeedback && command?.intent === 'goodbye') return asIntent(command);
    if (command?.intent === 'about_method' && said.endsWith('?')) return asIntent(command);
    return { intent: 'answer' };
  }
  return command === undefined ? { intent: 'other' } : asIntent(command);
}
