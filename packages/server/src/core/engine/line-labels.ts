import { fenceEnd } from './fence-end.ts';
import type { Mark } from './model-marks.ts';
import { actionAt, mayBecomeAction } from './react-calls.ts';

/** Where a line begins: what follows, what stands before it, and who may be called. */
export type LinePlace = {
  readonly rest: string;
  readonly final: boolean;
  /** Whether nothing has been said yet. */
  readonly isStart: boolean;
  /** The line before it that is not blank. */
  readonly previous: string;
  readonly tools: readonly string[];
};

const several = (text: string): string[] => text.split(',').map((words) => words.trim());

const THINKING = several(
  'thought process, thinking process, thinking, thoughts, reasoning, reasoning process, chain of thought, internal monologue',
);
const INTRODUCED = THINKING.flatMap((words) =>
  ['here is', "here's", 'here are', 'this is'].flatMap((here) => [`${here} my ${words}`, `${here} the ${words}`]),
);
const THOUGHTS = new Set([
  ...THINKING,
  ...THINKING.map((words) => `my ${words}`),
  ...INTRODUCED,
  'thought',
  'scratchpad',
]);
/** What only the chain of thoughts and tools has, wherever it stands. */
const CHAIN = new Set(['thought', 'observation']);
const ANSWERS = [
  'response',
  'answer',
  'reply',
  'final response',
  'final answer',
  'final reply',
  'my response',
  'my answer',
];
const ANSWER = new Set([
  ...ANSWERS,
  ...ANSWERS.flatMap((words) => ['here is', "here's"].flatMap((here) => [`${here} ${words}`, `${here} the ${words}`])),
]);
const OWN = new Set(several('assistant, ai assistant, response, final answer, final response'));
const OTHERS = new Set(['user', 'human', 'assistant']);
/** Of the format of Alpaca, with their heading only. */
const HEADED_OTHERS = new Set(['instruction', 'input', 'response', ...OTHERS]);
const ALL = [...new Set([...THOUGHTS, ...CHAIN, ...ANSWER, ...OWN, ...HEADED_OTHERS])];

