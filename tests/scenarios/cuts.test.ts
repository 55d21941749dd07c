import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as loopTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InterviewPrep, type TurnEvent } from '../../packages/sdk/src/index.ts';
import { readConfig } from '../../packages/server/src/config.ts';
import type { Engine, ReplyEvent } from '../../packages/server/src/core/engine/ports.ts';
import { type RunningServer, startServer } from '../../packages/server/src/start-server.ts';
import { type Cut, type CuttingProxy, cuttingProxy } from './cutting-proxy.ts';

const CUTS = 1_000;
const CHATS_AT_ONCE = 16;
const CHARACTERS = 6_000;
/** About what the head of an answer takes, and the most that one connection brings. */
const HEAD_BYTES = 1_000;
const MOST_BYTES = 8_000;
/** Every so many connections one brings enough for a whole turn. Even that one breaks later: connections are used again. */
const LASTS = 25;
const LASTING_BYTES = 40_000;
const UNLIMITED = '1000000000';
const PHRASES = [
  'Tell me more. ',
  '你先说说情况。',
  '👩🏽‍⚕️ ',
  'data: {"type":"done"}\n\n',
  '\u2028',
  'It’s “quoted” \\ and \\n. ',
  'event: error\nid: 9999\n',
  'Straße żółć ',
];

/** The same numbers in every run, so that a failure can be seen again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The engine's reply to `text`: known beforehand, and another for each. */
function replyFor(text: string): string {
  const random = seeded([...text].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0);
  let reply = `You said: ${text}. `;
  while (reply.length < CHARACTERS) reply += PHRASES[Math.floor(random() * PHRASES.length)] ?? '';
  return reply;
}

/** Says the known text in pieces of any length, even inside a letter of two code units, and counts who asked. */
function scriptedEngine(): { engine: Engine; asked: Map<string, number> } {
  const asked = new Map<string, number>();
  const random = seeded(5);
  const usage = { inputTokens: 0, outputTokens: 0 };
  async function* streamReply(text: string, signal: AbortSignal): AsyncIterable<ReplyEvent> {
    asked.set(text, (asked.get(text) ?? 0) + 1);
    const reply = replyFor(text);
    for (let from = 0; from < reply.length;) {
      signal.throwIfAborted();
      const to = from + 1 + Math.floor(random() * 60);
      yield { type: 'text', text: reply.slice(from, to) };
      from = to;
      await loopTurn();
    }
  }
  const engine: Engine = {
    kind: 'rehearsal',
    label: 'Says a known text.',
    knownAnswer: () => undefined,
    runDecision: async (decision, facts) => ({ answer: decision.fallback(facts), by: 'fallback', usage }),
    streamReply: ({ history }, { signal }) => streamReply(history.at(-1)?.text ?? '', signal),
  };
  return { engine, asked };
}

/** How the connections end. Early ones, in the middle of the head or before any byte, as well as late ones. */
function cutPlan(): () => Cut {
  const random = seeded(11);
  let connections = 0;
  return () => {
    connections += 1;
    if (connections % LASTS === 0) return { afterBytes: LASTING_BYTES, how: 'reset' };
    const place = random();
    // Nothing at all, a part of the head, or somewhere in the frames.
    const afterBytes =
      place < 0.04
        ? 0
        : place < 0.1
          ? Math.floor(random() * HEAD_BYTES)
          : HEAD_BYTES + Math.floor(random() * MOST_BYTES);
    return { afterBytes, how: random() < 0.5 ? 'reset' : 'end' };
  };
}

describe('a stream that is cut a thousand times', () => {
  const { engine, asked } = scriptedEngine();
  let directory: string;
  let server: RunningServer;
  let proxy: CuttingProxy;
  let steady: InterviewPrep;
  let cut: InterviewPrep;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'cuts-'));
    const config = readConfig({
      PORT: '0',
      DATA_DIR: directory,
      LOG_LEVEL: 'silent',
      REQUESTS_PER_MINUTE: UNLIMITED,
      TURNS_PER_MINUTE: UNLIMITED,
    });
    server = await startServer({ config, engine, signals: false });
    proxy = await cuttingProxy(server.url, cutPlan());
    const backend = new InterviewPrep({ baseUrl: server.url, secretKey: server.demo?.secretKey });
    const { token } = await backend.clientTokens.create({ candidate: { externalId: 'cut' } });
    steady = new InterviewPrep({ baseUrl: server.url, clientToken: token });
    // Nobody waits between two tries, and a request without an answer is tried as often as a stream.
    cut = new InterviewPrep({ baseUrl: proxy.url, clientToken: token, maxRetries: 50, sleep: () => loopTurn() });
  });

  afterAll(async () => {
    await proxy.close();
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('loses nothing, doubles nothing and asks the engine once', async () => {
    const received: { chatId: string; text: string; events: TurnEvent[] }[] = [];
    const talk = async (lane: number) => {
      for (let turn = 0; proxy.seen.cuts < CUTS; turn += 1) {
        const { id: chatId } = await steady.chats.create();
        const text = `turn ${turn} of lane ${lane}`;
        const events: TurnEvent[] = [];
        for await (const event of cut.chats.turn(chatId, { text })) events.push(event);
        received.push({ chatId, text, events });
      }
    };
    await Promise.all(Array.from({ length: CHATS_AT_ONCE }, (_, lane) => talk(lane)));

    expect(proxy.seen.cuts).toBeGreaterThanOrEqual(CUTS);
    expect(proxy.seen.silent).toBeGreaterThan(0);
    for (const { text, events } of received) {
      expect(events.map(({ type }) => type).filter((type, index, types) => type !== types[index - 1])).toEqual([
        'message',
        'token',
        'usage',
        'done',
      ]);
      expect(replyText(events)).toBe(replyFor(text));
    }
    expect([...asked.values()]).toEqual(received.map(() => 1));
    // And so it stands in the log, for everybody who comes later; a transcript leaves out the space at the ends.
    const [first] = received;
    const { messages } = await steady.transcripts.get(first?.chatId ?? '');
    expect(messages.map((message) => message.text)).toEqual([first?.text, replyFor(first?.text ?? '').trim()]);
  });
});

function replyText(events: readonly TurnEvent[]): string {
  return events.map((event) => (event.type === 'token' ? event.text : '')).join('');
}
