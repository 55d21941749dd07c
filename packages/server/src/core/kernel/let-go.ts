/**
 * Why a signal aborts that only lets go of a timer, a listener or a reader. It is what an abort without a reason gives, an
 * `AbortError`; but that one is made anew with a stack trace each time, which costs more than the timer.
 */
export const LET_GO = new DOMException('Not waited for any longer.', 'AbortError');
