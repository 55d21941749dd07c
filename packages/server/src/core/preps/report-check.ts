import { MAX_REPORT_CHARACTERS, PLAN_MINUTES, prepReportSchema, REPORT_SECTIONS } from './report.ts';
import type { PrepReport, ReportQuote } from './report.ts';
import { occursIn } from '../text/plain-text.ts';

/** What the quotes of a report are held against. Leave `resumeText` out when the candidate gave no résumé. */
export type ReportTexts = { resumeText?: string; postingText: string };

/**
 * What is wrong with a report, each as a sentence that begins with the place; empty when nothing is. Takes anything, so
 * that what a model wrote can be checked before it is trusted.
 */
export function checkReport(report: unknown, texts: ReportTexts): string[] {
  const parsed = prepReportSchema.safeParse(report);
  const order = outOfOrder(report);
  if (!parsed.success) {
    return [...order, ...parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'report'}: ${message}`)];
  }
  const valid = parsed.data;
  return [
    ...order,
    ...tooLong(valid),
    ...matchFaults(valid),
    ...quoteFaults(valid, texts),
    ...planFaults(valid),
    ...sourceFaults(valid),
  ];
}

function outOfOrder(report: unknown): string[] {
  if (typeof report !== 'object' || report === null) return [];
  const sections = Object.keys(report).filter((section) => REPORT_SECTIONS.includes(section));
  const expected = REPORT_SECTIONS.filter((section) => sections.includes(section));
  return sections.join() === expected.join()
    ? []
    : [`report: the sections must stand in the order ${REPORT_SECTIONS.join(', ')}`];
}

function tooLong(report: PrepReport): string[] {
  const characters = JSON.stringify(report).length;
  return characters > MAX_REPORT_CHARACTERS
    ? [`report: holds ${characters} characters, at most ${MAX_REPORT_CHARACTERS} can be laid out`]
    : [];
}

function matchFaults({ match }: PrepReport): string[] {
  if (match.withoutResume)
    return match.strengths.length > 0 ? ['match.strengths: nothing can be shown without a résumé'] : [];
  return match.strengths.length + match.gaps.length === 0 ? ['match: holds neither strengths nor gaps'] : [];
}

function quoteFaults(report: PrepReport, { resumeText, postingText }: ReportTexts): string[] {
  const texts = { resume: report.match.withoutResume ? undefined : resumeText, posting: postingText };
  return quotesOf(report).flatMap(([place, quote]) => {
    const text = texts[quote.source];
    if (text === undefined) return [`${place}: quotes a résumé that was not given`];
    return occursIn(quote.text, text)
      ? []
      : [`${place}: "${quote.text}" does not stand in the ${quote.source === 'resume' ? 'résumé' : 'posting'}`];
  });
}

const placedQuotes = (place: string, quotes: readonly ReportQuote[]) =>
  quotes.map((quote, index): [string, ReportQuote] => [`${place}.quotes.${index}`, quote]);

const placedClaims = (place: string, claims: readonly { sourceNumbers: readonly number[] }[]) =>
  claims.map(({ sourceNumbers }, index): [string, readonly number[]] => [`${place}.${index}`, sourceNumbers]);

function quotesOf({ match, questions }: PrepReport): [place: string, quote: ReportQuote][] {
  return [
    ...match.strengths.flatMap(({ quotes }, index) => placedQuotes(`match.strengths.${index}`, quotes)),
    ...questions.flatMap(({ quotes = [] }, index) => placedQuotes(`questions.${index}`, quotes)),
  ];
}

function planFaults({ plan }: PrepReport): string[] {
  const faults: string[] = [];
  let reached = 0;
  plan.forEach(({ minutes: { from, to } }, index) => {
    if (from !== reached)
      faults.push(`plan.${index}: begins at minute ${from}, but the block before it ends at ${reached}`);
    if (to <= from) faults.push(`plan.${index}: ends at minute ${to}, before it began`);
    reached = to;
  });
  if (reached !== PLAN_MINUTES) faults.push(`plan: covers ${reached} minutes, not ${PLAN_MINUTES}`);
  return faults;
}

function sourceFaults(report: PrepReport): string[] {
  const numbering = report.sources.flatMap(({ number }, index) =>
    number === index + 1 ? [] : [`sources.${index}: has number ${number}, but sources are counted from 1 without gaps`],
  );
  const numbers = new Set(report.sources.map(({ number }) => number));
  const unknown = citations(report).flatMap(([place, cited]) =>
    cited
      .filter((number) => !numbers.has(number))
      .map((number) => `${place}: cites source ${number}, which is not listed`),
  );
  const kinds = new Set(report.sources.map(({ kind }) => kind));
  const missing = [...new Set(quotesOf(report).map(([, { source }]) => source))]
    .filter((kind) => !kinds.has(kind))
    .map((kind) => `sources: the ${kind === 'resume' ? 'résumé' : 'posting'} is quoted but not listed`);
  const pages = new Set(report.sources.flatMap(({ number, kind }) => (kind === 'web' ? [number] : [])));
  const ungrounded = (report.company?.facts ?? []).flatMap(({ sourceNumbers }, index) =>
    sourceNumbers.every((number) => pages.has(number))
      ? []
      : [`company.facts.${index}: rests on something else than a page that was read`],
  );
  return [...numbering, ...unknown, ...missing, ...ungrounded];
}

function citations({
  role,
  company,
  match,
  questions,
  toAsk,
}: PrepReport): [place: string, cited: readonly number[]][] {
  return [
    ['role.summary', role.sourceNumbers],
    ...placedClaims('role.facts', role.facts),
    ...placedClaims('role.keyRequirements', role.keyRequirements),
    ...placedClaims('company.facts', company?.facts ?? []),
    ...placedClaims('match.strengths', match.strengths),
    ...placedClaims('match.gaps', match.gaps),
    ...placedClaims('questions', questions),
    ...placedClaims('toAsk', toAsk),
  ];
}
