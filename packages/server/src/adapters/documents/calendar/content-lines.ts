/** One property of an entry: parameters by name in capitals, the value as written. */
export type ContentLine = {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
};

const KNOWN =
  /^(?:ACTION|ATTACH|ATTENDEE|CALSCALE|CATEGORIES|CLASS|COMMENT|CONFERENCE|CONTACT|CREATED|DESCRIPTION|DTEND|DTSTAMP|DTSTART|DURATION|EXDATE|EXRULE|GEO|LAST-MODIFIED|LOCATION|ORGANIZER|PRIORITY|RDATE|RECURRENCE-ID|RELATED-TO|RESOURCES|RRULE|SEQUENCE|STATUS|SUMMARY|TRANSP|TRIGGER|TZ[A-Z]+|UID|URL|X-[A-Z0-9-]+)$/u;
/** Properties of words, in which a careless program leaves line ends as they are. */
const WORDS = new Set(['DESCRIPTION', 'SUMMARY', 'LOCATION', 'COMMENT']);
const DATES = new Set(['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE']);
const PEOPLE = new Set(['ORGANIZER', 'ATTENDEE']);

type Draft = { name: string; rest: string };

/**
 * The properties among the lines of an entry. A line that is none belongs to the words before it; what cannot be made
 * out is left out.
 */
export function contentLines(lines: readonly string[]): ContentLine[] {
  const drafts: Draft[] = [];
  let loose = false;
  for (const line of lines) {
    const match = /^([A-Za-z][A-Za-z0-9-]{0,60})(?=[;:])/u.exec(line);
    const name = match?.[1]?.toUpperCase() ?? '';
    const written = match?.[1] ?? '';
    // Inside words with raw line ends, "Note: bring your papers" is no property.
    if (match !== null && (KNOWN.test(name) ? !loose || written === name : !loose)) {
      loose = KNOWN.test(name) ? false : loose;
      drafts.push({ name, rest: line.slice(written.length) });
      continue;
    }
    const last = drafts.at(-1);
    if (last === undefined || KNOWN.test(line.trim())) continue;
    if (softBreak(last)) last.rest = `${last.rest.slice(0, -1)}${line}`;
    else if (WORDS.has(last.name)) {
      last.rest += `\\n${line}`;
      loose = true;
    }
  }
  return drafts.flatMap(lineOf);
}

/** A line of quoted-printable that goes on. */
function softBreak({ rest }: Draft): boolean {
  return rest.endsWith('=') && /^[^:]*ENCODING=QUOTED-PRINTABLE/iu.test(rest);
}

function lineOf({ name, rest }: Draft): ContentLine[] {
  const colon = valueAt(name, rest);
  if (colon < 0) return [];
  return [{ name, parameters: parametersOf(rest.slice(0, colon)), value: rest.slice(colon + 1) }];
}

/** Where the value begins: after the first colon outside quotes, or where no program quotes, where such a value can begin. */
function valueAt(name: string, rest: string): number {
  if (DATES.has(name)) {
    const date = /:\s*\d{4}[-/]?\d{2}[-/]?\d{2}(?!\d)/u.exec(rest);
    if (date !== null) return date.index;
  }
  if (PEOPLE.has(name)) {
    const address = /:\s*(?:mailto|https?|urn|invalid|tel|cid):/iu.exec(rest);
    if (address !== null) return address.index;
  }
  let quoted = false;
  for (let at = 0; at < rest.length; at += 1) {
    if (rest[at] === '"') quoted = !quoted;
    else if (rest[at] === ':' && !quoted) return at;
  }
  return rest.indexOf(':');
}

function parametersOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const piece of text.split(/;(?=[A-Za-z][A-Za-z0-9-]*=)/u)) {
    const equals = piece.indexOf('=');
    if (equals < 1) continue;
    const name = piece.slice(0, equals).toUpperCase();
    if (!found.has(name)) found.set(name, unquoted(piece.slice(equals + 1)));
  }
  return found;
}

/** Quotes around a value, and the marks of RFC 6868 in it. */
function unquoted(value: string): string {
  const plain = value.trim().replace(/;$/u, '');
  const inner = /^"([^"]*)"$/u.exec(plain)?.[1] ?? plain.replaceAll('"', '');
  return inner.replace(/\^([n'^])/gu, (_, mark: string) => ({ n: ' ', "'": '"' })[mark] ?? '^');
}
