/** Calls `run` when the signal is aborted, at once where it is aborted already. */
export function onAbort(signal: AbortSignal | undefined, run: () => void): void {
  signal?.addEventListener('abort', run);
  if (signal?.aborted) run();
}
