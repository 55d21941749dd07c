import { folded } from './words.ts';

type Place = { readonly start: number; readonly end: number };

const CAPITAL = String.raw`\p{Lu}[\p{L}’'-]{1,30}`;
const STREET =
  '(?:Road|Rd|Street|Lane|Avenue|Ave|Terrace|Crescent|Gardens|Mews|Boulevard|Blvd|Parade|Embankment|Quay|Walk|Close)';
const NUMBERED_STREET = '(?:St|Court|Drive|Dr|Way|House|Square|Row|Place|Hill|Park|Grove|Green|Yard|View|Rise)';
const LEGAL_FORM =
  '(?:Ltd|Limited|plc|PLC|LLP|LLC|Inc|Corp|Corporation|GmbH|gGmbH|mbH|AG|KG|OHG|KGaA|SE|SARL|SAS|SA|SpA|Srl|S\\.A\\.|B\\.V\\.|BV|NV|AB|Oy|ApS|Pty|Holdings|Group plc)';

const BUILDING = '(?:Court|House|Arms|Inn|Hotel)';
const COURTS = '(?:Crown|County|High|Supreme|Family|District|Appeal|Labour|Employment|Criminal|Civil|Magistrates’?)';

/** Where people live, whom they worked for and where they are on the web: written with words that mean nothing there. */
const PATTERNS = [
  new RegExp(String.raw`(?<![\p{L}\p{N}])\d{1,4}[a-z]?,? (?:${CAPITAL} ){1,3}${NUMBERED_STREET}(?![\p{L}\p{N}])`, 'gu'),
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${CAPITAL} ){1,2}${STREET}(?![\p{L}\p{N}])`, 'gu'),
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?!${COURTS} Court)${CAPITAL} ${BUILDING}(?=\s*(?:,|$))`, 'gmu'),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${CAPITAL}(?: & | and | )){1,2}(?:(?:&|und) )?(?:Co\.? )?${LEGAL_FORM}(?![\p{L}\p{N}])`,
    'gu',
  ),
  /[^\s@]{1,100}@[^\s@]{1,100}\.[a-z]{2,}/gu,
  /(?:https?:\/\/|www\.)[^\s]{1,300}/giu,
  /(?<![\p{L}\p{N}])(?:[a-z0-9-]{1,60}\.){1,3}(?:com|org|net|io|dev|me|de|fr|es|it|eu|uk|nl|pl|in)\/[^\s]{1,200}/gu,
];

/** The sentence by which applicants let employers keep their data. */
const CONSENT = /\bI (?:hereby )?(?:agree|consent|authori[sz]e|give my consent)\b[^.\n]{0,200}\bdata\b[^.\n]{0,300}/giu;
const FIRST_LINES = 8;

/** Addresses, links, names of companies and of the person whose résumé it is, and their consent to its use. */
export function namesIn(text: string): Place[] {
  return [...PATTERNS, CONSENT]
    .flatMap((pattern) => Array.from(text.matchAll(pattern), placeOf))
    .concat(ownNames(text));
}

const placeOf = ({ 0: found, index }: RegExpMatchArray & { index: number }): Place => ({
  start: index,
  end: index + found.length,
});

/** Lines at the top that are a name: their words stand in an address of e-mail as well. */
function ownNames(text: string): Place[] {
  const addresses = Array.from(text.matchAll(/([^\s@]{3,60})@[^\s@]{1,100}\.[a-z]{2,}/gu), ([, local = '']) =>
    folded(local),
  );
  if (addresses.length === 0) return [];
  const lines = Array.from(text.matchAll(/^[^\S\n]*\S.*$/gmu)).slice(0, FIRST_LINES);
  return lines.filter(([line]) => isNamed(line.trim(), addresses)).map(placeOf);
}

function isNamed(line: string, addresses: readonly string[]): boolean {
  const words = line.split(/\s+/u);
  return (
    words.length < 5 &&
    words.every((word) => /^\p{Lu}[\p{L}.’'-]*$/u.test(word)) &&
    words.some((word) => word.length > 2 && addresses.some((address) => address.includes(folded(word))))
  );
}
