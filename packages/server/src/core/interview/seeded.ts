/** A number in [0, 1) that is always the same for the same text. Spreads choices; not for anything secret. */
export function seeded(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // FNV alone leaves texts that differ in their last character close together.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** One of `items`, the same for the same seed; undefined only for an empty list. */
export function seededChoice<Item>(items: readonly Item[], seed: string): Item | undefined {
  return items[Math.floor(seeded(seed) * items.length)];
}
