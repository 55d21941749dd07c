import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { localized } from '../../localization/localizer.ts';
import type { PracticeContext } from '../shared/practice-context.ts';
import { create } from './cards-view.ts';
import { THINKING_MS, ThinkingTimer } from './thinking-timer.ts';

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

const question = { kind: 'question', key: 'q', question: { attempt: 1, lookingFor: [] } } as never;
/** The functions in a rendered template: the listeners of its buttons. */
const listenersIn = (rendered: unknown): (() => void)[] =>
  typeof rendered === 'function'
    ? [rendered as () => void]
    : ((rendered as { values?: readonly unknown[] } | null)?.values ?? []).flatMap(listenersIn);

describe('the time to think', () => {
  it('counts down in whole seconds, and ends without doing anything', () => {
    const timer = new ThinkingTimer({ requestUpdate: () => undefined } as never);
    expect(timer.secondsLeft).toBeUndefined();
    timer.start();
    expect(timer.secondsLeft).toBe(120);
    vi.advanceTimersByTime(1_000);
    expect(timer.secondsLeft).toBe(119);
    vi.advanceTimersByTime(THINKING_MS);
    expect(timer.secondsLeft).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('[N-15] is over once the answer is sent, so that the next question has its own', () => {
    const context = { msg: localized('en'), chat: { answering: false }, requestUpdate: vi.fn() };
    // Only the members of the practice view that the cards use.
    const cards = create(context as unknown as PracticeContext);
    const atRest = cards.version;
    const [start] = listenersIn(cards.question(question, true));
    start?.();
    expect(cards.version).not.toBe(atRest);
    cards.answered();
    expect(cards.version).toBe(atRest);
    expect(vi.getTimerCount()).toBe(0);
    const updates = context.requestUpdate.mock.calls.length;
    cards.answered();
    expect(context.requestUpdate.mock.calls.length).toBe(updates);
  });
});
