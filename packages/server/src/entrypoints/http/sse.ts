import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../core/kernel/clock.ts';
import { isPublic, type Position, type SessionEvent, type TurnEvent } from '../../core/sessions/ports.ts';
import { eventFrame } from './event-frame.ts';
import type { StreamLimits } from './options.ts';

export const SSE_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

type Token = Extract<TurnEvent, { type: 'token' }>;

/** Characters in one frame. A reader whose line is cut keeps only whole frames: a long rest in one would never arrive on a bad line. */
const FRAME_CHARACTERS = 512;

/** Asks a client to reconnect with its last event id, and when. */
const COME_BACK = 'retry: 1500\n\n';

/**
 * The writing side of one event stream. Frames gather in one string and are written once per turn of the event loop,
 * and pieces of the same text that arrive within it become one frame. A reader that does not keep up is cut: it can
 * resume.
 */
export class EventStream {
  readonly #sink: Writable;
  readonly #clock: Clock;
  readonly #limits: StreamLimits;
  readonly #closed = new AbortController();
  #frames = '';
  #text: { position: Position; token: Token } | undefined;
  #flush: NodeJS.Immediate | undefined;
  #drained: Promise<void> | undefined;
  #pause: Promise<void> | undefined;

  constructor(sink: Writable, { clock, limits }: { clock: Clock; limits: StreamLimits }) {
    this.#sink = sink;
    this.#clock = clock;
    this.#limits = limits;
    sink.once('close', () => this.#closed.abort());
    sink.on('error', () => this.#closed.abort());
    void this.#beat();
  }

  /** Aborts when the reader is gone or the stream was ended. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Sends an event of the contract; others are ignored. Await `drained` after it. */
  send({ position, fact }: SessionEvent): void {
    if (this.closed.aborted || !isPublic(fact)) return;
    if (fact.type === 'token') this.#addText(position, fact);
    else {
      this.#settle();
      this.#frames += eventFrame(position, fact);
    }
    if (this.#frames.length + (this.#text?.token.text.length ?? 0) >= this.#limits.flushCharacters) {
      this.#write();
      // However fast this reader and its source are, the others get their turn.
      this.#pause ??= nextTurn().then(() => {
        this.#pause = undefined;
      });
    } else this.#flush ??= setImmediate(() => this.#write());
  }

  /** Resolves when the sender may go on: the reader can take more, or is gone. `undefined` when it may now. */
  drained(): Promise<void> | undefined {
    return this.#drained ?? this.#pause;
  }

  /** Ends the stream after what was sent; `comeBack` asks the client to resume. */
  end({ comeBack }: { comeBack: boolean }): void {
    if (this.closed.aborted) return;
    this.#settle();
    if (comeBack) this.#frames += COME_BACK;
    this.#write();
    this.#closed.abort();
    if (!this.#sink.destroyed) this.#sink.end();
  }

  /** Breaks the connection, so that nobody takes what came so far for all there was. */
  cut(): void {
    this.#closed.abort();
    this.#sink.destroy();
  }

  #addText(position: Position, token: Token): void {
    if (this.#text !== undefined && this.#text.position.seq !== position.seq) this.#settle();
    this.#text = { position, token: { ...token, text: (this.#text?.token.text ?? '') + token.text } };
  }

  #settle(): void {
    if (this.#text === undefined) return;
    const { position, token } = this.#text;
    const { text } = token;
    const before = position.characters - text.length;
    for (let from = 0; from < text.length;) {
      const to = pieceEnd(text, from);
      this.#frames += eventFrame(
        { seq: position.seq, characters: before + to },
        { ...token, text: text.slice(from, to) },
      );
      from = to;
    }
    this.#text = undefined;
  }

  #write(): void {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    this.#settle();
    if (this.#frames === '' || this.#sink.destroyed || this.#sink.writableEnded) return;
    const frames = this.#frames;
    this.#frames = '';
    if (this.#sink.write(frames)) return;
    if (this.#sink.writableLength > this.#limits.maxBufferedBytes) this.cut();
    else this.#drained ??= this.#waitForReader();
  }

  async #waitForReader(): Promise<void> {
    const done = new AbortController();
    const gone = () => done.abort();
    this.closed.addEventListener('abort', gone, { once: true });
    this.#clock.sleep(this.#limits.stallMs, done.signal).then(
      () => this.cut(),
      () => undefined,
    );
    // Rejects only when the connection ended first, which is an answer too.
    await once(this.#sink, 'drain', { signal: done.signal }).catch(() => undefined);
    this.closed.removeEventListener('abort', gone);
    done.abort();
    this.#drained = undefined;
  }

  async #beat(): Promise<void> {
    try {
      for (;;) {
        await this.#clock.sleep(this.#limits.heartbeatMs, this.closed);
        if (this.#drained !== undefined) continue;
        this.#frames += ':\n\n';
        this.#write();
      }
    } catch {
      // The clock lets go when the stream is over.
    }
  }
}

/** Where the piece that begins at `from` ends: never inside a letter of two code units. */
function pieceEnd(text: string, from: number): number {
  const end = Math.min(text.length, from + FRAME_CHARACTERS);
  const last = text.charCodeAt(end - 1);
  return end < text.length && last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
