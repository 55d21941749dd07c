import { cut } from '../text/clean-text.ts';
import { namesJob } from '../vocabulary/ports.ts';

/** What a pasted advert says of itself in its first lines. */
export type Heading = { readonly title: string; readonly company?: string };

const LINES = 15;
const TITLE_WORDS = 10;
const TITLE_CHARACTERS = 120;
const LABEL = /^(?:job title|title|position|role|stelle|poste|puesto)\s*:\s*/iu;
/** As German, French and Dutch adverts mark that a job is for everybody: (m/w/d), (f/m/x), H/F. */
const FOR_ALL = /\((?:[mwfdhxv]\s*[/|*]\s*){1,3}[mwfdhxva]\)|\b[mwfh]\/[mwfh](?:\/[dxi])?\b/iu;
const SLOGAN = /[.!?…:]$|^(?:join|become|come|are you|we|our|your|welcome|about|apply|build|grow|make|help)\b/iu;
const NAME = String.raw`(\p{Lu}[\p{L}\p{N}&.'’-]*(?:\s(?:(?:of|and|the|de|für|von|&)\s)?\p{Lu}[\p{L}\p{N}&.'’-]*){0,4})`;
const SEEKS = new RegExp(
  String.raw`(?:^|\n|[.!?]\s)${NAME} (?:is (?:looking for|hiring|seeking|recruiting)|seeks|sucht)\b`,
  'u',
);
const AT = new RegExp(String.raw`\s(?:at|bei|chez)\s${NAME}$`, 'u');
const BEHIND_DASH = new RegExp(String.raw`\s[–—|-]\s${NAME}$`, 'u');
const NOBODY = /^(?:we|our|the|this|it|who|client|company|team)\b/iu;

/** The first line that names a job; where none does, the first line of all. */
export function headingOf(text: string): Heading {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^[•\-*#\s]+/u, '').trim())
    .filter((line) => line !== '')
    .slice(0, LINES);
  const [first = ''] = lines;
  const best = lines.toSorted((a, b) => points(b) - points(a))[0] ?? '';
  const line = (points(best) > points(first) ? best : first).replace(LABEL, '');
  const company = companyIn(text, line);
  const title = company === undefined ? line : withoutCompany(line, company);
  return { title: cut(title, TITLE_CHARACTERS) || 'Job posting', ...(company === undefined ? {} : { company }) };
}

function points(line: string): number {
  if (line.length > TITLE_CHARACTERS || line.split(/\s+/u).length > TITLE_WORDS) return 0;
  const marked = (LABEL.test(line) ? 3 : 0) + (FOR_ALL.test(line) ? 3 : 0);
  return SLOGAN.test(line) ? 0 : marked + (namesJob(line) ? 2 : 0);
}

/** Behind "at" or a dash of the title, or where the advert says who is looking. A dash is often followed by a team or a town. */
function companyIn(text: string, title: string): string | undefined {
  const seeks = SEEKS.exec(text)?.[1];
  const behind = BEHIND_DASH.exec(title)?.[1];
  const isKnown = behind !== undefined && text.split(behind).length > 2 && behind === seeks;
  return [AT.exec(title)?.[1], isKnown ? behind : undefined, seeks].find(
    (name) => name !== undefined && !NOBODY.test(name),
  );
}

function withoutCompany(title: string, company: string): string {
  const end = [AT, BEHIND_DASH].find((pattern) => pattern.exec(title)?.[1] === company);
  return end === undefined ? title : title.replace(end, '');
}
