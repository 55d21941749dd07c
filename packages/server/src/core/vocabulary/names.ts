type Place = { readonly start: number; readonly end: number };

const CAPITAL = String.raw`\p{Lu}[\p{L}’'-]{1,30}`;
const STREET =
  '(?:Road|Rd|Street|Lane|Avenue|Ave|Terrace|Crescent|Gardens|Mews|Boulevard|Blvd|Parade|Embankment|Quay|Walk|Close)';
const NUMBERED_STREET = '(?:St|Court|Drive|Dr|Way|House|Square|Row|Place|Hill|Park|Grove|Green|Yard|View|Rise)';
const LEGAL_FORM =
  '(?:Ltd|Limited|plc|PLC|LLP|LLC|Inc|Corp|Corporation|GmbH|gGmbH|mbH|AG|KG|OHG|KGaA|SE|SARL|SAS|SA|SpA|Srl|S\\.A\\.|B\\.V\\.|BV|NV|AB|Oy|ApS|Pty|Holdings|Group plc)';

/** Where people live, whom they worked for and where they are on the web: written with words that mean nothing there. */
const PATTERNS = [
  new RegExp(String.raw`(?<![\p{L}\p{N}])\d{1,4}[a-z]?,? (?:${CAPITAL} ){1,3}${NUMBERED_STREET}(?![\p{L}\p{N}])`, 'gu'),
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${CAPITAL} ){1,2}${STREET}(?![\p{L}\p{N}])`, 'gu'),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${CAPITAL}(?: & | and | )){1,2}(?:(?:&|und) )?(?:Co\.? )?${LEGAL_FORM}(?![\p{L}\p{N}])`,
    'gu',
  ),
  /[^\s@]{1,100}@[^\s@]{1,100}\.[a-z]{2,}/gu,
  /(?:https?:\/\/|www\.)[^\s]{1,300}/giu,
  /(?<![\p{L}\p{N}])(?:[a-z0-9-]{1,60}\.){1,3}(?:com|org|net|io|dev|me|de|fr|es|it|eu|uk|nl|pl|in)\/[^\s]{1,200}/gu,
];

/** Addresses, links and names of companies in a text. */
export function namesIn(text: string): Place[] {
  return PATTERNS.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ 0: name, index }) => ({ start: index, end: index + name.length })),
  );
}
