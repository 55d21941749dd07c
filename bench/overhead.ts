import { built, memoryAppStorage, NO_READER } from './built-server.ts';
import type { Bench, Figure } from './report.ts';
import { ANSWERS, ASKS, type Line, SMALL_TALK, streamingModel } from './streaming-model.ts';
import { streamingEngine, tokens } from './paced-tokens.ts';
import { median, rotated } from './statistics.ts';

const LONG = 2_000;
const TURNS_AT_ONCE = 20;
const NOTE = `CPU; ${TURNS_AT_ONCE} turns at once, one follower each`;

/** CPU time of this process, in microseconds, that `work` takes. */
async function cpuMicros(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** An engine under measurement: its dependencies for the app, and its whole reply with nothing around it. */
type Subject = {
  readonly name: string;
  readonly overrides: Parameters<typeof built.compose>[2];
  drained(): Promise<unknown>;
};
/** The message that every engine gets at the moment, and how many tokens it answers with. */
type Now = { line: Line; count: number };

function bareEngine(now: Now): Subject {
  const pace = () => ({ shape: 'burst', count: now.count }) as const;
  return {
    name: 'a bare engine',
    overrides: { engine: streamingEngine(pace) },
    drained: () => exhausted(tokens(pace())),
  };
}

/** The engine of a language model, with its prompts, decisions, checks, retries and ledger; only the model is ours. */
function languageModel(now: Now): Subject {
  const model = streamingModel({ line: () => now.line, count: () => now.count });
  const request = { system: '', messages: [], tools: [], maxOutputTokens: LONG };
  return {
    name: 'a language model',
    overrides: { model },
    drained: () => exhausted(model.stream(request, new AbortController().signal)),
  };
}

async function exhausted(source: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const value of source) if (value !== undefined) count += 1;
  return count;
}

/** An app with its log in memory: turns in chats of their own, one reader each who follows, no network. */
async function harnessOf({ overrides }: Subject) {
  const config = built.readConfig({ DATA_DIR: 'unused', TURNS_PER_MINUTE: '1000000' });
  const app = await built.compose(
    config,
    { publicUrl: 'http://localhost' },
    { ...overrides, storage: memoryAppStorage(), reader: NO_READER },
  );
  const { chats } = app.services;
  const scope = built.scopeFor({ tenantId: 'ten_bench', subject: { kind: 'candidate', id: 'bench' } });
  const turn = async (chatId: string, text: string) => {
    const { turnId, after } = await chats.turn(scope, chatId, { text });
    const reader = { after, signal: new AbortController().signal, untilTurnEnds: turnId };
    const seen = new Set<string>();
    for await (const { fact } of chats.events(scope, chatId, reader)) {
      if (fact.type === 'error') throw new Error(fact.message);
      seen.add(fact.type);
    }
    return seen;
  };
  return {
    newChats: () => Promise.all(Array.from({ length: TURNS_AT_ONCE }, async () => (await chats.create(scope, {})).id)),
    turns: (ids: readonly string[], text: string) => Promise.all(ids.map((id) => turn(id, text))),
    close: () => app.close({ drainMs: 1_000 }),
  };
}

type Contender = 'bare' | 'short' | 'long' | 'judged';

async function measured(
  subject: Subject,
  now: Now,
  { judges, repetitions }: { judges: boolean; repetitions: number },
): Promise<Figure[]> {
  const harness = await harnessOf(subject);
  const set = (line: Line, count: number) => Object.assign(now, { line, count });
  const each = async (work: () => Promise<unknown>) => (await cpuMicros(work)) / TURNS_AT_ONCE;
  const turns = async (count: number) => {
    const ids = await harness.newChats();
    set(SMALL_TALK, count);
    return each(() => harness.turns(ids, SMALL_TALK.text));
  };
  const bare = () => {
    set(SMALL_TALK, LONG);
    return each(() => Promise.all(Array.from({ length: TURNS_AT_ONCE }, () => subject.drained())));
  };
  const judged = async () => {
    const ids = await harness.newChats();
    set(ASKS, 1);
    await harness.turns(ids, ASKS.text);
    set(ANSWERS, 1);
    let seen: readonly ReadonlySet<string>[] = [];
    const micros = await each(async () => (seen = await harness.turns(ids, ANSWERS.text)));
    if (!seen.every((types) => types.has('feedback'))) throw new Error('An answer was not judged.');
    return micros;
  };
  const contenders = { bare, short: () => turns(1), long: () => turns(LONG), ...(judges ? { judged } : {}) };
  try {
    await rotated(contenders, 3);
    return figuresOf(subject, await rotated<Contender, number>(contenders, repetitions));
  } finally {
    await harness.close();
  }
}

function figuresOf({ name }: Subject, { bare, short, long, judged }: Record<Contender, number[]>): Figure[] {
  const perToken = long.map((micros, index) => (micros - (short[index] ?? 0) - (bare[index] ?? 0)) / LONG);
  const turn = (what: string, micros: readonly number[]): Figure => ({
    bench: 'overhead',
    what: `${name}: ${what}`,
    value: median(micros) / 1000,
    unit: 'ms',
    goal: { at: 'most', value: 5 },
    note: NOTE,
  });
  return [
    {
      bench: 'overhead',
      what: `${name}: a token, beyond its engine`,
      value: median(perToken),
      unit: 'µs',
      goal: { at: 'most', value: 3 },
      note: `${NOTE}; the engine itself ${(median(bare) / LONG).toFixed(2)} µs`,
    },
    turn('a turn of one token', short),
    ...(judged === undefined ? [] : [turn('a turn that judges an answer', judged)]),
  ];
}

/** What a turn costs beyond generating its tokens, with an engine that only streams and with a language model's. */
export const overhead: Bench = async ({ quick }) => {
  const repetitions = quick ? 5 : 21;
  const now: Now = { line: SMALL_TALK, count: 1 };
  return [
    ...(await measured(bareEngine(now), now, { judges: false, repetitions })),
    ...(await measured(languageModel(now), now, { judges: true, repetitions })),
  ];
};
