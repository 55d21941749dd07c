import type { Manner } from './coach-log.ts';

const ASKS: readonly (readonly [Manner, RegExp])[] = [
  [
    'short',
    /dyslex|autis|spectrum|ad[h]?d\b|asperger|stroke|head injury|brain|lose the thread|read\w* (?:very |quite |so )?slow|slow reader|short|brief|less text|fewer words|(?:too|so) (?:much|many|long)|lines?\b|sentences?\b|paragraph|one (?:thing|point|step|question) at a time|swim|sight|eyes/iu,
  ],
  [
    'plain',
    /dyslex|autis|spectrum|learning (?:diff|dis)|simple|simpl|plain|easy|easier|basic|big words|long words|hard words|difficult words|jargon|english|exact/iu,
  ],
  [
    'untimed',
    /dyslex|stammer|stutter|aphasi|tourette|stroke|head injury|arthritis|tremor|speech|block on|words? come|time|timer|timing|clock|stopwatch|slow|typing|too fast|so fast|hands|panic/iu,
  ],
];

/** How the coach is to write from now on, by what the candidate said of themselves or asked for. */
export function askedManner(text: string): Manner[] {
  return ASKS.flatMap(([manner, words]) => (words.test(text) ? [manner] : []));
}
