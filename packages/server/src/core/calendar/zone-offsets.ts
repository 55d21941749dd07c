const formats = new Map<string, Intl.DateTimeFormat>();

/** The moment at which clocks of a zone show that; in an hour that is skipped, as far after it began as is written. */
export function instantIn(name: string, wall: number): number {
  const first = wall - offsetAt(name, wall);
  const second = wall - offsetAt(name, first);
  return second + offsetAt(name, second) === wall ? second : Math.max(first, second);
}

/** How far the clocks of a zone are ahead of UTC at a moment (ms). */
export function offsetAt(name: string, instant: number): number {
  if (!(Math.abs(instant) < 8e15)) return 0;
  const parts = new Map(
    formatOf(name)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}

export function formatOf(name: string): Intl.DateTimeFormat {
  const known = formats.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(name, format);
  return format;
}

/** What is said of a name that is none of a zone. */
export const NO_ZONE = 'is not a time zone we know: it must be a name such as Europe/Berlin, not an offset';

/** Whether it is the name of a zone. `Intl` also takes offsets, which no clocks keep all year in most places. */
export function isZone(name: string): boolean {
  if (/^[+-]/u.test(name)) return false;
  try {
    return formatOf(name) !== undefined;
  } catch {
    return false;
  }
}

/** An offset (ms) as `Intl` takes it for a zone: `+05:30`. */
export function offsetName(offsetMs: number): string {
  const minutes = Math.abs(Math.round(offsetMs / 60_000));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
