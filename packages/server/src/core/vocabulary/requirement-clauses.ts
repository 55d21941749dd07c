import type { PostingPiece } from './posting-pieces.ts';
import { phraseIndex } from './phrase-index.ts';
import { headingFile } from './schema.ts';
import { trimmed, type Span } from './sentences.ts';
import { wordsOf } from './words.ts';

/** A part of a sentence that asks for one thing. */
export type RequirementClause = Span & { readonly nice: boolean };

const FEWEST_WORDS = 3;
const LONG_SENTENCE = 12;
/** A longer one is no sentence, but text without full stops. */
const LONGEST_SPLIT = 2_000;
const niceCues = phraseIndex(headingFile.niceCues.map((cue) => [cue, true] as const));
/** In a sentence that wishes for one thing, another can still be a condition: "Python is welcome; SQL is a must". */
const CONDITION = /\b(?:(?:is|are) (?:a must|essential|required|needed|mandatory|compulsory)|must have)\b/iu;

/** How what is asked for begins, where a sentence asks for several things. */
export const BEGINNING = new RegExp(
  String.raw`^(?:and |but |or |plus |also ){0,2}(?:` +
    '(?:able|strong|confident|comfortable|willing|happy|ready|keen|solid|sound|proven|experience|experienced|knowledge|fluent|' +
    "qualified|registered|familiar|competent|capable|skilled|physically|if you|if you[’']d|you[’']?(?:ll|d|re|ve)?|who|must|should|can|" +
    'at least|a (?:good|sound|strong|keen|valid|full|clean|current|track|way|degree|recognised|relevant|genuine|friendly|calm|head|love|' +
    'willingness|weekend)|an (?:eye|interest|understanding|ability|excellent)|good|excellent|some|basic|membership|training|' +
    'to (?!the|a|an|our|your|all)\\p{L}{2,15}|' +
    'accept|administer|advise|analyse|answer|arrange|assess|assist|bring|build|carry out|care|check|clean|coach|communicate|cook|coordinate|' +
    'cover|create|cut|deal|defend|deliver|demonstrate|develop|draft|drive|edit|ensure|explain|find|fix|follow|give|guide|handle|have|' +
    'help|hold|improve|inspect|install|instruct|keep|know|lead|learn|listen|log|look after|look|maintain|make|manage|measure|mentor|' +
    'monitor|negotiate|notice|operate|order|organise|own|pick|plan|prepare|present|produce|provide|prune|put|raise|read|record|repair|' +
    'replace|report|resolve|review|run|sell|serve|set|show|solve|sort|speak|spot|supervise|support|take|talk|teach|tell|test|train|treat|turn|' +
    'type|use|visit|wash|work|write)' +
    String.raw`(?![\p{L}\p{N}])|\d)`,
  'iu',
);

/** What a sentence or bullet asks for, thing by thing, and which of it is a wish only. */
export function clausesOf(piece: PostingPiece): RequirementClause[] {
  const nice = piece.section === 'nice';
  return partsOf(piece).flatMap((part) => (nice ? [{ ...part, nice }] : wishesIn(part)));
}

/** A list in one sentence: "You should be able to cook, keep the kitchen clean and have a driving licence". */
function partsOf(piece: PostingPiece): Span[] {
  const { text, start, bullet } = piece;
  if (text.length > LONGEST_SPLIT) return [span(text, start, [0, text.length])];
  // A short sentence lists things of one kind.
  const onlyAtSemicolons = bullet || wordsOf(text).length < LONG_SENTENCE;
  const cuts = [...text.matchAll(onlyAtSemicolons ? /;\s/gu : /[;,]\s/gu)].filter(
    ({ 0: sign, index }) =>
      !withinBrackets(text, index) && (sign.startsWith(';') || BEGINNING.test(text.slice(index + 2))),
  );
  const parts: Span[] = [];
  let from = 0;
  for (const { 0: sign, index } of cuts) {
    const fewest = sign.startsWith(';') ? 2 : FEWEST_WORDS;
    if (wordsOf(text.slice(from, index)).length < fewest || wordsOf(text.slice(index + 2)).length < fewest) continue;
    parts.push(span(text, start, [from, index]));
    from = index + 2;
  }
  return [...parts, span(text, start, [from, text.length])];
}

/** "SQL, ideally PostgreSQL" wishes for PostgreSQL, not for SQL; "SQL and Python are a plus" wishes for both. */
function wishesIn(part: Span): RequirementClause[] {
  const { text, start } = part;
  if (/\((?:D|desirable)\)\W*$/u.test(text)) return [{ ...part, nice: true }];
  const [cue] = text.length > LONGEST_SPLIT ? [] : niceCues.find(text);
  if (cue === undefined) return [{ ...part, nice: false }];
  if (CONDITION.test(text)) return [{ ...part, nice: false }];
  const at = beginsWish(text.slice(cue.start)) ? cue.start : lastClause(text, cue.end);
  const before = withoutJoint(text.slice(0, at));
  if (wordsOf(before).length === 0) return [{ ...part, nice: true }];
  return [
    { ...span(text, start, [0, before.length]), nice: false },
    { ...span(text, start, [at, text.length]), nice: true },
  ];
}

const beginsWish = (text: string): boolean =>
  /^(?:ideally|preferably|idealerweise|nice to have|bonus|even better|nice if)\b/iu.test(text);

/** Where the clause begins that ends with the wish; the whole text where it is a list of what is wished for. */
function lastClause(text: string, end: number): number {
  const [comma] = [...text.slice(0, end).matchAll(/,\s|\s(?:but|–|—)\s|;\s/gu)].slice(-1);
  if (comma === undefined) return 0;
  const from = comma.index + comma[0].length;
  const wish = text.slice(from);
  const enumerates = /\s(?:and|or|und|oder|y|o|et|ou)\s/u.test(wish) || /\b(?:are|would both)\b/iu.test(wish);
  return enumerates || /^if\b/iu.test(text) || wordsOf(text.slice(0, comma.index)).length < 2 ? 0 : from;
}

const withoutJoint = (text: string): string => text.replace(/(?:[\s,;(–—-]|\b(?:and|but))+$/u, '');

function withinBrackets(text: string, at: number): boolean {
  const open = text.lastIndexOf('(', at);
  return open > text.lastIndexOf(')', at);
}

const span = (text: string, start: number, [from, to]: readonly [number, number]): Span => {
  const { text: own, ...place } = trimmed(text, from, to);
  return { text: own, start: start + place.start, end: start + place.end };
};
