import { competencyIdsIn, wordsOf } from '../vocabulary/ports.ts';
import type { CoachContext } from './reply-spec.ts';

const ABOUT =
  /\b(?:about|on|with|over|around|regarding|do|to|practi[cs]e|focus on|quiz me on) (?:(?:my|the|some|an?|your|questions? (?:about|on)) )*([\p{L}][\p{L}\p{N} &/'’-]{2,60})$/iu;
const BEFORE_QUESTIONS = /\b(?:an?|some|more|any) ([\p{L}-]{4,30}(?: [\p{L}-]{4,30})?) questions?$/iu;
const LAST_WORDS =
  /(?:[\s,]+(?:please|pls|next|instead|now|then|first|today|tonight|again|questions?|one|if you can|thanks?))+$|[\s.!?…]+$/iu;
/** What is no subject by itself. */
const NO_TOPIC =
  /^(?:it|that|this|these|those|them|me|you|another|other|next|new|different|something|anything|more|one|on|question|questions|a question|topic|subject|the next|move|continue|skip|this one|that one|practice|practise|harder|easier|behavioural|behavioral|technical|situational|closing|role|tougher|requirement|this requirement)\b/iu;

/** The subject that a candidate asks for a question about, in their words. */
export function askedTopic(text: string): string | undefined {
  let said = text.replace(/\s+/gu, ' ').trim();
  for (let before = ''; before !== said;) [before, said] = [said, said.replace(LAST_WORDS, '')];
  const topic = (ABOUT.exec(said)?.[1] ?? BEFORE_QUESTIONS.exec(said)?.[1])?.trim();
  return topic === undefined || NO_TOPIC.test(topic) ? undefined : topic;
}

const FEWEST_LETTERS = 4;

type Chosen = { readonly question: Asked; readonly topic?: { readonly result: string } };
type Asked = { readonly text: string; readonly requirement?: string; readonly competencies?: readonly string[] };

/** Whether the question that was chosen is about what was asked for. */
export function topicContext(text: string, { question: ask, topic }: Chosen): CoachContext['topic'] {
  const asked = askedTopic(text);
  if (asked === undefined) return undefined;
  const named = new Set(competencyIdsIn(asked));
  const stems = new Set(wordsOf(asked).flatMap(({ stem }) => (stem.length >= FEWEST_LETTERS ? [stem] : [])));
  const isAbout = [ask.text, ask.requirement ?? ''].some((words) => wordsOf(words).some(({ stem }) => stems.has(stem)));
  return { asked, found: topic?.result === 'found' || isAbout || (ask.competencies ?? []).some((id) => named.has(id)) };
}