const LABEL =
  /^([ \t]*(?:#{1,6}[ \t]*)?[*_]{0,3})([a-z][a-z' ]{0,40}?)([ \t]*[*_]{0,3}[ \t]*(?::[*_]{0,3}[ \t]*|(?=\r?\n|$)))/iu;
const LABEL_BEGUN = /^[ \t]*#{0,6}[ \t]*[*_]{0,3}([a-z' ]*?)[ \t]*[*_]{0,3}[ \t]*(?::[*_]{0,3}[ \t]*)?$/iu;
const BRACKETED = /^\[(think|thinking|thought|thoughts|reasoning)\]/iu;
const FENCE =
  /^(`{3,}|~{3,})[ \t]*(think|thinking|thoughts?|thought[_-]process|reasoning|scratchpad|analysis)[ \t]*\n/iu;
const FENCE_BEGUN = /^(?:`{1,}|~{1,})[ \t]*[a-z_-]{0,16}[ \t]*$/iu;
/** As Granite writes it, also in the middle of a line. */
const ANSWER_INLINE = /here(?: is|'s) my (?:final )?(?:response|answer|reply):[*]{0,2}/iu;

type Label = { readonly text: string; readonly words: string; readonly isHeaded: boolean; readonly hasColon: boolean };

const straight = (text: string): string => text.replaceAll('’', "'");

function labelIn(text: string): Label | undefined {
  const [whole, before = '', words = '', behind = ''] = LABEL.exec(straight(text)) ?? [];
  if (whole === undefined) return undefined;
  const label = {
    text: whole,
    words: words.toLowerCase().trim(),
    isHeaded: before.trim() !== '',
    hasColon: behind.includes(':'),
  };
  return label.hasColon || label.isHeaded || /^(?:assistant|user)$/u.test(words) ? label : undefined;
}

function mayBecomeLabel(text: string): boolean {
  const begun = LABEL_BEGUN.exec(straight(text))?.[1]?.toLowerCase();
  return begun !== undefined && (begun !== '' || text.length < 8) && ALL.some((words) => words.startsWith(begun));
}

/**
 * The mark that a line begins with which is written in words: a heading of thoughts, somebody's turn, a tool's turn, a fence
 * around thoughts. `unknown` until enough of the line is there.
 */
export function lineMarkAt(place: LinePlace): Mark | 'unknown' | undefined {
  const { rest, final, tools } = place;
  const isBracket = place.isStart && /^\[[a-z]{0,9}$/iu.test(rest);
  if (
    !final &&
    (isBracket ||
      mayBecomeLabel(rest) ||
      FENCE_BEGUN.test(rest) ||
      mayBecomeAction(rest, tools) ||
      '>>>all\n'.startsWith(rest))
  )
    return 'unknown';
  const fence = FENCE.exec(rest);
  if (fence !== null) return thoughts(fence[0], { ends: fenceEnd(fence[1] ?? ''), isSure: true });
  if (rest.startsWith('>>>all\n')) return { text: '>>>all\n', kind: 'nothing' };
  const action = actionAt(rest, tools);
  if (action !== undefined) return { text: action, kind: 'call', closers: [] };
  const bracketed = place.isStart ? BRACKETED.exec(rest) : null;
  if (bracketed !== null)
    return { ...thoughts(bracketed[0], { closers: [`[/${bracketed[1] ?? ''}]`], isSure: false }) };
  const label = labelIn(rest);
  return label === undefined ? undefined : (ownMark(label, place) ?? othersMark(label, place));
}

function ownMark(label: Label, { isStart, tools, rest, final }: LinePlace): Mark | undefined {
  const { text, words, hasColon } = label;
  // Where nothing follows it is all that was said.
  const isAll = final && words !== 'assistant' && words !== 'ai assistant' && rest.slice(text.length).trim() === '';
  if (isAll) return undefined;
  if (isStart && OWN.has(words) && (hasColon || label.isHeaded || words === 'assistant'))
    return { text, kind: 'nothing' };
  if (isStart && OTHERS.has(words) && hasColon)
    return thoughts(text, { ends: (buffer) => lineIn(buffer, isAssistant), isSure: false });
  const isChain = CHAIN.has(words) && hasColon;
  if (isChain) return thoughts(text, { ends: (buffer) => chainEnd(buffer, { tools, isStart }), isSure: false });
  if (isStart && THOUGHTS.has(words)) return thoughts(text, { ends: answerIn, isSure: false });
  return undefined;
}

function thoughts(
  text: string,
  how: Pick<Extract<Mark, { kind: 'thoughts' }>, 'ends' | 'isSure'> & { closers?: string[] },
): Mark {
  return { text, kind: 'thoughts', tag: false, closers: [], ...how };
}

/** Somebody's turn that a model invents ends the answer. One of a list or behind a colon is a part of it. */
function othersMark({ text, words, isHeaded, hasColon }: Label, { isStart, previous }: LinePlace): Mark | undefined {
  if (isStart || /[,:(]["'”*_]*\s*$/u.test(previous) || /^\W*[\p{L} ]{1,30}:/u.test(previous)) return undefined;
  const isHeading = text.includes('#');
  if (isHeading ? !HEADED_OTHERS.has(words) : !OTHERS.has(words)) return undefined;
  if (!hasColon && !isHeading && !(!isHeaded && /[.!?…。！？]\W*$/u.test(previous))) return undefined;
  return { text, kind: 'end' };
}

const isAssistant = ({ words }: Label): boolean => OWN.has(words);
const isAnswer = ({ words }: Label): boolean => ANSWER.has(words);

/** The first line that begins with such a label. */
function lineIn(buffer: string, fits: (label: Label) => boolean): { at: number; length: number } | undefined {
  for (const { index } of buffer.matchAll(/(?<=\n|^)[ \t]*[*_#a-z]/giu)) {
    const label = labelIn(buffer.slice(index));
    // A label without a colon is one only when its line is over.
    const next = buffer.charAt(index + (label?.text.length ?? 0));
    if (label !== undefined && fits(label) && (label.hasColon ? next !== '' : next === '\n'))
      return { at: index, length: label.text.length };
  }
  return undefined;
}

const earlier = (
  one: { at: number; length: number } | undefined,
  other: { at: number; length: number } | undefined,
): { at: number; length: number } | undefined =>
  one === undefined || (other !== undefined && other.at < one.at) ? other : one;

function answerIn(buffer: string): { at: number; length: number } | undefined {
  const inline = ANSWER_INLINE.exec(straight(buffer));
  return earlier(
    inline === null || inline.index + inline[0].length >= buffer.length
      ? undefined
      : { at: inline.index, length: inline[0].length },
    lineIn(buffer, isAnswer),
  );
}

/** The answer as the input of an action of that name. */
const FINAL_ACTION =
  /(?<=\n)[*_# \t]*Action[*_]*:[*_]*[ \t]*Final Answer[ \t]*\n[*_# \t]*Action Input[*_]*:[*_]*(?=[^*_])/iu;
const TOOLS_TURN = /(?<=\n)[ \t]*(?=[*_#]*Action\b|<\|?tool|<function|<invoke|\[TOOL_|\{"name"|```)/gu;

/** A chain of thoughts goes on with a tool's turn, or ends with the answer. */
function chainEnd(
  buffer: string,
  { tools, isStart }: { tools: readonly string[]; isStart: boolean },
): { at: number; length: number } | undefined {
  let turn: number | undefined;
  for (const { index } of buffer.matchAll(TOOLS_TURN)) {
    const rest = buffer.slice(index);
    const isAction = /^\s*[*_#]*Action/u.test(rest);
    // What it is shows only when more of it is there.
    if (isAction && mayBecomeAction(rest, tools)) return undefined;
    if (!isAction || actionAt(rest, tools) !== undefined) turn ??= index;
  }
  const final = FINAL_ACTION.exec(buffer);
  const inFinal = final === null ? undefined : { at: final.index, length: final[0].length };
  const answer = lineIn(
    buffer,
    (label) => label.words === 'final answer' || (isStart && (isAnswer(label) || label.words === 'ai')),
  );
  return earlier(inFinal, earlier(turn === undefined ? undefined : { at: turn, length: 0 }, answer));
}

/** The answer behind a first thought in a paragraph of its own, where nothing else ends it. */
export function behindThought(text: string): string | undefined {
  return /^\W*thought\W*:.*?\n\s*\n(?=\s*\S)(.*)$/isu.exec(text)?.[1];
}
