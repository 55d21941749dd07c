import { cut } from '../text/clean-text.ts';
import { plainText, occursIn } from '../text/plain-text.ts';
import type { Findings } from './decisions.ts';
import { RESEARCH_SECTIONS, type ResearchFact, type ResearchReport, type ResearchSection } from './ports.ts';
import { SECTION_WORDS } from './sections.ts';
import { passagesOf, type SeenSource } from './sources.ts';
import { withoutEnding } from '../../../../structured-data/src/without-ending.ts';

/** In characters and entries of one section. */
const SIZES = { text: 500, quote: 600, phrase: 160, facts: 8, phrases: 3 };
/** What a quote says besides the company's name, which stands in any page about it and supports nothing. */
const SHORTEST_QUOTE = 12;

type Claim = Findings['sections'][number]['facts'][number];
/** A fact whose numbers are those of the run. */
type Supported = Omit<ResearchFact, 'sourceNumbers'> & { readonly seen: readonly SeenSource[] };

export type RunFacts = {
  readonly company: string;
  readonly sources: readonly SeenSource[];
  readonly fetchedOn: string;
  readonly searchFailed: boolean;
  /** Whether nobody could say what the sources hold. */
  readonly unread: boolean;
};

/**
 * The report that findings amount to. A statement stays when its quote stands in a source that was shown or fetched in
 * this run, with every figure it names; sources that nothing rests on are left out, and the others counted anew.
 */
export function checkedReport(
  findings: Findings,
  { company, sources, fetchedOn, searchFailed, unread }: RunFacts,
): ResearchReport {
  const claims = RESEARCH_SECTIONS.map((section) => ({
    section,
    claims: findings.sections.filter((part) => part.section === section).flatMap((part) => part.facts),
  }));
  const supported = claims.flatMap(({ section, claims: made }) => supportedOnes({ section, company }, made, sources));
  const dropped = claims.reduce((sum, part) => sum + part.claims.length, 0) - supported.length;
  const cited = [...new Set(supported.flatMap(({ seen }) => seen))];
  return {
    company,
    searched: true,
    facts: supported.map(({ seen, ...fact }) => ({
      ...fact,
      sourceNumbers: seen.map((source) => cited.indexOf(source) + 1).toSorted((a, b) => a - b),
    })),
    sources: cited.map(({ title, url }, index) => ({ number: index + 1, title, url, fetchedOn })),
    notFound: [
      ...RESEARCH_SECTIONS.flatMap((section) =>
        missing(section, { findings, isEmpty: !supported.some((fact) => fact.section === section) }),
      ),
      ...(dropped === 0
        ? []
        : [
            `${dropped} ${dropped === 1 ? 'statement was' : 'statements were'} left out, because nothing ` +
              `that was read supports ${dropped === 1 ? 'it' : 'them'}.`,
          ]),
      ...(unread ? ['Pages were found, but what they say could not be written down this time.'] : []),
      ...(searchFailed ? ['The search engine could not be asked every time, so there may be more to find.'] : []),
    ],
  };
}

function supportedOnes(
  { section, company }: { section: ResearchSection; company: string },
  claims: readonly Claim[],
  sources: readonly SeenSource[],
): Supported[] {
  const kept = new Map<string, Supported>();
  for (const claim of claims) {
    const text = cut(plainText(claim.text), SIZES.text);
    const quote = plainText(claim.quote);
    const seen = says(quote, company) ? supporters({ ...claim, text, quote }, sources) : [];
    const key = text.toLowerCase();
    if (seen.length > 0 && !kept.has(key) && kept.size < SIZES.facts) kept.set(key, { section, text, quote, seen });
  }
  return [...kept.values()];
}

function says(quote: string, company: string): boolean {
  const besides = quote.toLowerCase().replaceAll(plainText(company).toLowerCase(), '').trim();
  return besides.length >= SHORTEST_QUOTE && quote.length <= SIZES.quote;
}

/** The sources that hold the quote of a claim; none when it is not supported. */
function supporters({ text, quote, sourceNumbers }: Claim, sources: readonly SeenSource[]): readonly SeenSource[] {
  // An address belongs to a source, where it was seen; one in a statement was not.
  if (text === '' || /:\/\/|\bwww\./iu.test(text)) return [];
  const holding = sources
    .filter(({ number }) => sourceNumbers.includes(number))
    .filter((source) => passagesOf(source).some((passage) => occursIn(quote, passage)));
  const known = new Set(holding.flatMap((source) => passagesOf(source).flatMap(figuresIn)));
  return figuresIn(text).every((figure) => known.has(figure)) ? holding : [];
}

const FIGURE = /\d{1,3}(?:[ .,'\u2019]\d{3})+(?!\d)|\d+(?:[.,]\d+)*/gu;

/** Numbers as they are meant: `1,200` and `1 200` and `1200` are one, `1,5` and `1.5` are another. */
function figuresIn(text: string): string[] {
  const figures = text.normalize('NFKC').match(FIGURE) ?? [];
  return figures.map((figure) => figure.replace(/[ .,'\u2019](?=\d{3}(?!\d))/gu, '').replaceAll(',', '.'));
}

function missing(section: ResearchSection, { findings, isEmpty }: { findings: Findings; isEmpty: boolean }): string[] {
  const phrases = findings.sections.filter((part) => part.section === section).flatMap((part) => part.notFound);
  const cleaned = phrases
    .map((phrase) => withoutEnding(cut(plainText(phrase), SIZES.phrase), /[.!?…]/u))
    .filter((phrase) => phrase !== '' && !/:\/\/|\bwww\./iu.test(phrase));
  // Whatever the phrase says, the sentence says that it was not found.
  const sentences = [...new Set(cleaned)]
    .slice(0, SIZES.phrases)
    .map((phrase) => `Looked for and not found: ${phrase}.`);
  return isEmpty ? [SECTION_WORDS[section].missing, ...sentences] : sentences;
}
