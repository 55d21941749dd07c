/**
 * Which of `types` (best first on our side) an Accept header likes best. What it does not accept at all, it gets all the
 * same: an answer in another form helps more than none.
 */
export function preferredType(accept: string | undefined, types: readonly string[]): string {
  const [favourite = ''] = types;
  if (accept === undefined || accept.trim() === '') return favourite;
  const ranges = accept.split(',').slice(0, 20).map(rangeOf);
  let best = { type: favourite, quality: 0 };
  for (const type of types) {
    const quality = qualityOf(type, ranges);
    if (quality > best.quality) best = { type, quality };
  }
  return best.type;
}

type Range = { readonly type: string; readonly quality: number };

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return { type, quality: Number.isFinite(quality) ? Math.min(1, Math.max(0, quality)) : 0 };
}

function qualityOf(type: string, ranges: readonly Range[]): number {
  const family = `${type.split('/', 1)[0] ?? ''}/*`;
  for (const candidate of [type, family, '*/*']) {
    const match = ranges.find((range) => range.type === candidate);
    if (match !== undefined) return match.quality;
  }
  return 0;
}
