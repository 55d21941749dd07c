import type { Place } from './places.ts';

/** Up to the end of a clause. */
const REST = String.raw`[^.,;:!?()\n–—]{0,160}`;
const OTHERS =
  '(?:we|our|the|they|their|there|its|customers?|clients?|guests?|patients?|residents?|people|pupils|most|half|many|' +
  'nobody|everybody|everyone|no one)';
const WISHED =
  "(?:(?:['’](?:re|d|ll|ve)|are|would|will|do|also|really|still|currently|now)\\s+){0,3}" +
  '(?:need|want|look|looking|expect|ask|require|seek|seeking|hope|like|love|value|prefer|wish|appreciate|welcome|after|search|searching|follow|count|trust)';

/**
 * What a clause says of others and not of the one who is looked for: why the employer asks for it, what the employer does,
 * and what is not there.
 */
const CLAUSES = [
  new RegExp(String.raw`\bbecause\b(?!\s+you\b)${REST}`, 'giu'),
  new RegExp(String.raw`\b(?:since|so that|so|while|whereas|where|whose)\s+(?=${OTHERS}\b)${REST}`, 'giu'),
  new RegExp(
    String.raw`\bas\s+(?=(?:we|our|they|there|it is|most|half|many)\b|the \w{2,20} (?:sells?|has|is|uses?|offers?|works?)\b)${REST}`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<=[,;(–—-]\s{0,2}|\b(?:which|that|and|but|when|who|what)\s)(?:and |but )?we(?:['’](?:ve|re|ll|d))?\s+(?!${WISHED}\b)(?!['’])${REST}`,
    'giu',
  ),
  // Who others are: "with managers who dislike spreadsheets".
  new RegExp(
    String.raw`\b(?!applicants|candidates|teachers|others)\p{L}{2,20}(?:ers|ors|ists|ants|ians)\s+who\s+${REST}`,
    'giu',
  ),
  new RegExp(String.raw`\b(?:to|for|with) people who\s+${REST}`, 'giu'),
  // What is not there: "without supervision", "no sales".
  /(?<=\b(?:without|no|not|never|nor|rather than|instead of|more than an?|matters? more than)\s)(?!only\b|just\b|least\b|more\b|less\b|later\b|limited\b|afraid\b|shy\b|necessarily\b)[\p{L}\p{N}’'-]{1,30}(?:[ /-](?!but\b|and\b|or\b)[\p{L}\p{N}’'-]{1,30}){0,2}/giu,
];

/** Those whom the candidate works with or for: their trade is not the candidate's. */
const COLLEAGUES =
  /\b(?:report(?:s|ing)?(?: in)? to|alongside|(?:supported|led|managed|supervised|headed|trained|checked) by|under the (?:guidance|direction|supervision) of|answer(?:s|ing)? to|(?:work|works|working|liaise|liaising|liaison|collaborate|collaborating|coordinate|coordinating|talk|talking|meet|meeting|sit|deal|dealing|partner|partnering|communicate|communicating|speak|speaking)(?: \w{3,12}ly)?(?: together)? (?:with|to)|(?:on behalf of|for) (?:our|the)|to (?:an?|the|our)|with \d{1,3})\s+([^.;:!?()\n–—]{1,120})/giu;
const PERSON =
  /(?:^|[\s-])(?:\p{L}{2,20}(?:ers|ors|ists|ians|ants|ents)|\p{L}{3,20}(?:er|or|ist|ian|tant)|councils?|chefs?|cooks?|mechanics|police|hr|recruitment|staff)$/iu;
const GROUP =
  /^[\s-]{1,2}(?:and \p{L}{2,20} )?(?:teams?|departments?|offices?|colleagues|managers?|directors?|officers?|staff|experts?|people)\b/iu;

/** The parts of a text that say nothing of the one who is looked for. */
export function besideTheCandidate(text: string): Place[] {
  return CLAUSES.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({ start: index, end: index + found.length })),
  );
}

/** Where people are named whom the candidate works with. */
export function colleaguesIn(text: string): Place[] {
  return Array.from(text.matchAll(COLLEAGUES), ({ 0: found, 1: named = '', index }) => {
    const end = index + found.length;
    return { start: end - named.length, end };
  });
}

/** Whether a mention is the name of people or of a department: "solicitors", "sales team". */
export function namesPeople(text: string, { start, end }: Place): boolean {
  return PERSON.test(text.slice(start, end)) || GROUP.test(text.slice(end, end + 40));
}
