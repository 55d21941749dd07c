import { withoutEnding } from '../../../../structured-data/src/without-ending.ts';
/** The names that may stand in a question's slots. */
export type SlotNames = { readonly title: string; readonly company?: string; readonly requirement?: string };

/** What a job without a usable title is called. */
export const NO_TITLE = 'this role';

const LONGEST_NAME = 320;

/** Fills `{title}`, `{company}` and `{requirement}`. What a posting wrote there is inserted once and never read as a slot itself. */
export function filled(template: string, names: SlotNames, withoutCompany = 'this employer'): string {
  const company = oneLine(names.company ?? '') || withoutCompany;
  const title = jobTitle(names.title);
  const words = { title, company, requirement: quotable(names.requirement ?? '') };
  return template.replace(/\{(title|company|requirement)\}/gu, (_, slot: keyof typeof words) => words[slot]);
}

/** A job title fit for a sentence: without "(m/w/d)", place or reference number. */
export function jobTitle(title: string): string {
  const plain = oneLine(title)
    .replace(/\s?[([](?:[mwfdxhvg]|all genders?|divers|inkl?\.?)(?:\s?[/|,*]\s?[mwfdxhvg*]){0,3}[)\]]/giu, '')
    .replace(/\s(?:[-–—|]|\/\/)\s.*$/u, '')
    .trim();
  return plain || NO_TITLE;
}

/** A line of an advert fit to stand between quotation marks. */
function quotable(requirement: string): string {
  return shortened(withoutEnding(oneLine(requirement), /[.;:,\s]/u), 140);
}

/** At most `limit` characters, cut between words with an ellipsis. */
export function shortened(text: string, limit: number): string {
  const plain = oneLine(text);
  if (plain.length <= limit) return plain;
  const cut = plain.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${withoutEnding(space > limit / 2 ? cut.slice(0, space) : cut, /[,;:.\s]/u)}…`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_NAME);
}
