import { itemsOf, objectIn, plainWords, type JsonObject } from '../../../../structured-data/src/posting-terms.ts';
import { cleanText, cut } from '../text/clean-text.ts';
import { descriptionText } from '../text/html-text.ts';
import { lineOf } from './json-values.ts';
import { salaryText } from './salary-text.ts';

/** What a posting says before we make anything of it. Plain text throughout. */
export type PostingContent = {
  readonly title: string;
  readonly description: string;
  readonly company?: string;
  readonly location?: string;
  readonly employmentType?: string;
  readonly salary?: string;
  readonly validThrough?: string;
};

/** UTF-16 characters. */
export const POSTING_LIMITS = { description: 50_000, line: 300 } as const;

const EMPLOYMENT_TYPES = new Map(
  Object.entries({
    FULL_TIME: 'Full-time',
    PART_TIME: 'Part-time',
    CONTRACTOR: 'Contract',
    TEMPORARY: 'Temporary',
    INTERN: 'Internship',
    VOLUNTEER: 'Volunteer',
    PER_DIEM: 'By the day',
    OTHER: 'Other',
  }),
);
const SECTIONS = [
  ['responsibilities', 'Responsibilities'],
  ['qualifications', 'Qualifications'],
  ['experienceRequirements', 'Experience'],
  ['educationRequirements', 'Education'],
  ['skills', 'Skills'],
] as const;

/** A schema.org `JobPosting` as text; `undefined` when it says neither what the job is called nor what it is. */
export function jobPostingContent(posting: JsonObject): PostingContent | undefined {
  const title = lineOf(posting['title'] ?? posting['name'], POSTING_LIMITS.line);
  const description = cut(descriptionOf(posting), POSTING_LIMITS.description);
  if (title === undefined && description === '') return undefined;
  const facts = {
    company: lineOf(posting['hiringOrganization'], POSTING_LIMITS.line),
    location: locationOf(posting),
    employmentType: employmentTypeOf(posting['employmentType']),
    salary:
      salaryText(posting['baseSalary'], posting['salaryCurrency']) ??
      salaryText(posting['estimatedSalary'], posting['salaryCurrency']),
    validThrough: dateOf(posting['validThrough']),
  };
  return { title: title ?? titleOf(description), description, ...present(facts) };
}

/** The first line of a text serves as its title when nobody gave one. */
export function titleOf(text: string): string {
  return cut(text.split('\n', 1)[0]?.replace(/^[•\-*#\s]+/u, '') ?? '', 120) || 'Job posting';
}

/** Only what is there. */
export function present(facts: { readonly [Name in keyof PostingContent]?: string | undefined }): {
  [Name in keyof PostingContent]?: string;
} {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** Sites put requirements beside the description or into it; what it contains already is not repeated. */
function descriptionOf(posting: JsonObject): string {
  const parts = [longText(posting['description'])];
  for (const [name, heading] of SECTIONS) {
    const text = longText(posting[name]);
    if (text !== '' && !parts.some((part) => part.includes(text))) parts.push(`${heading}\n${text}`);
  }
  return parts.filter((part) => part !== '').join('\n\n');
}

function longText(value: unknown): string {
  const texts = itemsOf(value, 50).flatMap((item) => {
    const thing = objectIn(item);
    const facts = thing === undefined ? [] : requiredBy(thing);
    const inner =
      thing?.['description'] ?? thing?.['@value'] ?? thing?.['value'] ?? thing?.['name'] ?? (thing ? undefined : item);
    const plain = objectIn(inner)?.['@value'] ?? inner;
    // Four times the limit, because markup is not counted by a reader.
    const text = typeof plain === 'string' ? descriptionText(plain.slice(0, POSTING_LIMITS.description * 4)) : '';
    if (text === '' || (text.length < 40 && plainWords(text) === undefined)) return facts;
    return [text, ...facts.filter((fact) => !text.includes(fact))];
  });
  return texts.length > 1
    ? texts.map((text) => (text.includes('\n') ? text : `• ${text}`)).join('\n')
    : (texts[0] ?? '');
}

/** What `OccupationalExperienceRequirements` and `EducationalOccupationalCredential` say by numbers and categories. */
function requiredBy(thing: JsonObject): string[] {
  const months = Number(lineOf(thing['monthsOfExperience'], 20));
  const [count, unit] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month'];
  const experience = months > 0 ? [`${count} ${unit}${count === 1 ? '' : 's'} of experience`] : [];
  const credentials = itemsOf(thing['credentialCategory'], 10).flatMap(
    (category) => lineOf(category, POSTING_LIMITS.line) ?? [],
  );
  return [...experience, ...new Set(credentials.map((words) => words.charAt(0).toUpperCase() + words.slice(1)))];
}

function locationOf(posting: JsonObject): string | undefined {
  const places = itemsOf(posting['jobLocation']).flatMap((place) => {
    const [address] = itemsOf(objectIn(place)?.['address'] ?? place, 1);
    const parts = ['addressLocality', 'addressRegion', 'addressCountry'].map((part) =>
      lineOf(objectIn(address)?.[part], 100),
    );
    const known = parts.filter((part, index) => part !== undefined && parts.indexOf(part) === index);
    const text =
      known.length > 0
        ? known.join(', ')
        : (lineOf(objectIn(address)?.['streetAddress'], 200) ?? lineOf(address, 200) ?? lineOf(place, 200));
    return text === undefined ? [] : [text];
  });
  const isRemote = itemsOf(posting['jobLocationType']).some((type) =>
    /telecommut|remote/iu.test(lineOf(type, 60) ?? ''),
  );
  const remote = isRemote ? ['Remote'] : [];
  const all = [...new Set([...places, ...remote])];
  const more = all.length > 3 ? ` and ${all.length - 3} more` : '';
  return all.length === 0 ? undefined : cut(all.slice(0, 3).join(' · ') + more, POSTING_LIMITS.line);
}

function employmentTypeOf(value: unknown): string | undefined {
  const types = itemsOf(value, 5).flatMap((item) => {
    const line = lineOf(item, 60);
    if (line === undefined) return [];
    const name = line.replace(/^.*schema\.org\//iu, '');
    return [EMPLOYMENT_TYPES.get(name.toUpperCase().replace(/[\s-]/gu, '_')) ?? name];
  });
  return types.length === 0 ? undefined : [...new Set(types)].join(', ');
}

function dateOf(value: unknown): string | undefined {
  const line = typeof value === 'string' ? cleanText(value.slice(0, 64)) : '';
  return /^\d{4}-\d{2}-\d{2}/u.test(line) && !Number.isNaN(Date.parse(line)) ? line : undefined;
}
