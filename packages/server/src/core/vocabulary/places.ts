/** A stretch of a text, as offsets. */
export type Place = { readonly start: number; readonly end: number };

/** Whether a stretch lies inside some of many others, in the time of a few comparisons. */
export function insideOf(places: readonly Place[]): (place: Place) => boolean {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return ({ start, end }) => {
    const around = merged[lastUpTo(merged, start)];
    return around !== undefined && end <= around.end;
  };
}

/** The index of the last place that begins at `at` or before it; -1 when none does. */
function lastUpTo(places: readonly Place[], at: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((places[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
