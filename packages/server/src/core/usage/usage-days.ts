const DAY_MS = 86_400_000;

/** The day of a moment in UTC, `YYYY-MM-DD`. */
export function dayOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

/** The day `count` days after another; before it where that is negative. */
export function dayAfter(day: string, count: number): string {
  return dayOf(Date.parse(day) + count * DAY_MS);
}

/** How many days there are from one to the other, both included; none or fewer where they are in the wrong order. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** Whole seconds until the next day begins in UTC, at least one. */
export function secondsToNextDay(epochMs: number): number {
  return Math.ceil((DAY_MS - (epochMs % DAY_MS)) / 1_000);
}
