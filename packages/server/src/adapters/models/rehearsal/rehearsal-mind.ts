import type { decisions, speeches } from '../../../core/decisions.ts';
import type { Clock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import type {
  AnswerOf,
  BoundTool,
  BriefOf,
  Call,
  Conversation,
  Decided,
  Decision,
  FactsOf,
  Mind,
  Spoken,
} from '../../../core/mind/ports.ts';
import { readAnswer } from './answer-rules.ts';
import { coachSpeaker } from './coach-speaker.ts';
import { intentOf } from './intent-rules.ts';
import { foundNothing, researchSpeaker } from './research-rules.ts';
import type { Speaker, ToolBelt } from './speaker.ts';

type Known = (typeof decisions)[number];
type Rules = {
  [Name in Known['name']]: (facts: FactsOf<Extract<Known, { name: Name }>>) => AnswerOf<Extract<Known, { name: Name }>>;
};

type Spoke = (typeof speeches)[number];
type Speakers = { [Name in Spoke['name']]: Speaker<BriefOf<Extract<Spoke, { name: Name }>>> };

// Exhaustive on purpose: a new decision or speech does not compile until it has a rule.
const RULES: Rules = {
  'chat.intent': intentOf,
  'feedback.answer_reading': readAnswer,
  'prep.writing': ({ draft }) => draft,
  'research.findings': foundNothing,
};
const SPEAKERS: Speakers = { 'coach.reply': coachSpeaker, 'research.report': researchSpeaker };

const NO_USAGE = { inputTokens: 0, outputTokens: 0 };

export type RehearsalOptions = {
  clock: Clock;
  /** The pause after each word, so that an answer can be read as it comes, and stopped. */
  wordDelayMs?: number;
};

/** The mind without any model: decisions by rules over typed facts, speech from written phrases. Same facts, same answer. */
export function rehearsalMind({ clock, wordDelayMs = 12 }: RehearsalOptions): Mind {
  return {
    kind: 'rehearsal',
    label: 'Rehearsal mode: no language model is connected. Questions and feedback come from written rules.',
    decide: async <Facts, Answer>(
      decision: Decision<string, Facts, Answer>,
      facts: Facts,
    ): Promise<Decided<Answer>> => {
      // The table is typed by name above; here the name is only known as a string.
      const rule = (RULES as Record<string, ((facts: never) => unknown) | undefined>)[decision.name];
      if (rule === undefined) return { answer: decision.fallback(facts), by: 'fallback', usage: NO_USAGE };
      const answer = decision.answer.safeParse(rule(decision.facts.parse(facts) as never));
      return answer.success
        ? { answer: answer.data, by: 'rules', usage: NO_USAGE }
        : { answer: decision.fallback(facts), by: 'fallback', usage: NO_USAGE };
    },
    async *converse<Brief>({ speech, brief, tools }: Conversation<Brief>, call: Call) {
      const speaker = (SPEAKERS as Record<string, Speaker<never> | undefined>)[speech.name];
      if (speaker === undefined) throw new Error(`The rehearsal mind has nothing to say for ${speech.name}`);
      for await (const spoken of speaker(speech.brief.parse(brief) as never, toolBelt(tools, call.signal))) {
        if (spoken.type === 'text') yield* paced(spoken.text, { clock, wordDelayMs, signal: call.signal });
        else yield spoken;
      }
    },
  };
}

async function* paced(
  text: string,
  { clock, wordDelayMs, signal }: { clock: Clock; wordDelayMs: number; signal: AbortSignal },
): AsyncGenerator<Spoken> {
  for (const word of text.match(/\s*\S+\s*/gu) ?? []) {
    signal.throwIfAborted();
    yield { type: 'text', text: word };
    if (wordDelayMs > 0) await clock.sleep(wordDelayMs, signal);
  }
}

function toolBelt(tools: readonly BoundTool[], signal: AbortSignal): ToolBelt {
  return {
    async *use(name, args) {
      const tool = tools.find((candidate) => candidate.name === name);
      if (tool === undefined) return { ok: false, summary: 'That is not possible here.', output: null };
      const id = newId('call');
      yield { type: 'tool_call', id, name, args };
      const outcome = await tool.run(args, signal);
      yield { type: 'tool_result', id, name, outcome };
      return outcome;
    },
  };
}
