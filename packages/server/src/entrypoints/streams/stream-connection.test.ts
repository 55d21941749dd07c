import { describe, expect, it } from 'vitest';
import type { Clock } from '../../core/kernel/clock.ts';
import { STREAM_LIMITS } from './limits.ts';
import type { Framing, OpenSink, SinkEvents, StreamSource } from './ports.ts';
import { StreamConnections } from './stream-connections.ts';

/** Sleepers by how long they sleep; a test wakes them. */
function wakefulClock(): Clock & { wake(delayMs: number): void; sleeping(): number[] } {
  const sleepers = new Set<{ delayMs: number; wake: () => void }>();
  return {
    now: () => 0,
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason);
        const sleeper = { delayMs, wake: () => (sleepers.delete(sleeper), resolve()) };
        signal?.addEventListener('abort', () => (sleepers.delete(sleeper), reject(signal.reason)), { once: true });
        sleepers.add(sleeper);
      }),
    wake: (delayMs) => [...sleepers].filter((one) => one.delayMs === delayMs).forEach(({ wake }) => wake()),
    sleeping: () => [...sleepers].map(({ delayMs }) => delayMs),
  };
}

/** A transport like a WebSocket: messages, the bytes that wait, and no notion of HTTP. A slow one lets them wait until `take`. */
class MemorySink {
  readonly messages: string[] = [];
  readonly slow: boolean;
  bufferedAmount = 0;
  opened = false;
  state: 'open' | 'closing' | 'closed' | 'broken' = 'open';
  events: SinkEvents = { drained() {}, closed() {} };

  constructor(slow: boolean) {
    this.slow = slow;
  }

  readonly open: OpenSink = (events) => {
    this.opened = true;
    this.events = events;
    if (this.state !== 'open') events.closed();
    return this;
  };

  write(text: string): boolean {
    this.messages.push(text);
    if (this.slow) this.bufferedAmount += text.length;
    return !this.slow;
  }

  take(): void {
    this.bufferedAmount = 0;
    this.events.drained();
    if (this.state === 'closing') this.#closed('closed');
  }

  close(): void {
    if (this.bufferedAmount > 0) this.state = 'closing';
    else this.#closed('closed');
  }

  destroy(): void {
    this.#closed('broken');
  }

  #closed(state: 'closed' | 'broken'): void {
    this.state = state;
    this.events.closed();
  }
}

/** One message for what gathered. */
class JsonFraming implements Framing<string> {
  readonly heartbeat = 'ping';
  readonly comeBack = 'come back';
  #gathered: string[] = [];

  add(event: string): number {
    this.#gathered.push(event);
    return this.#gathered.join('').length;
  }

  take(): string {
    const events = this.#gathered.splice(0);
    return events.length === 0 ? '' : JSON.stringify(events);
  }
}

/** Events that a test sends, until it ends them. */
function script(): { source: StreamSource<string>; say(...events: string[]): void; end(thrown?: Error): void } {
  const [events, state] = [[] as string[], { wake: () => {}, ended: false, thrown: undefined as Error | undefined }];
  const source = async function* (signal: AbortSignal) {
    signal.addEventListener('abort', () => state.wake());
    for (;;) {
      while (events.length > 0) yield events.shift() ?? '';
      if (signal.aborted || state.ended) break;
      await new Promise<void>((resolve) => (state.wake = resolve));
    }
    if (state.thrown !== undefined) throw state.thrown;
  };
  return {
    source: { complete: true, events: source },
    say: (...more) => (events.push(...more), state.wake()),
    end: (thrown) => (Object.assign(state, { ended: true, thrown }), state.wake()),
  };
}

const turnOfTheLoop = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

/** A connection that serves a script over memory, with its first events. */
async function served(
  options: { slow?: boolean; limits?: object; source?: Partial<StreamSource<string>>; until?: number } = {},
  ...first: string[]
) {
  const clock = wakefulClock();
  const connections = new StreamConnections({ clock, limits: { ...STREAM_LIMITS, ...options.limits } });
  const connection = connections.connect({ until: options.until });
  const sink = new MemorySink(options.slow ?? false);
  const { source, say, end } = script();
  say(...first);
  const answered = connection.serve({ ...source, ...options.source }, new JsonFraming(), sink.open);
  answered.catch(() => undefined);
  await turnOfTheLoop();
  return { clock, connections, connection, sink, say, end, answered };
}

