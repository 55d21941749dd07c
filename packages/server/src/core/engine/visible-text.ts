import { CodeContext } from './code-context.ts';
import { balancedEnd } from './lenient-json.ts';
import { beginsThoughts, endsThoughts, isMention, isOthersTurn, isUnfinished, not } from './mark-mentions.ts';
import { closerIn, markAt, mayBecomeMark, type Mark } from './model-marks.ts';
import { callsInBlock } from './call-blocks.ts';
import { writtenCalls, type WrittenCall } from './written-calls.ts';

type State =
  | { readonly now: 'text' }
  /** After an end, until a message of the harmony format begins. */
  | { readonly now: 'over' }
  | {
      readonly now: 'within';
      readonly what: 'thoughts' | 'call' | 'header' | 'role';
      readonly opener: string;
      readonly closers: readonly string[];
    };

export type VisibleTextOptions = {
  /** The names of the tools that may be called. */
  readonly tools: readonly string[];
  /** Whether nothing is said before it is known that no thoughts without a beginning stand before it. */
  readonly held: boolean;
};

const TEXT: State = { now: 'text' };
const OVER: State = { now: 'over' };
const HARMONY_ENDS = ['<|end|>', '<|return|>', '<|call|>', '<|start|>', '<|channel|>'];
const LONGEST_MARK = 40;
/** Harmony whose marks a server took out, and left the names of the channels. */
const BARE_CHANNEL = /^\s*(?:analysis|commentary)(?=[A-Z\n<]|\s+[A-Z])/u;
const CHANNELS = ['analysis', 'commentary'];

/**
 * Takes a model's text as it comes and gives what a reader may see of it: without thoughts, marks of a format, and calls
 * written as text, which stand in `calls` after the end. Code that mentions such marks is left as it is.
 */
export class VisibleText {
  readonly calls: WrittenCall[] = [];
  /** Whether thoughts came to an end without a beginning. */
  closedAlone = false;
  /** Whether that was found when a part of them had been given already. */
  leaked = false;
  /** Whether what was given waits for more, and what followed it is thoughts or a call that came to no end. */
  cutShort = false;
  #state: State = TEXT;
  #buffer = '';
  #held: string | undefined;
  #out = '';
  #said = false;
  #paired = false;
  /** Whether the text names the beginning of thoughts without beginning any. */
  #mentioned = false;
  #trims = true;
  /** The end of what was given or is held. */
  #tail = '';
  readonly #code = new CodeContext();
  readonly #tools: readonly string[];

  constructor({ tools, held }: VisibleTextOptions) {
    this.#tools = tools;
    this.#held = held ? '' : undefined;
  }

