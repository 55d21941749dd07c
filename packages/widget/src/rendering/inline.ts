import type { Inline } from './markdown-tree.ts';

const SPECIAL = /[\\`*_[!<]/g;
const ESCAPABLE = /[!-/:-@[-`{-~]/;
const LETTER = /[\p{L}\p{N}]/u;
// `](url)` or `](<url>)`; an optional title is ignored.
const TARGET = /\]\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))(?:[ \t]+"[^"\n]*")?\s*\)/y;
const AUTOLINK = /<(https:\/\/[^\s<>]+)>/y;
const MAX_DEPTH = 6;

/** Parses inline Markdown in linear time. Unknown syntax stays text. */
export function parseInline(source: string, depth = 0, inLink = false): Inline[] {
  const out: Inline[] = [];
  // A closing marker that was not found once is not found for later opening markers either; skipping the search keeps
  // hostile text linear.
  const missing = new Set<string>();
  let at = 0;
  const pushText = (text: string) => {
    const last = out.length - 1;
    if (text === '') return;
    if (typeof out[last] === 'string') out[last] = `${out[last]}${text}`;
    else out.push(text);
  };
  while (at < source.length) {
    SPECIAL.lastIndex = at;
    const next = SPECIAL.exec(source)?.index ?? source.length;
    pushText(source.slice(at, next));
    at = next;
    if (at === source.length) break;
    const mark = depth < MAX_DEPTH ? markAt({ source, at, depth, inLink, missing }) : undefined;
    const found = mark ?? plainAt(source, at);
    if (typeof found.node === 'string') pushText(found.node);
    else out.push(found.node);
    at = found.end;
  }
  return out;
}

type Place = { source: string; at: number; depth: number; inLink: boolean; missing: Set<string> };
type Found = { node: Inline; end: number };

function plainAt(source: string, at: number): Found {
  const following = source[at + 1] ?? '';
  if (source[at] === '\\' && ESCAPABLE.test(following)) return { node: following, end: at + 2 };
  return { node: source[at] ?? '', end: at + 1 };
}

function markAt(place: Place): Found | undefined {
  switch (place.source[place.at]) {
    case '`':
      return codeAt(place);
    case '*':
    case '_':
      return emphasisAt(place);
    case '[':
      return linkAt(place);
    case '!':
      return imageAt(place);
    case '<':
      return place.inLink ? undefined : autolinkAt(place);
    default:
      return undefined;
  }
}

function codeAt({ source, at, missing }: Place): Found | undefined {
  let length = 1;
  while (source[at + length] === '`') length += 1;
  const fence = '`'.repeat(length);
  if (missing.has(fence)) return { node: fence, end: at + length };
  const end = source.indexOf(fence, at + length);
  if (end < 0) {
    missing.add(fence);
    return { node: fence, end: at + length };
  }
  return { node: { kind: 'code', text: source.slice(at + length, end).trim() }, end: end + length };
}

function emphasisAt({ source, at, depth, inLink, missing }: Place): Found | undefined {
  const sign = source[at] ?? '';
  const marker = source[at + 1] === sign ? sign + sign : sign;
  const from = at + marker.length;
  const insideWord = sign === '_' && LETTER.test(source[at - 1] ?? '');
  if (missing.has(marker) || insideWord || /\s/.test(source[from] ?? ' ')) return undefined;
  const end = closingMarker(source, marker, from);
  if (end < 0) {
    missing.add(marker);
    return undefined;
  }
  const children = parseInline(source.slice(from, end), depth + 1, inLink);
  return { node: { kind: marker.length === 2 ? 'strong' : 'em', children }, end: end + marker.length };
}

function closingMarker(source: string, marker: string, from: number): number {
  const sign = marker[0] ?? '';
  for (let at = from; at < source.length; at += 1) {
    const character = source[at];
    if (character === '\\') at += 1;
    else if (character === sign) {
      let run = 1;
      while (source[at + run] === sign) run += 1;
      const wordGoesOn = sign === '_' && LETTER.test(source[at + run] ?? '');
      const closes =
        at > from && !/\s/.test(source[at - 1] ?? ' ') && !wordGoesOn && (run === marker.length || run === 3);
      if (closes) return at + run - marker.length;
      at += run - 1;
    }
  }
  return -1;
}

/** Offset of the `]` that closes a link label, or -1. A label contains no brackets and at most 1,000 characters. */
function labelEnd(source: string, at: number): number {
  const limit = Math.min(source.length, at + 1000);
  for (let index = at; index < limit; index += 1) {
    const character = source[index];
    if (character === '\\') index += 1;
    else if (character === ']') return index;
    else if (character === '[') return -1;
  }
  return -1;
}

function linkAt({ source, at, depth, inLink }: Place): Found | undefined {
  if (inLink) return undefined;
  const target = targetAt(source, at);
  const address = target && safeAddress(target.address);
  if (!target || !address) return undefined;
  const children = parseInline(source.slice(at + 1, target.label), depth + 1, true);
  return { node: { kind: 'link', ...address, children }, end: target.end };
}

// Loading an image would send a request to an address chosen by the model, so its Markdown is shown as text.
function imageAt({ source, at }: Place): Found | undefined {
  const target = source[at + 1] === '[' ? targetAt(source, at + 1) : undefined;
  return target && { node: source.slice(at, target.end), end: target.end };
}

function targetAt(source: string, at: number): { address: string; label: number; end: number } | undefined {
  const label = labelEnd(source, at + 1);
  if (label < 0) return undefined;
  TARGET.lastIndex = label;
  const match = TARGET.exec(source);
  return match ? { address: match[1] ?? match[2] ?? '', label, end: TARGET.lastIndex } : undefined;
}

function autolinkAt({ source, at }: Place): Found | undefined {
  AUTOLINK.lastIndex = at;
  const match = AUTOLINK.exec(source);
  const address = safeAddress(match?.[1] ?? '');
  return address && { node: { kind: 'link', ...address, children: [match?.[1] ?? ''] }, end: AUTOLINK.lastIndex };
}

/** Parses an https URL without user name or password; returns its normalized form and host, or `undefined`. */
export function safeAddress(address: string): { href: string; host: string } | undefined {
  if (!/^https:\/\//i.test(address) || address.length > 2000 || !URL.canParse(address)) return undefined;
  const { protocol, username, password, href, host } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' ? { href, host } : undefined;
}
