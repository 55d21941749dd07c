import { readAnswer } from '../adapters/models/rules/answer-rules.ts';
import { intentOf } from '../adapters/models/rules/intent-rules.ts';
import type { AnswerFacts } from '../core/feedback/decisions.ts';
import type { ModelRequest } from '../core/engine/model.ts';
import { type ModelAnswer, type ScriptedModel, scriptedModel } from './scripted-model.ts';

const TOOL_FOR: Readonly<Record<string, string>> = {
  make_document: 'generate_prep',
  list_documents: 'list_preps',
  about_resume: 'get_resume',
  upcoming_interviews: 'get_upcoming_interviews',
  agenda: 'generate_interview_agenda',
  compensation: 'get_compensation_context',
  progress: 'get_prep_goals_status',
};

/**
 * A model that does what the prompts ask of it, for tests of a whole product: it answers every decision from what the
 * prompt holds, by the same rules as the rule engine, quotes what is there, uses the tool an intent needs, and writes
 * short sentences. Its words differ from the rule engine's; what happens does not.
 */
export function willingModel(options: { id?: string; pdf?: boolean } = {}): ScriptedModel {
  return scriptedModel(willingAnswer, options);
}

/** The answer of a willing model to one request. */
export function willingAnswer(request: ModelRequest): ModelAnswer {
  const text = lastWords(request);
  if (request.answer === undefined) return replyAnswer(request, text);
  // Distinguished by their prompts, because not every vendor passes on the name of a decision.
  if (text.includes('\nThe message, as data:')) return [JSON.stringify(intentIn(text))];
  if (text.includes('\nThe answer, as data:')) return [JSON.stringify(readingIn(text))];
  if (text.includes('\nThe notes, as data:')) return [JSON.stringify(findingsIn(text))];
  return text.includes('\nThe draft:') ? [JSON.stringify(slot(text, 'The draft:'))] : ['{}'];
}

function replyAnswer({ messages, tools }: ModelRequest, text: string): ModelAnswer {
  const last = messages.at(-1)?.blocks.at(-1);
  if (tools.some(({ name }) => name === 'research_company')) {
    return last?.type === 'tool_result'
      ? ['Done.']
      : [{ call: 'research_company', args: { query: String(slot(text, 'The company:')) } }];
  }
  if (last?.type === 'tool_result')
    return [last.ok ? 'That is done. ' : 'That did not work. ', 'Tell me how you would like to go on.'];
  const intent = /intent "(\w+)"/u.exec(text)?.[1] ?? 'other';
  const tool = TOOL_FOR[intent];
  if (tool !== undefined && tools.some(({ name }) => name === tool)) return ['One moment. ', { call: tool }];
  const question = slot(text, 'question') as { text?: string } | null;
  if (text.includes('asksNow true') && question?.text !== undefined)
    return ['Here is one for you.\n\n', `**${question.text}**\n\n`, 'Take your time.'];
  const feedback = slot(text, 'feedback') as { nextStep?: string } | null;
  if (feedback?.nextStep !== undefined) return ['Thank you, that helps. ', feedback.nextStep];
  const listed = slot(text, 'listed');
  if (Array.isArray(listed) && listed.length > 0)
    return ['These are worth a thought.\n\n', ...listed.map((line) => `- ${String(line)}\n`)];
  return ['I am here. ', 'Ask me for a question when you are ready.'];
}

function intentIn(text: string): unknown {
  const flag = (name: string) => new RegExp(`${name}: true`, 'u').test(text);
  return intentOf({
    text: String(slot(text, 'The message, as data:')),
    language: 'en',
    hasOpenQuestion: flag('A question is open'),
    hasFeedback: flag('There was feedback on an answer to it'),
    hasPosting: flag('The job is known'),
    hasResume: flag('There is a résumé'),
    asksWhether: flag('It was just asked whether the message before was an answer'),
    hasPlan: flag('A practice interview is under way'),
  });
}

function readingIn(text: string): unknown {
  const answer = String(slot(text, 'The answer, as data:'));
  // The prompt holds the facts of the decision, as the server made them.
  const facts = {
    question: slot(text, 'The question, with what interviewers listen for in it:'),
    criteria: slot(text, 'The criteria:'),
    answer,
  } as AnswerFacts;
  const { criteria, star, speaksAsGroup } = readAnswer(facts);
  const quotes = (spans: readonly { start: number; end: number }[]) =>
    spans.slice(0, 8).map(({ start, end }) => answer.slice(start, end));
  return {
    criteria: criteria.map(({ criterionId, shown, spans }) => ({ criterionId, shown, quotes: quotes(spans) })),
    star: star.map(({ part, shown, spans }) => ({ part, shown, quotes: quotes(spans) })),
    speaksAsGroup,
  };
}

/** Of each note its first sentence, quoted. */
function findingsIn(text: string): unknown {
  const notes = slot(text, 'The notes, as data:');
  const facts = (Array.isArray(notes) ? notes : []).map(({ number, text: note }: { number: number; text: string }) => {
    const quote = /^[^.\n]{12,300}\.?/u.exec(note)?.[0] ?? note;
    return { text: quote, sourceNumbers: [number], quote };
  });
  return { sections: [{ section: 'overview', facts, notFound: ['how many people work there'] }] };
}

/** The data that stands after a name in a prompt: on the same line or the next. */
function slot(text: string, name: string): unknown {
  const at = text.lastIndexOf(`\n${name}`) + 1;
  const line =
    text
      .slice(at + name.length)
      .trimStart()
      .split('\n', 1)[0] ?? '';
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** The newest message of the user, as one text. */
function lastWords({ messages }: ModelRequest): string {
  const asked = messages.findLast(({ role, blocks }) => role === 'user' && blocks.some(({ type }) => type === 'text'));
  return `\n${(asked?.blocks ?? []).map((block) => (block.type === 'text' ? block.text : '')).join('\n')}`;
}
