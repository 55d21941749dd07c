import { phraseIndex } from './phrase-index.ts';
import { headingFile } from './schema.ts';
import { wordsOf } from './words.ts';

const CONTACT =
  /[^\s@]@[^\s@]+\.\p{L}{2,}|https?:\/\/|\bwww\.|(?<![\p{L}\p{N}])[\p{L}\p{N}-]{2,40}\.(?:com|net|org|io|dev|example|co\.uk)\/|(?<!\d)(?:\+\d{1,3}[\s./-]?)?\(?0\d{2,5}\)?[\s./-]?\d{3,4}[\s./-]?\d{2,6}(?!\d)|^(?:e-?mail|tel(?:ephone)?|phone|mob(?:ile)?|address|adresse|anschrift|linkedin|github|date of birth|born|nationality|geburtsdatum)\b\s{0,2}[.:]?/iu;
const ADDRESS =
  /^(?:flat |apt\.? |unit )?\d{1,4}[a-z]?,? (?:\p{Lu}[\p{L}’'-]{1,30} ){1,3}(?:road|rd|street|st|lane|avenue|ave|terrace|crescent|gardens|drive|close|way|court|place|square|rise|row|walk|hill|park|grove)\b[^.!?]{0,60}$|^[\p{L}-]{2,30}(?:straße|strasse|weg|platz|allee)\s\d{1,4}[a-z]?\b[^.!?]{0,60}$|^[^.!?]{0,60}\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}$|^\d{5}\s\p{Lu}[\p{L}-]{2,30}$/iu;
/** A number that stands for a person in some register, with its label. */
const NUMBER =
  /^(?!.{0,20}\b(?:NMC|GPhC|GMC|GDC|HCPC|SRA|RCVS)\b)(?:[\p{L}.&/-]{1,20}\s){0,3}(?:no|number|nr|nummer|id|ref|pin|reg)\b\.?\s{0,2}:?\s{0,2}[\p{L}]{0,8}\d[\p{L}\d/.-]{0,24}(?:\s[\p{L}]{0,3}\d[\p{L}\d/.-]{0,12}){0,6}$/iu;
const DATES =
  /^(?:[\s,./()–—→-]|\d{1,4}|(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\p{L}{0,7}\.?|to|until|till|bis|since|from|now|present|today|current|date|heute)+$/iu;
const HEADINGS = new Set(
  (
    'profile summary about about me experience work experience work history employment employment history career career history ' +
    'jobs work working life education school schooling qualifications training courses skills key skills languages interests hobbies ' +
    'references publications certificates certifications licences papers tickets tools personal personal details contact other further ' +
    'volunteering achievements projects professional experience practice service before learning off the clock private computer'
  ).split(' '),
);
/** "Nursing experience", "Relevant skills": what a section is called whatever it is about. */
const SECTION_ENDS = new Set(
  'experience skills history education employment qualifications profile summary'.split(' '),
);
const known = phraseIndex(
  Object.values(headingFile.sections)
    .flat()
    .map((name) => [name, true] as const),
);

/** How to reach somebody, where they live, a date or a number alone: it says nothing of what somebody can do. */
export function isContactLine(line: string): boolean {
  if (DATES.test(line) || ADDRESS.test(line) || NUMBER.test(line)) return true;
  return CONTACT.test(line) && wordsOf(line).length <= 20;
}

/** "WORK EXPERIENCE", "Education:": a line of few words that are all words of headings. */
export function isHeadingLine({ text, bullet }: { readonly text: string; readonly bullet: boolean }): boolean {
  const words = wordsOf(text);
  if (bullet || words.length === 0 || words.length > 4) return false;
  if (words.every(({ text: word }) => HEADINGS.has(word.toLowerCase()) || word.toLowerCase() === 'and')) return true;
  const last = words.at(-1)?.text.toLowerCase() ?? '';
  if (words.length <= 3 && !/[\d,]/u.test(text) && SECTION_ENDS.has(last)) return true;
  return text.endsWith(':') && known.find(text).length > 0;
}
