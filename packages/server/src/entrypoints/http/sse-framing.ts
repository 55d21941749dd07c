import { isPublic, type Position, type SessionEvent, type TurnEvent } from '../../core/sessions/ports.ts';
import type { Framing } from '../streams/ports.ts';
import { SSE_SIGNS } from '../streams/sse-response.ts';
import { eventFrame } from './event-frame.ts';

/** Characters in one frame. A reader whose line is cut keeps only whole frames: a long rest in one would never arrive on a bad line. */
const FRAME_CHARACTERS = 512;

type Token = Extract<TurnEvent, { type: 'token' }>;

/** The events of the contract as server-sent events; others are ignored. Pieces of one text that gather become one frame. */
export class SseFraming implements Framing<SessionEvent> {
  readonly heartbeat = SSE_SIGNS.heartbeat;
  readonly comeBack = SSE_SIGNS.comeBack;
  #frames = '';
  #text: { position: Position; token: Token } | undefined;

  add({ position, fact }: SessionEvent): number {
    if (isPublic(fact)) {
      if (fact.type === 'token') this.#addText(position, fact);
      else {
        this.#settle();
        this.#frames += eventFrame(position, fact);
      }
    }
    return this.#frames.length + (this.#text?.token.text.length ?? 0);
  }

  take(): string {
    this.#settle();
    const frames = this.#frames;
    this.#frames = '';
    return frames;
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
}

/** Where the piece that begins at `from` ends: never inside a letter of two code units. */
function pieceEnd(text: string, from: number): number {
  const end = Math.min(text.length, from + FRAME_CHARACTERS);
  const last = text.charCodeAt(end - 1);
  return end < text.length && last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
