import { decodedFully } from './entities.ts';
import { soundText } from './sound-text.ts';

/** An object out of somebody else's data: any property may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What is read of a `JobPosting` and of the things in it, by its name in schema.org. Nothing else leaves the page. */
const TERMS = (
  'title name description hiringOrganization legalName jobLocation jobLocationType applicantLocationRequirements address ' +
  'streetAddress addressLocality addressRegion addressCountry employmentType baseSalary estimatedSalary salaryCurrency currency value ' +
  'minValue maxValue median unitText unitCode validThrough url sameAs identifier mainEntityOfPage responsibilities ' +
  'qualifications experienceRequirements educationRequirements skills jobBenefits datePosted monthsOfExperience ' +
  'credentialCategory @id @value @language'
).split(' ');
const TERM_BY_KEY = new Map([
  ...TERMS.map((term): [string, string] => [term.toLowerCase(), term]),
  // A `PriceSpecification` says by these what a `MonetaryAmount` and a `QuantitativeValue` say.
  ['price', 'value'],
  ['minprice', 'minValue'],
  ['maxprice', 'maxValue'],
  ['pricecurrency', 'currency'],
]);
const SCHEMA = /^(?:https?:)?(?:\/\/)?(?:www\.)?(?:schema|data-vocabulary)\.org[/#:]+|^[a-z][\w-]{0,20}:(?!\/)/iu;
const JOB = /^job[\s_-]?posting$/iu;
/** What a template or a program writes where it knows nothing. */
const NOTHING = new RegExp(
  `^(?:${[
    'null|undefined|nil|nan|none|unknown|tba|tbd',
    String.raw`n\.?\/?a\.?|not (?:available|applicable|specified)`,
    String.raw`\[object object\]|[-–—_.,*?/\s]*`,
    String.raw`\{\{.*\}\}|\{%.*%\}|\$\{.*\}|<%.*%>|<\?.*\?>|%[\w.]+%|\[\[.*\]\]`,
  ].join('|')})$`,
  'iu',
);
const INLINE_MARKUP = /<\/?(?:b|i|em|strong|span|u|sup|sub|small|font|a|wbr|mark)(?:\s[^<>]{0,300})?\/?>/giu;
const BLOCK_MARKUP = /<\/?(?:br|p|div|h[1-6]|li|ul|ol|td|tr)(?:\s[^<>]{0,300})?\/?>/giu;

/** `undefined` for arrays, null and everything that is no object. */
export function objectIn(value: unknown): JsonObject | undefined {
  // Safe: an object that is no array has properties, and their values stay unknown.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** One or several, as schema.org allows everywhere; at most `most` of them. */
export function itemsOf(value: unknown, most = 20): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, most) : [value];
}

/** The name of a property as schema.org writes it, whatever prefix and case it has here; `undefined` for one nobody reads. */
export function termOf(key: string): string | undefined {
  return TERM_BY_KEY.get((key.startsWith('@') ? key : key.replace(SCHEMA, '')).toLowerCase());
}

/** Whether one of the types of a thing is `JobPosting`, with or without the address or a prefix of schema.org. */
export function isJobPosting(thing: JsonObject): boolean {
  return itemsOf(thing['@type'] ?? thing['type']).some(isJobType);
}

/** The same for one type, or several in a row as RDFa has them. */
export function isJobType(type: unknown): boolean {
  return (
    typeof type === 'string' &&
    type.length <= 500 &&
    (JOB.test(type.trim()) || type.split(/\s+/u).some((one) => JOB.test(one.replace(SCHEMA, ''))))
  );
}

/** A short field as one line of words: decoded, without markup, `undefined` where it says nothing. */
export function plainWords(text: string): string | undefined {
  const line = soundText(decodedFully(text))
    .replace(INLINE_MARKUP, '')
    .replace(BLOCK_MARKUP, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return NOTHING.test(line) ? undefined : line;
}

/** The words of a value: text, a number, a thing with a name, or the first of several that says something. */
export function wordsOf(value: unknown, length: number): string | undefined {
  for (const item of itemsOf(value, 5)) {
    const thing = objectIn(item);
    const candidates =
      thing === undefined ? [item] : [thing['name'], thing['@value'], thing['value'], thing['legalName']];
    for (const plain of candidates.flatMap((candidate) => itemsOf(candidate, 5))) {
      const inner = objectIn(plain)?.['@value'] ?? plain;
      if (Number.isFinite(inner)) return String(inner);
      const line = typeof inner === 'string' ? plainWords(inner.slice(0, length * 8)) : undefined;
      if (line !== undefined) return line;
    }
  }
  return undefined;
}
