/**
 * Why a signal aborts that only lets go of a timer or a listener. Without a reason each abort makes an error of its own
 * with a stack trace, which costs more than the timer; nobody reads it.
 */
export const LET_GO = new Error('Not waited for any longer.');