describe('a connection', () => {
  it('writes once for all that came within one turn of the loop', async () => {
    const { sink, say } = await served({}, 'a', 'b');
    say('c', 'd');
    expect(sink.messages).toEqual(['["a","b"]']);
    await turnOfTheLoop();
    expect(sink.messages).toEqual(['["a","b"]', '["c","d"]']);
  });

  it('writes at once when much has gathered, and lets others have their turn', async () => {
    const { sink } = await served({ limits: { flushCharacters: 2 } }, 'aa', 'bb', 'cc');
    await turnOfTheLoop();
    expect(sink.messages).toEqual(['["aa"]', '["bb"]', '["cc"]']);
  });

  it('ends with its source, and leaves no timer and no trace', async () => {
    const { sink, clock, connections, end, answered } = await served({}, 'a');
    end();
    await answered;
    expect([sink.messages, sink.state]).toEqual([['["a"]'], 'closed']);
    expect([clock.sleeping(), connections.size]).toEqual([[], 0]);
  });

  it('ends with the last event, where an event can be the last', async () => {
    const { sink, answered } = await served({ source: { isLast: (event) => event === 'b' } }, 'a', 'b', 'c');
    await answered;
    expect([sink.messages, sink.state]).toEqual([['["a","b"]'], 'closed']);
  });

  it('asks to come back when the source ends before its last event', async () => {
    const { sink, end, answered } = await served({ source: { isLast: () => false } }, 'a');
    end();
    await answered;
    expect(sink.messages.join('')).toBe('["a"]come back');
  });

  it('throws what fails before the first event, and has opened nothing', async () => {
    const { sink, connections, end, answered, clock } = await served();
    end(new Error('away'));
    await expect(answered).rejects.toThrow('away');
    expect([sink.opened, connections.size, clock.sleeping()]).toEqual([false, 0, []]);
  });

  it('is broken, not ended, by what fails later', async () => {
    const { sink, end, answered } = await served({}, 'a');
    end(new Error('away'));
    await answered;
    expect(sink.state).toBe('broken');
  });

  it('opens without an event only where the source has no end of its own', async () => {
    const whole = await served();
    const following = await served({ source: { complete: false } });
    for (const { clock } of [whole, following]) clock.wake(STREAM_LIMITS.openMs);
    await turnOfTheLoop();
    expect([whole.sink.opened, following.sink.opened]).toEqual([false, true]);
  });
});

describe('a reader', () => {
  it('that is slow is waited for', async () => {
    const { sink, say } = await served({ slow: true }, 'a');
    say('b', 'c');
    await turnOfTheLoop();
    expect(sink.messages).toEqual(['["a"]', '["b"]']);
    sink.take();
    await turnOfTheLoop();
    expect(sink.messages).toEqual(['["a"]', '["b"]', '["c"]']);
  });

  it('that takes nothing for half a minute is cut', async () => {
    const { sink, clock, connections, answered, say } = await served({ slow: true }, 'a');
    say('b');
    await turnOfTheLoop();
    clock.wake(STREAM_LIMITS.stallMs);
    await answered;
    expect([sink.state, clock.sleeping(), connections.size]).toEqual(['broken', [], 0]);
  });

  it('for whom too much waits is cut', async () => {
    const { sink } = await served({ slow: true, limits: { maxBufferedBytes: 10 } }, 'x'.repeat(20));
    expect(sink.state).toBe('broken');
  });

  it('that does not take the end is cut as well', async () => {
    const { sink, clock, end, answered } = await served({ slow: true }, 'a');
    end();
    sink.events.drained();
    await answered;
    expect(sink.state).toBe('closing');
    clock.wake(STREAM_LIMITS.endMs);
    await turnOfTheLoop();
    expect([sink.state, clock.sleeping()]).toEqual(['broken', []]);
  });

  it('that is there gets a heartbeat every 15 seconds, and one that is behind gets none', async () => {
    const [there, behind] = [await served({}, 'a'), await served({ slow: true }, 'a')];
    for (const { clock } of [there, behind, there]) {
      clock.wake(STREAM_LIMITS.heartbeatMs);
      await turnOfTheLoop();
    }
    expect([there.sink.messages, behind.sink.messages]).toEqual([['["a"]', 'ping', 'ping'], ['["a"]']]);
  });

  it('that leaves ends the source and every timer', async () => {
    const { sink, clock, connection, connections, answered } = await served({}, 'a');
    sink.destroy();
    await answered;
    expect([connection.signal.aborted, clock.sleeping(), connections.size]).toEqual([true, [], 0]);
  });

  it('that leaves before the first event ends the source and every timer', async () => {
    const { sink, clock, connection, connections, answered } = await served();
    connection.release();
    sink.destroy();
    await answered;
    expect([connections.size, sink.messages]).toEqual([0, []]);
    expect(clock.sleeping()).toEqual([]);
  });
});

describe('the end of a credential', () => {
  it('ends the connection after what was sent, and asks to come back', async () => {
    const { sink, clock, answered, say } = await served({ until: 60_000 }, 'a');
    say('b');
    await Promise.resolve();
    clock.wake(60_000);
    await answered;
    expect([sink.messages.join('').endsWith('come back'), sink.state]).toEqual([true, 'closed']);
    expect(clock.sleeping()).toEqual([]);
  });
});

describe('a server that stops', () => {
  it('ends every connection after what was sent, and asks to come back', async () => {
    const { sink, connections, answered, clock } = await served({}, 'a');
    connections.endAll();
    await answered;
    expect([sink.messages.join(''), sink.state]).toEqual(['["a"]come back', 'closed']);
    expect([clock.sleeping(), connections.size]).toEqual([[], 0]);
  });

  it('ends a connection that waits for its first event, and one that comes later', async () => {
    const { sink, connections, answered } = await served();
    connections.endAll();
    await answered;
    expect([sink.messages.join(''), sink.state]).toEqual(['come back', 'closed']);
    expect(connections.connect().signal.aborted).toBe(true);
  });

  it('lets go of a caller who waits for one whole answer', async () => {
    const { connections } = await served();
    const { signal } = connections.connect();
    connections.endAll();
    expect(signal.aborted).toBe(true);
  });
});
