import { bareChannelIn } from './bare-channel.ts';
import { callsInBlock } from './call-blocks.ts';
import type { WrittenCall } from './call-shapes.ts';
import { CodeContext } from './code-context.ts';
import { MarkFits } from './mark-fits.ts';
import { isOthersTurn, isUnfinished } from './mark-mentions.ts';
import { behindThought, lineMarkAt } from './line-labels.ts';
import { behindThoughts, closerIn, LONGEST_MARK, markAt, mayBecomeMark, type Mark } from './model-marks.ts';
import { openersOf } from './nested-thoughts.ts';
import {
  behindHeader,
  EACH,
  HARMONY_ENDS,
  OVER,
  type Place,
  type State,
  TEXT,
  type VisibleTextOptions,
  within,
  type Within,
} from './visible-state.ts';
import { wordsBehind, writtenCalls } from './written-calls.ts';

/** Signs that may begin a mark or a call, and what a line may begin with. */
const POSITIONS = /[<＜‹&[◁{`]|(?<=(?:^|\n)[ \t]{0,8})[\p{L}_*#~>]/gu;

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
  #nested = false;
  #searched = 0;
  #readsLines = true;
  #trims = true;
  /** The end of what was given or is held. */
  #tail = '';
  readonly #code = new CodeContext();
  readonly #marks = new MarkFits();
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

  #endWithin({ what, opener, closers, isSure }: Within, whole: boolean): void {
    if (isSure === false && !(what === 'call' && this.#namesTool(opener, this.#buffer))) {
      // Behind a call it is an invented result.
      if (whole && this.calls.length === 0) this.#readAgain(opener, what);
      return;
    }
    if (what === 'call' && whole) {
      const words = closers.length === 0 ? '' : wordsBehind(this.#buffer);
      this.#call(opener, this.#buffer);
      if (/^\s*\p{L}/u.test(words)) this.#say(words);
    }
    this.cutShort = what !== 'role' && this.calls.length === 0 && isUnfinished(this.#tail);
  }

  #readAgain(opener: string, what: Within['what']): void {
    const text = `${opener}${this.#buffer}`;
    this.#state = TEXT;
    this.#buffer = '';
    if (what === 'call') return this.#say(text);
    this.#readsLines = false;
    this.#buffer = (this.#isStart() ? behindThought(text) : undefined) ?? text;
    while (this.#step(true));
    if (this.#state.now === 'within') this.#endWithin(this.#state, true);
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
    const rest = behindThoughts(this.#held ?? '');
    if (rest === undefined) return;
    this.#forget();
    this.#say(rest);
  }

  /** Whether there may be more to do with what is in the buffer. */
  #step(final: boolean): boolean {
    if (this.#state.now === 'text') return this.#text(final);
    return this.#state.now === 'over' ? this.#over() : this.#within(this.#state, final);
  }

  #over(): boolean {
    const next = closerIn(this.#buffer, ['<|start|>', '<|channel|>']);
    this.#buffer = next === undefined ? this.#buffer.slice(-LONGEST_MARK) : this.#buffer.slice(next.at);
    if (next === undefined) return false;
    this.#buffer = this.#buffer.slice(next.length);
    this.#enter('header', { opener: '', closers: ['<|message|>'] });
    return true;
  }

  #within({ what, opener, closers, ends, isSure }: Within, final: boolean): boolean {
    const isLittle = this.#buffer.length > EACH && Math.abs(this.#buffer.length - this.#searched) < EACH;
    if (isLittle && isSure === false && !final) return false;
    this.#searched = this.#buffer.length;
    this.#nested ||= what === 'thoughts' && closerIn(this.#buffer, openersOf(opener, closers)) !== undefined;
    const closer = ends === undefined ? closerIn(this.#buffer, closers) : ends(this.#buffer);
    if (closer === undefined) {
      if (what === 'thoughts' && ends === undefined && isSure !== false)
        this.#buffer = this.#buffer.slice(-LONGEST_MARK);
      return false;
    }
    const content = this.#buffer.slice(0, closer.at);
    const whole = this.#buffer.slice(0, closer.at + closer.length);
    const isHarmony = closers === HARMONY_ENDS;
    this.#buffer = this.#buffer.slice(isHarmony ? closer.at : whole.length);
    this.#state = isHarmony ? OVER : TEXT;
    this.#trims ||= this.#code.line.trim() === '';
    // A template may have written a pair around nothing, and the thoughts follow it.
    if (what === 'thoughts' && content.trim() !== '') this.#showsBeginnings();
    if (what === 'call' && isSure === false && !this.#namesTool(opener, content)) this.#say(`${opener}${whole}`);
    else if (what === 'call') this.#call(opener, content);
    if (what === 'header') this.#state = behindHeader(opener, content);
    return true;
  }

  #namesTool(opener: string, content: string): boolean {
    return writtenCalls(`${opener}${content}`).some(({ name }) => this.#tools.includes(name));
  }

  #enter(what: Within['what'], { opener, closers }: { opener: string; closers: readonly string[] }): void {
    this.#state = { now: 'within', what, opener, closers };
  }

  #call(opener: string, content: string): void {
    this.calls.push(...writtenCalls(`${opener}${content}`));
    this.#buffer = this.#state.now === 'within' ? '' : this.#buffer;
  }

  #text(final: boolean): boolean {
    if (this.#isStart() && this.#bareChannel(final)) return this.#state.now !== 'text';
    const place = this.#code.copy();
    let placed = 0;
    for (const { index } of this.#buffer.matchAll(POSITIONS)) {
      place.take(this.#buffer.slice(placed, index));
      placed = index;
      if (place.inCode) continue;
      const before = this.#buffer.slice(0, index);
      const rest = this.#buffer.slice(index);
      const step = this.#at({ before, rest, line: place.line, previous: place.previous, final });
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
    const found = bareChannelIn(this.#buffer, final);
    if (found === 'unknown' || found === undefined) return found === 'unknown';
    this.#buffer = this.#buffer.slice(found.text.length);
    this.#enter('thoughts', { opener: '', closers: found.closers });
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
    const isSign = !/^[\p{L}_*#~>]/u.test(rest);
    if (!final && isSign && mayBecomeMark(rest)) return wait();
    const inWords = line.trim() === '' && this.#readsLines ? lineMarkAt(this.#linePlace(place)) : undefined;
    if (inWords === 'unknown') return wait();
    if (inWords !== undefined) return this.#take(inWords, place);
    const mark = isSign ? markAt(rest) : undefined;
    const isReadAgain = mark?.kind === 'thoughts' && mark.isSure === false && !this.#readsLines;
    if (mark !== undefined && !isReadAgain) {
      const fits = this.#marks.fits(mark, place, { isStart: this.#isStart(), tail: this.#tail });
      if (fits === 'unknown') return wait();
      return fits ? this.#take(mark, place) : undefined;
    }
    if (this.#tools.length === 0) return undefined;
    const block = callsInBlock(rest, { tools: this.#tools, final, startsLine: line.trim() === '' });
    if (block === 'unknown') return wait();
    if (block === undefined) return undefined;
    this.#say(before);
    this.calls.push(...block.calls);
    this.#buffer = rest.slice(block.length);
    return 'again';
  }

  #linePlace({ before, rest, previous, final }: Place) {
    return { rest, previous, final, isStart: this.#isStart() && before.trim() === '', tools: this.#tools };
  }

  #take(mark: Mark, { before, rest }: Place): 'again' {
    this.#buffer = rest.slice(mark.text.length);
    if (mark.kind === 'thoughts_end' && !this.#paired) this.#forget();
    else this.#say(before);
    this.#trims ||= this.#code.line.trim() === '';
    const begun = (this.#held ?? '').trim() !== '' || this.#said || this.#out.trim() !== '';
    if (mark.kind === 'header') this.#showsBeginnings();
    if (mark.kind === 'thoughts' || mark.kind === 'call')
      this.#state = { now: 'within', opener: rest.slice(0, mark.text.length), ...within(mark) };
    else if (mark.kind === 'header')
      this.#enter('header', { opener: mark.text, closers: ['<|message|>', '<|content|>'] });
    else if (mark.kind === 'role' && !begun) this.#enter('role', { opener: '', closers: mark.closers });
    else if (mark.kind === 'role' || (mark.kind === 'end' && (begun || isOthersTurn(mark)))) this.#state = OVER;
    return 'again';
  }

  /** Whoever writes the beginning of thoughts needs no watching for an end alone. */
  #showsBeginnings(): void {
    this.#release();
    this.#paired = !this.#nested;
    // The end of thoughts within thoughts was found: what follows may be the rest of those around them.
    if (this.#nested) this.#held = '';
  }

  /** What came before the end of thoughts was thought. */
  #forget(): void {
    this.#trims = true;
    this.#tail = '';
    if (this.#nested) {
      this.#held = '';
      return;
    }
    this.leaked ||= this.#said;
    this.closedAlone = true;
    this.#paired = true;
    this.#out = '';
    this.#held = undefined;
    this.calls.length = 0;
  }
}
