/** A run of an answer; `quoted` when feedback quotes it. */
export type Run = { readonly text: string; readonly quoted: boolean };

/** Splits an answer at the edges of its quotes. Overlapping quotes are merged; spans outside the answer are ignored. */
export function runsOf(answer: string, quotes: readonly { readonly start: number; readonly end: number }[]): Run[] {
  const spans = quotes
    .filter(({ start, end }) => start >= 0 && start < end && end <= answer.length)
    .toSorted((a, b) => a.start - b.start);
  const runs: Run[] = [];
  let at = 0;
  const push = (end: number, quoted: boolean) => {
    if (end > at) runs.push({ text: answer.slice(at, end), quoted });
    at = Math.max(at, end);
  };
  for (let index = 0; index < spans.length;) {
    let { start, end } = spans[index] ?? { start: 0, end: 0 };
    for (index += 1; index < spans.length && (spans[index]?.start ?? Infinity) <= end; index += 1)
      end = Math.max(end, spans[index]?.end ?? 0);
    push(start, false);
    push(end, true);
  }
  push(answer.length, false);
  return runs;
}
