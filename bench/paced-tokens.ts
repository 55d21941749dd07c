import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine, ReplyEvent } from '../packages/server/src/core/engine/ports.ts';

/**
 * How tokens come: `burst` all at once, `paced` one every `everyMs`, `marked` likewise. A marked token names its number,
 * the moment it was due and the moment it came, in microseconds of the machine's clock: in letters, because the coach
 * holds figures back until it is clear that they are no score.
 */
export type Pace = { readonly shape: 'burst' | 'paced' | 'marked'; readonly count: number; readonly everyMs?: number };

const WORDS =
  'Tell me about a time when the plan did not hold and what you did , then say what came of it 你好 “quoted” \n';
const TOKENS = WORDS.split(' ').map((word) => ` ${word}`);

/** The `index`th token of every reply that is not marked. */
export function tokenAt(index: number): string {
  return TOKENS[index % TOKENS.length] ?? '';
}

/** Characters (UTF-16 code units) of a reply of `count` tokens that is not marked. */
export function charactersOf(count: number): number {
  let characters = 0;
  for (let index = 0; index < count; index += 1) characters += tokenAt(index).length;
  return characters;
}

/** Microseconds of a clock that all processes of this machine share. */
export function microseconds(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

const DIGITS = 'abcdefghij';

function mark(...numbers: readonly number[]): string {
  const spelled = numbers.map((number) => String(number).replaceAll(/\d/gu, (digit) => DIGITS.charAt(Number(digit))));
  return `${spelled.join(':')};`;
}

/** The numbers of each whole mark in `text`, in order: its own, when it was due, when it came. */
export function marksIn(text: string): number[][] {
  const marks = text.split(';').filter((each) => each !== '');
  return marks.map((each) =>
    each.split(':').map((letters) => Number(letters.replaceAll(/[a-j]/gu, (letter) => String(DIGITS.indexOf(letter))))),
  );
}

/** The tokens of one reply. Both contenders of a benchmark read from this. */
export async function* tokens({ shape, count, everyMs = 20 }: Pace): AsyncGenerator<string, void, undefined> {
  if (shape === 'burst') {
    for (let index = 0; index < count; index += 1) yield tokenAt(index);
    return;
  }
  // Streams that begin together must not all send in the same millisecond.
  const begin = microseconds() + Math.random() * everyMs * 1000;
  for (let index = 0; index < count; index += 1) {
    const due = Math.round(begin + index * everyMs * 1000);
    const waitMs = (due - microseconds()) / 1000;
    if (waitMs > 0) await sleep(Math.ceil(waitMs));
    yield shape === 'paced' ? tokenAt(index) : mark(index, due, microseconds());
  }
}

/** An engine that decides by the declared defaults and streams `pace()`. */
export function streamingEngine(pace: () => Pace): Engine {
  const usage = { inputTokens: 0, outputTokens: 0 };
  return {
    kind: 'rehearsal',
    label: 'Streams for a benchmark.',
    knownAnswer: () => undefined,
    runDecision: async (decision, facts) => ({ answer: decision.fallback(facts), by: 'fallback', usage }),
    async *streamReply(): AsyncIterable<ReplyEvent> {
      for await (const text of tokens(pace())) yield { type: 'text', text };
    },
  };
}
