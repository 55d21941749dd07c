/** A unit this short is a figure of a text: a line of dashes, the dots of an ellipsis. */
const SHORTEST_UNIT = 12;
const LONGEST_UNIT = 400;
const TIMES = 6;

/** Whether a text ends with the same words again and again, as models do that found no end. */
export function repeatsItself(text: string): boolean {
  const last = text.slice(-LONGEST_UNIT * TIMES);
  const tail = last.slice(-SHORTEST_UNIT);
  if (tail.length < SHORTEST_UNIT || !/\p{L}/u.test(tail)) return false;
  for (let at = last.lastIndexOf(tail, last.length - SHORTEST_UNIT - 1); at >= 0; at = last.lastIndexOf(tail, at - 1)) {
    const unit = last.slice(at + tail.length);
    if (unit.length > LONGEST_UNIT) return false;
    if (unit.length >= SHORTEST_UNIT) return last.endsWith(unit.repeat(TIMES));
    if (at === 0) return false;
  }
  return false;
}