  take(text: string): string {
    this.#buffer += text;
    while (this.#step(false));
    return this.#given();
  }

  /** The rest. `whole`: the model came to its end, so that a call without its last mark is one. */
  end(whole: boolean): string {
    while (this.#step(true));
    if (this.#state.now === 'within') this.#endWithin(this.#state, whole);
    if (this.#code.fenced) this.#closeFence();
    this.#release();
    return this.#given();
  }

  #endWithin({ what, opener }: Extract<State, { now: 'within' }>, whole: boolean): void {
    if (what === 'call' && whole) {
      const length = /^\s*[[{]/u.test(this.#buffer)
        ? balancedEnd(this.#buffer, this.#buffer.search(/[[{]/u))
        : undefined;
      // Words behind the arguments are for a reader, if the end of the call is not marked.
      const words = length === undefined ? '' : this.#buffer.slice(length);
      this.#call(opener, this.#buffer);
      if (/^\s*\p{L}/u.test(words)) this.#say(words);
    }
    this.cutShort = what !== 'role' && this.calls.length === 0 && isUnfinished(this.#tail);
  }

  #given(): string {
    const given = this.#out;
    this.#out = '';
    if (given.trim() !== '') this.#said = true;
    return given;
  }

  #release(): void {
    this.#out += this.#held ?? '';
    this.#held = undefined;
  }

  #say(text: string): void {
    this.#code.take(text);
    const plain = this.#trims ? text.trimStart() : text;
    if (plain === '') return;
    this.#trims = false;
    this.#tail = `${this.#tail}${plain}`.slice(-LONGEST_MARK);
    if (this.#held === undefined) this.#out += plain;
    else this.#held += plain;
  }

  /** Thoughts may leave a fence open, in which their end is no mark. */
  #closeFence(): void {
    const lines = (this.#held ?? '').split('\n').map((line) => line.trimStart());
    const last = lines.findLastIndex((line) => markAt(line)?.kind === 'thoughts_end');
    const mark = markAt(lines[last] ?? '');
    if (mark === undefined) return;
    const rest = [lines[last]?.slice(mark.text.length), ...lines.slice(last + 1)].join('\n');
    this.#forget();
    this.#say(rest);
  }

  /** Whether there may be more to do with what is in the buffer. */
  #step(final: boolean): boolean {
    if (this.#state.now === 'text') return this.#text(final);
    return this.#state.now === 'over' ? this.#over() : this.#within(this.#state);
  }

  #over(): boolean {
    const next = closerIn(this.#buffer, ['<|start|>', '<|channel|>']);
    this.#buffer = next === undefined ? this.#buffer.slice(-LONGEST_MARK) : this.#buffer.slice(next.at);
    if (next === undefined) return false;
    this.#buffer = this.#buffer.slice(next.length);
    this.#enter('header', { opener: '', closers: ['<|message|>'] });
    return true;
  }

  #within({ what, opener, closers }: Extract<State, { now: 'within' }>): boolean {
    const closer = closerIn(this.#buffer, closers);
    if (closer === undefined) {
      if (what === 'thoughts') this.#buffer = this.#buffer.slice(-LONGEST_MARK);
      return false;
    }
    const content = this.#buffer.slice(0, closer.at);
    const isHarmony = closers === HARMONY_ENDS;
    this.#buffer = this.#buffer.slice(isHarmony ? closer.at : closer.at + closer.length);
    this.#state = isHarmony ? OVER : TEXT;
    this.#trims ||= this.#code.line.trim() === '';
    // A template may have written a pair around nothing, and the thoughts follow it.
    if (what === 'thoughts' && content.trim() !== '') this.#showsBeginnings();
    if (what === 'call') this.#call(opener, content);
    if (what === 'header') this.#header(content);
    return true;
  }

  #enter(
    what: Extract<State, { now: 'within' }>['what'],
    { opener, closers }: { opener: string; closers: readonly string[] },
  ): void {
    this.#state = { now: 'within', what, opener, closers };
  }

  /** Only the final channel is for a reader; a recipient makes a call of a message. */
  #header(header: string): void {
    const recipient = /\bto=(?:functions\.)?([\w-]+)/u.exec(header)?.[1];
    if (recipient !== undefined) this.#enter('call', { opener: `call:${recipient}`, closers: HARMONY_ENDS });
    else if (/\bfinal\b/u.test(header) || header.trim() === 'assistant') this.#state = TEXT;
    else this.#enter('thoughts', { opener: '', closers: HARMONY_ENDS });
  }

  #call(opener: string, content: string): void {
    this.calls.push(...writtenCalls(`${opener}${content}`));
    this.#buffer = this.#state.now === 'within' ? '' : this.#buffer;
  }

  #text(final: boolean): boolean {
    if (this.#isStart() && this.#bareChannel(final)) return this.#state.now !== 'text';
    const place = this.#code.copy();
    let placed = 0;
    for (const { index } of this.#buffer.matchAll(/[<＜&[◁{`]/gu)) {
      place.take(this.#buffer.slice(placed, index));
      placed = index;
      if (place.inCode) continue;
      const before = this.#buffer.slice(0, index);
      const rest = this.#buffer.slice(index);
      const step = this.#at({ before, rest, line: place.line, final });
      if (step !== undefined) return step === 'again';
    }
    this.#say(this.#buffer);
    this.#buffer = '';
    return false;
  }

  #isStart(): boolean {
    return this.#trims && !this.#said && (this.#held ?? '') === '' && this.#out === '';
  }

  /** Whether the buffer was dealt with, or more of it is needed. */
  #bareChannel(final: boolean): boolean {
    const found = BARE_CHANNEL.exec(this.#buffer);
    if (found === null) return !final && mayBeChannel(this.#buffer.trim());
    this.#buffer = this.#buffer.slice(found[0].length);
    this.#enter('thoughts', { opener: '', closers: ['assistantfinal', 'assistant final', 'final<|message|>'] });
    return true;
  }

  /** What a sign that may begin a mark or a call makes of the buffer; `undefined` where it begins neither. */
  #at(place: Place): 'again' | 'wait' | undefined {
    const { before, rest, line, final } = place;
    const wait = (): 'wait' => {
      this.#say(before);
      this.#buffer = rest;
      return 'wait';
    };
    if (!final && mayBecomeMark(rest)) return wait();
    const mark = markAt(rest);
    if (mark !== undefined) {
      const fits = this.#fits(mark, place);
      if (fits === 'unknown') return wait();
      return fits ? this.#take(mark, place) : undefined;
    }
    if (line.trim() !== '' || this.#tools.length === 0) return undefined;
    const block = callsInBlock(rest, { tools: this.#tools, final });
    if (block === 'unknown') return wait();
    if (block === undefined) return undefined;
    this.#say(before);
    this.calls.push(...block.calls);
    this.#buffer = rest.slice(block.length);
    return 'again';
  }

  /** Markup counts where a line or a sentence begins or ends: in the middle of one it is mentioned. */
  #fits(mark: Mark, { before, rest, line, final }: Place): boolean | 'unknown' {
    if (mark.text === '<s>') return this.#isStart() && before.trim() === '';
    if (mark.text === '</s>' && line.includes('<s>')) return false;
    const after = rest.slice(mark.text.length);
    const place = { line, after, final };
    if (mark.kind === 'thoughts_end') return endsThoughts(place, this.#mentioned);
    if (mark.kind === 'nothing' && this.#isStart() && before.trim() === '') return true;
    if (mark.kind !== 'thoughts') return not(isMention(mark, place));
    const fits = beginsThoughts(mark, place, `${this.#tail}${before}`);
    this.#mentioned ||= fits === false;
    return fits;
  }

  #take(mark: Mark, { before, rest }: Place): 'again' {
    this.#buffer = rest.slice(mark.text.length);
    if (mark.kind === 'thoughts_end' && !this.#paired) this.#forget();
    else this.#say(before);
    this.#trims ||= this.#code.line.trim() === '';
    const begun = (this.#held ?? '').trim() !== '' || this.#said || this.#out.trim() !== '';
    if (mark.kind === 'header') this.#showsBeginnings();
    if (mark.kind === 'thoughts' || mark.kind === 'call')
      this.#enter(mark.kind === 'call' ? 'call' : 'thoughts', { opener: mark.text, closers: mark.closers });
    else if (mark.kind === 'header') this.#enter('header', { opener: '', closers: ['<|message|>'] });
    else if (mark.kind === 'role' && !begun) this.#enter('role', { opener: '', closers: mark.closers });
    else if (mark.kind === 'role' || (mark.kind === 'end' && (begun || isOthersTurn(mark)))) this.#state = OVER;
    return 'again';
  }

  /** Whoever writes the beginning of thoughts needs no watching for an end alone. */
  #showsBeginnings(): void {
    this.#paired = true;
    this.#release();
  }

  /** What came before the end of thoughts was thought. */
  #forget(): void {
    this.leaked ||= this.#said;
    this.closedAlone = true;
    this.#paired = true;
    this.#out = '';
    this.#held = undefined;
    this.#trims = true;
    this.#tail = '';
    this.calls.length = 0;
  }
}

function mayBeChannel(text: string): boolean {
  return text !== '' && CHANNELS.some((name) => name.startsWith(text));
}

type Place = { readonly before: string; readonly rest: string; readonly line: string; readonly final: boolean };
