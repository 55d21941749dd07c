import { competenciesIn, type CompetencyMention } from './competency-mentions.ts';
import { phraseIndex } from './phrase-index.ts';
import { quantitiesIn, yearsIn, type Quantity, type YearsMention } from './quantities.ts';
import { roleFamilyFile } from './schema.ts';
import { linesOf, type Span } from './sentences.ts';
import { wordsOf } from './words.ts';

/** A line that reads like a job somebody held. `toYear` is `present` while it lasts; years are absent when not written. */
export type RoleLine = Span & { readonly fromYear?: number; readonly toYear?: number | 'present' };

/** What a résumé states, each with its place in the text. Nothing here is inferred beyond what is written. */
export type ResumeEvidence = {
  readonly competencies: readonly CompetencyMention[];
  readonly years: readonly YearsMention[];
  readonly roles: readonly RoleLine[];
  readonly quantities: readonly Quantity[];
};

const MONTH = String.raw`(?:\p{L}{3,9}\.?\s{1,2}|\d{1,2}[./]){0,1}`;
const YEAR = String.raw`((?:19|20)\d{2})`;
const PERIOD = new RegExp(
  `${MONTH}${YEAR}\\s{0,3}(?:-|–|—|→|to|until|till|bis|a|à)\\s{0,3}(?:${MONTH}${YEAR}|(?:the )?(present|now|current|today|date|last month|this year|heute|actualidad|aujourd'hui|oggi)|(?=$|[,;(]))`,
  'iu',
);
const SCHOOLING =
  /\b(?:school|college|universit\w*|degree|bachelor|master|diploma|b\.?sc|m\.?sc|gcse|a[- ]levels?|certificate|education)\b/iu;
const titles = phraseIndex(
  roleFamilyFile.families.flatMap(({ titles: names }) => names.map((name) => [name, true] as const)),
);
const MOST_ROLES = 20;

/** What of a résumé is read; a longer one is almost always a paste of something else. */
export const RESUME_CHARACTERS = 60_000;

/**
 * Reads a résumé: mentions of competencies, stated years, lines that look like jobs, and stated amounts. Only the
 * first 60,000 characters are read.
 */
export function resumeEvidenceOf(resumeText: string): ResumeEvidence {
  const text = resumeText.slice(0, RESUME_CHARACTERS);
  return {
    competencies: competenciesIn(text, { byCandidate: true }),
    years: yearsIn(text),
    roles: rolesIn(text),
    quantities: quantitiesIn(text),
  };
}

function rolesIn(text: string): RoleLine[] {
  const roles: RoleLine[] = [];
  const lines = linesOf(text);
  for (const [at, line] of lines.entries()) {
    if (line.text.length > 140 || SCHOOLING.test(line.text)) continue;
    const period = PERIOD.exec(line.text);
    if (period) {
      const rest = line.text.replace(period[0], '');
      const named = wordsOf(rest).length >= 2 ? line : lines[at - 1];
      if (named && named.text.length <= 140 && !SCHOOLING.test(named.text))
        roles.push({ ...spanOf(named), ...periodOf(period) });
    } else if (!line.bullet && looksLikeRole(line.text) && !PERIOD.test(lines[at + 1]?.text ?? '')) {
      roles.push(spanOf(line));
    }
  }
  return roles.slice(0, MOST_ROLES);
}

function spanOf({ text, start, end }: Span): Span {
  return { text, start, end };
}

function periodOf(match: RegExpExecArray): { fromYear: number; toYear: number | 'present' } {
  const [, from, to] = match;
  return { fromYear: Number(from), toYear: to === undefined ? 'present' : Number(to) };
}

/** "Staff nurse, Leeds General Infirmary": a known job title, a separator, a name, and not a sentence. */
function looksLikeRole(line: string): boolean {
  if (line.length > 90 || /[.!?]$/u.test(line)) return false;
  const parts = line.split(/\s(?:at|@|[-–—|])\s|,\s|\s\|\s/u);
  if (parts.length < 2 || parts.length > 4) return false;
  return titles.find(parts[0] ?? '').length > 0 && wordsOf(parts[0] ?? '').length <= 6;
}
