import { newId } from '../kernel/ids.ts';
import type { ModelEvent } from './model.ts';
import type { ReplyEvent } from './ports.ts';
import { repeatsItself } from './repetition.ts';
import type { VisibleTextOptions } from './visible-state.ts';
import { PromptEcho } from './prompt-echo.ts';
import { VisibleText } from './visible-text.ts';

/** Characters between two looks at whether a model repeats itself. */
const CHECKED_EACH = 500;

export type RequestedCall = { readonly id: string; readonly name: string; readonly json: string };

export const texts = (text: string): ReplyEvent[] => (text === '' ? [] : [{ type: 'text', text }]);

/** Collects one answer of the model. */
export class ModelAnswer {
  text = '';
  /** Characters of all that came, thoughts included. */
  received = 0;
  readonly calls: RequestedCall[] = [];
  readonly visible: VisibleText;
  /** What repeats the system prompt is not for a reader. */
  readonly echo: PromptEcho;
  /** There once the answer is over. */
  reason: 'end' | 'tool_calls' | 'length' | 'filtered' | undefined;
  /** Whether it found no end of its own. */
  repeats = false;
  #checked = 0;
  #withdrew = false;
  readonly #limit: number;

  constructor(limit: number, { system, ...options }: VisibleTextOptions & { readonly system: string }) {
    this.#limit = limit;
    this.visible = new VisibleText(options);
    this.echo = new PromptEcho(system);
  }

  get isEmpty(): boolean {
    return this.text === '' && this.calls.length === 0;
  }

  get isCutShort(): boolean {
    return this.visible.cutShort && this.calls.length === 0;
  }

  /** The reply events that this event adds. */
  take(event: ModelEvent): ReplyEvent[] {
    // Our own name for the call: what a vendor or a model calls it could be anything, or the same twice.
    if (event.type === 'tool_call') this.calls.push({ id: newId('call'), name: event.name, json: event.json });
    if (event.type === 'finished') return this.#end(event.reason);
    if (event.type !== 'text' || event.text === '') return [];
    // What goes beyond the limit is not even looked at.
    const text = event.text.slice(0, Math.max(0, this.#limit - this.received));
    this.received += event.text.length;
    const said = this.#said(this.visible.take(text));
    this.repeats = Math.floor(this.received / CHECKED_EACH) > this.#checked && this.#repeats();
    if (this.repeats) this.reason = 'length';
    // Silence is never an end, but neither does an answer without one get to fill the log.
    if (this.received >= this.#limit) {
      this.reason = 'length';
      this.calls.length = 0;
    }
    return said;
  }

  /** Looked at now and then: it costs more than a piece of text. */
  #repeats(): boolean {
    this.#checked = Math.floor(this.received / CHECKED_EACH);
    return repeatsItself(this.text);
  }

  #end(reason: NonNullable<ModelAnswer['reason']>): ReplyEvent[] {
    this.reason = reason;
    const whole = reason === 'end' || reason === 'tool_calls';
    const said = this.#said(this.visible.end(whole), true);
    // Some models write their calls into the text as well.
    if (whole && this.calls.length === 0)
      this.calls.push(...this.visible.calls.map((call) => ({ id: newId('call'), ...call })));
    return said;
  }

  #said(visible: string, isOver = false): ReplyEvent[] {
    const withdrawn: ReplyEvent[] = this.visible.leaked && !this.#withdrew ? [{ type: 'withdrawn' }] : [];
    if (withdrawn.length > 0) {
      this.text = '';
      this.echo.end();
    }
    const text = this.echo.take(visible) + (isOver ? this.echo.end() : '');
    this.#withdrew = this.visible.leaked;
    this.text += text;
    return [...withdrawn, ...texts(text)];
  }
}
