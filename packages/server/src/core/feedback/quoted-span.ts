type Span = { readonly start: number; readonly end: number };

const SINGLE = /[\u2018\u2019\u201a\u201b\u2032`´]/u;
const DOUBLE = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/u;
const DASH = /[\u2010-\u2015\u2212]/u;

/**
 * Where a quote stands in a text, in UTF-16 code units of the text, or `undefined`. White space, and the shape of quotation
 * marks and dashes, may differ; nothing else: a quote that was improved is no quote.
 */
export function quotedSpan(quote: string, text: string): Span | undefined {
  const wanted = comparable(quote.trim()).signs;
  const { signs, offsets } = comparable(text);
  const at = signs.indexOf(wanted);
  const start = offsets[at];
  const last = offsets[at + wanted.length - 1];
  return start === undefined || last === undefined ? undefined : { start, end: last + 1 };
}

/** The text with one shape for each sign, and where each of its code units stood. */
function comparable(text: string): { signs: string; offsets: readonly number[] } {
  let signs = '';
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = plainSign(text.charAt(at));
    if (sign === ' ' && signs.endsWith(' ')) continue;
    signs += sign;
    offsets.push(at);
  }
  return { signs, offsets };
}

function plainSign(sign: string): string {
  if (/\s/u.test(sign)) return ' ';
  if (SINGLE.test(sign)) return "'";
  if (DOUBLE.test(sign)) return '"';
  return DASH.test(sign) ? '-' : sign;
}
