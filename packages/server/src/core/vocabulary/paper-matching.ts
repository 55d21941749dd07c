import { nearStemsOf } from './near-words.ts';
import type { Requirement } from './requirements.ts';
import type { ResumeLine } from './resume-lines.ts';
import { wordsOf } from './words.ts';

/** A document that a job asks for, and how it is written in a résumé. */
type Paper = { readonly asked: RegExp; readonly written: RegExp };

const DEGREE =
  /\b(?:degree|graduate|bachelor|master(?:['’]s)?(?= degree| of| in)|university|hochschulabschluss|studium|diplom(?:a|e|ing(?:enieur)?)?|doctorate)\b/iu;
const DEGREE_WRITTEN =
  /(?<![\p{L}\p{N}])(?:B\.?\s?(?:Sc|A|Eng|Ed|Com|N|Pharm|Tech|Arch)|M\.?\s?(?:Sc|A|Eng|Ed|Phil|Pharm|BA|Arch|Chem|Phys|Math|Res)|LL\.?[BM]|Ph\.?\s?D|Dr|Dipl)(?:\.|(?![\p{L}\p{N}]))|\b(?:bachelor|master of|master['’]?s|degree|diplom(?:a|ing(?:enieur)?)?|HNC|HND|magister|licenciatura|licence en)\b/u;
const APPRENTICESHIP =
  /\b(?:apprentice\p{L}*|time[- ]served|trade[- ]qualified|ausbildung|vocational|skilled worker|nvq\s?\d?|city (?:and|&) guilds)\b/iu;
const APPRENTICESHIP_WRITTEN =
  /\b(?:apprentic\p{L}*|indentures|time[- ]served|ausbildung|lehre|fachkraft|fach(?:arbeiter|mann|frau)\p{L}*|gesell\p{L}+|meister(?:brief|in)?|facharbeiter\p{L}*|nvq|svq|city (?:and|&) guilds|btec|journeyman|IHK|HWK|kaufmann|kauffrau|mechatroniker\p{L}*)\b/iu;
const REGISTER =
  /\b(?:NMC|GPhC|SRA|HCPC|GMC|GDC|RCVS|RTPI|CIPD|ACCA|CIMA|ACA|AAT|RICS|CIOB|SIA|RHS|APM|PMP|PRINCE2|CPC|ADR|QTS|PGCE|CSCS|JIB|AM2|IPAF|PASMA|SMSTS|NEBOSH|IOSH|ITIL|CCNA|COSHH|DBS|EYFS|MRCVS|TEFL|CELTA|FCA|CFA|ECDL|IELTS)\b/gu;
const LICENCE = /\blicen[cs]e\b|\bführerschein\b|\bdriving permit\b|\bdriver permit\b/iu;
const LICENCE_WRITTEN =
  /\b(?:driving|driver['’]?s?|car|full|clean|uk|eu|valid|van|lorry|LGV|HGV|PCV|PSV|licences?:?)\b.{0,30}\blicen[cs]es?\b|\blicen[cs]es?\b.{0,30}(?:\b(?:clean|full|points?|trailer|car|held|since|class|cat(?:egory)?)\b|(?<![\p{L}\p{N}])(?:B|BE|C1|CE|C|D1?)(?![\p{L}\p{N}+])|C\+E)|\b(?:HGV|LGV|PCV)\b.{0,20}\b(?:C|class|licen)|\bführerschein\b|\bclean\b.{0,20}\btrailer\b|\b(?:response|standard) driver\b/iu;
const HEAVY = /(?<![\p{L}\p{N}])(?:C\+E|CE|class 1|artic)(?![\p{L}\p{N}])/iu;
const HEAVY_WRITTEN = /(?<![\p{L}\p{N}])(?:C\s?\+\s?E|CE|C1?E|class (?:1|one)|artic\p{L}*)(?![\p{L}\p{N}])/iu;
const RIGID = /(?<![\p{L}\p{N}])(?:class 2|category c|cat\.? c|hgv|lgv|c licen[cs]e)(?![\p{L}\p{N}])/iu;
const RIGID_WRITTEN = /(?<![\p{L}\p{N}])(?:C|C1?\s?\+?\s?E|class (?:1|2|one|two)|HGV|LGV)(?![\p{L}\p{N}])/u;
const BUS = /(?<![\p{L}\p{N}])(?:category d|cat\.? d|class d|D licen[cs]e|pcv|psv)(?![\p{L}\p{N}])/iu;
const BUS_WRITTEN = /(?<![\p{L}\p{N}])(?:D1?(?:\s?\+?\s?E)?|PCV|PSV)(?![\p{L}\p{N}])/u;
const LICENCES: readonly Paper[] = [
  { asked: HEAVY, written: HEAVY_WRITTEN },
  { asked: BUS, written: BUS_WRITTEN },
  { asked: RIGID, written: RIGID_WRITTEN },
];
/** Words of a requirement that say which kind of paper, not what it is about. */
const PAPER_WORDS = new Set(
  wordsOf(
    'a an the or and in of to for with licence license driving full clean valid current certificate certified certification degree diploma ' +
      'bachelor master university qualification qualified qualify registration registered register pin member membership equivalent similar ' +
      'relevant related subject level required must hold have you recognised accredited apprenticeship time served vocational training card ' +
      'working towards near something other good at least essential desirable ideally part fully we need would help is are be plus advantage ' +
      'up date professional body council honours 1 2 3 4 5 6 7 completed eligible eligibility your active',
  ).map(({ stem }) => stem),
);
const UNFINISHED =
  /\b(?:student|trainee|part[- ]qualified|working towards|finalist|in progress|studying|of thirteen|not (?:yet|quite)|unfinished|two thirds|expired|lapsed|foundation\b(?= (?:level|certificate|20)))\b/iu;

export type PaperMatch = { readonly status: 'shown' | 'partly' | 'not_shown'; readonly lines: readonly ResumeLine[] };

const PAPER_COMPETENCIES = ['qualification', 'professional-registration', 'driving-licence'];
/** How papers are written in a résumé. */
const WRITTEN =
  /\b(?:licen[cs]es?|certificates?|certified|certification|cert|degree|diploma|registration|registered|qualification|qualified|apprentic\p{L}+|nvq|gcses?|permit|ticket|badge|card|level \d|l[1-7]|grade|passed|course|award|accredited|admitted|chartered|member|pin|renewed|city (?:and|&) guilds|baccalaureate|abitur|mark|distinction|merit|honours|[bcd]1|[abc]2)\b/iu;

const ALL_PAPERS =
  /\b(?:licen[cs]e|certificate|certified|certification|degree|diploma|registration|registered|registered with|qualification|apprenticeship|nvq|gcse|permit|bsc|rights of audience|admitted|chartered|pin|führerschein|accreditation)\b/iu;

/** Whether a document is asked for and not the experience of somebody who has one. */
export function isPaper({
  text,
  competencyIds,
  years,
}: Pick<Requirement, 'text' | 'competencyIds' | 'years'>): boolean {
  if (/\bexperience\b/iu.test(text) && !LICENCE.test(text)) return false;
  if (years !== undefined && !LICENCE.test(text)) return false;
  return ALL_PAPERS.test(text) || competencyIds.some((id) => PAPER_COMPETENCIES.includes(id));
}

/** A licence, a degree, an entry in a register is shown by a line that names it, by its usual name or abbreviation. */
export function paperIn(requirement: Requirement, lines: readonly ResumeLine[]): PaperMatch {
  const { text, competencyIds } = requirement;
  const registers = [...new Set(text.match(REGISTER) ?? [])];
  if (registers.length > 0) {
    const named = lines.filter((line) => registers.some((name) => new RegExp(`\\b${name}\\b`, 'u').test(line.text)));
    if (named.length > 0) return graded(named, () => true);
  }
  if (
    competencyIds.includes('driving-licence') ||
    (LICENCE.test(text) && /\b(?:driv|van|car|vehicle|uk|full)\p{L}*/iu.test(text))
  )
    return licence(text, lines);
  if (DEGREE.test(text)) {
    const degrees = lines.filter((line) => DEGREE_WRITTEN.test(line.text));
    if (degrees.length > 0) return ofSubject(requirement, degrees);
  }
  if (APPRENTICESHIP.test(text)) {
    const served = lines.filter((line) => APPRENTICESHIP_WRITTEN.test(line.text));
    if (served.length > 0) return graded(served, () => true);
  }
  return bySubject(requirement, lines);
}

function licence(text: string, lines: readonly ResumeLine[]): PaperMatch {
  const needed = LICENCES.find(({ asked }) => asked.test(text));
  const held = lines.filter((line) => LICENCE_WRITTEN.test(line.text) || line.competencyIds.has('driving-licence'));
  const right = held.filter((line) => needed === undefined || needed.written.test(line.text));
  if (right.length > 0) return { status: 'shown', lines: right };
  return held.length > 0 ? { status: 'partly', lines: held } : { status: 'not_shown', lines: [] };
}

const subjectOf = (text: string): string[] => [
  ...new Set(nearStemsOf(wordsOf(text).filter(({ stem }) => !PAPER_WORDS.has(stem) && stem.length > 2))),
];

const shareOf = (subject: readonly string[], line: ResumeLine): number =>
  subject.filter((stem) => line.stems.has(stem)).length / Math.max(1, subject.length);

function ofSubject({ text }: Requirement, degrees: readonly ResumeLine[]): PaperMatch {
  const subject = subjectOf(text);
  const any = subject.length === 0 || /\b(?:any|relevant|related|similar|equivalent|or near)\b/iu.test(text);
  const right = degrees.filter((line) => any || shareOf(subject, line) > 0);
  return right.length > 0 ? graded(right, () => true) : { status: 'partly', lines: degrees };
}

/** "Food hygiene level 2", "Radiography certificate": the line has to be a paper, and about the same thing. */
function bySubject({ text, competencyIds }: Requirement, lines: readonly ResumeLine[]): PaperMatch {
  const subject = subjectOf(text);
  const others = competencyIds.filter((id) => !PAPER_COMPETENCIES.includes(id));
  const right = lines.filter(
    (line) =>
      WRITTEN.test(line.text) &&
      ((subject.length > 0 && shareOf(subject, line) >= 0.5) || others.some((id) => line.competencyIds.has(id))),
  );
  return right.length > 0 ? graded(right, () => true) : { status: 'not_shown', lines: [] };
}

function graded(lines: readonly ResumeLine[], isFull: (line: ResumeLine) => boolean): PaperMatch {
  const full = lines.filter((line) => isFull(line) && !UNFINISHED.test(line.text));
  return full.length > 0 ? { status: 'shown', lines: full } : { status: 'partly', lines };
}
