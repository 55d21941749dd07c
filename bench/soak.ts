import { setTimeout as sleep } from 'node:timers/promises';
import { type Address, type Memory, ServerChild } from './child.ts';
import type { Figure } from './report.ts';
import { slope } from './statistics.ts';
import { newChats, readTurn } from './stream-reader.ts';

const CANDIDATES = 8;
const TURNS_PER_CHAT = 3;
const TOKENS = 80;
const SAMPLES = 60;
/** Code and buffers that are made once belong to no slope. */
const WARM_UP_SHARE = 0.2;
const SETTLE_MS = 300;
const MB = 1024 * 1024;

type Sample = Memory & { readonly atMinutes: number };

/**
 * How the memory of a server grows that works without a pause: chats, turns, reading them again and résumés, with an
 * idempotency key each. On demand: `npm run bench -- --only soak --minutes 30`. A client token lasts an hour.
 */
export async function soak(minutes: number): Promise<readonly Figure[]> {
  if (!(minutes > 0 && minutes <= 55)) throw new Error('--minutes must be more than 0 and at most 55.');
  const server = await ServerChild.start('app-child.ts');
  const stop = new AbortController();
  const done = { turns: 0 };
  try {
    await server.stream({ shape: 'burst', count: TOKENS });
    const working = Promise.all(Array.from({ length: CANDIDATES }, () => work(server.address, done, stop.signal)));
    const samples = await Promise.race([sampled(server, minutes), working.then(() => [])]);
    stop.abort();
    await working;
    return figuresOf(samples, { minutes, turns: done.turns });
  } finally {
    stop.abort();
    await server.close();
  }
}

async function sampled(server: ServerChild, minutes: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const began = performance.now();
  while (samples.length < SAMPLES) {
    const due = began + ((samples.length + 1) * minutes * 60_000) / SAMPLES;
    await sleep(Math.max(0, due - performance.now() - SETTLE_MS));
    // Twice: what only a finalizer lets go is free at the second collection.
    await server.memory();
    await sleep(SETTLE_MS);
    samples.push({ ...(await server.memory()), atMinutes: (performance.now() - began) / 60_000 });
  }
  return samples;
}

async function work(address: Address, done: { turns: number }, stop: AbortSignal): Promise<void> {
  for (let round = 0; !stop.aborted; round += 1) {
    const [chat] = await newChats(address, 1);
    if (chat === undefined) return;
    for (let turn = 0; turn < TURNS_PER_CHAT && !stop.aborted; turn += 1) {
      await readTurn(address, chat.turns, () => undefined);
      done.turns += 1;
    }
    for (const path of [chat.events, '/v1/chats?limit=20', '/v1/me']) await call(address, { method: 'GET', path });
    const consent = JSON.stringify({ kind: 'practice', textVersion: '1' });
    await call(address, { method: 'POST', path: '/v1/consents', body: consent, type: 'application/json' });
    if (round % 50 === 0)
      await call(address, { method: 'PUT', path: '/v1/resume', body: `Nurse, version ${round}.`, type: 'text/plain' });
  }
}

async function call(
  { url, headers }: Address,
  { method, path, body, type }: { method: string; path: string; body?: string; type?: string },
): Promise<void> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...headers,
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body }),
  });
  await response.arrayBuffer();
  // Résumés have a limit of their own, which the load may reach.
  if (!response.ok && response.status !== 429) throw new Error(`${method} ${path}: ${response.status}`);
}

function figuresOf(all: readonly Sample[], { minutes, turns }: { minutes: number; turns: number }): Figure[] {
  const samples = all.slice(Math.floor(all.length * WARM_UP_SHARE));
  const figure = (what: string, of: (sample: Sample) => number): Figure => {
    const points = samples.map((sample) => ({ x: sample.atMinutes, y: of(sample) / MB }));
    const [first, last] = [points[0]?.y ?? Number.NaN, points.at(-1)?.y ?? Number.NaN];
    return {
      bench: 'soak',
      what: `${what}: growth by least squares`,
      value: slope(points),
      unit: 'MB/min',
      note: `from ${first.toFixed(1)} to ${last.toFixed(1)} MB in ${minutes} minutes with ${turns} turns, after collections`,
    };
  };
  return [
    { ...figure('heap and buffers', ({ heap }) => heap), goal: { at: 'most', value: 0.5 } },
    figure('resident', ({ rss }) => rss),
  ];
}
