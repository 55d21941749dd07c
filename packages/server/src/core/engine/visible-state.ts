import type { EndFinder, Mark } from './model-marks.ts';

/** Where the reader of a model's text is. */
export type State =
  | { readonly now: 'text' }
  /** After an end, until a message of the harmony format begins. */
  | { readonly now: 'over' }
  | {
      readonly now: 'within';
      readonly what: 'thoughts' | 'call' | 'header' | 'role';
      readonly opener: string;
      readonly closers: readonly string[];
      readonly ends?: EndFinder | undefined;
      readonly isSure?: boolean | undefined;
    };

export type Within = Extract<State, { now: 'within' }>;

export type VisibleTextOptions = {
  /** The names of the tools that may be called. */
  readonly tools: readonly string[];
  /** Whether nothing is said before it is known that no thoughts without a beginning stand before it. */
  readonly held: boolean;
};

/** Characters between two searches for the end of what is shown only when it is whole. */
export const EACH = 64;
export const TEXT: State = { now: 'text' };
export const OVER: State = { now: 'over' };
export const HARMONY_ENDS = ['<|end|>', '<|return|>', '<|call|>', '<|start|>', '<|channel|>'];
/** What a mark that begins something makes of the state. */
export const within = ({ kind, ...mark }: Extract<Mark, { kind: 'thoughts' | 'call' }>) => ({ ...mark, what: kind });

/** A sign in a text: what stands before it and behind it. */
export type Place = {
  readonly before: string;
  readonly rest: string;
  readonly line: string;
  readonly previous: string;
  readonly final: boolean;
};

/** Where the reader is behind a header: only the final channel is for a reader; a recipient makes a call of a message. */
export function behindHeader(opener: string, header: string): State {
  if (opener === '<|recipient|>' && header.trim() === 'all') return TEXT;
  const isNamed = opener === '<|recipient|>';
  const recipient = isNamed ? header.trim() : /\bto=(?:functions\.)?([\w-]+)/u.exec(header)?.[1];
  const closers = isNamed ? ['<|stop|>', '<|from|>'] : HARMONY_ENDS;
  if (recipient !== undefined) return { now: 'within', what: 'call', opener: `call:${recipient}`, closers };
  if (/\bfinal\b/u.test(header) || header.trim() === 'assistant') return TEXT;
  return { now: 'within', what: 'thoughts', opener: '', closers: HARMONY_ENDS };
}
