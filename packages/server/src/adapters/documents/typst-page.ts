import type { PrepReport } from '../../core/preps/report.ts';
import { matchCount } from '../../core/preps/report.ts';
import { plainData, plainText } from '../../core/text/plain-text.ts';

/** A question with more characters than this may be divided between pages; a shorter one is kept in one piece. */
const KEPT_TOGETHER_CHARACTERS = 2_400;

/** What the template reads as JSON: the report with every string plain, and what the template would otherwise have to compute. */
export type PageData = {
  report: unknown;
  count: ReturnType<typeof matchCount>;
  preparedOn: string;
  fetchedOn: readonly string[];
  date: { year: number; month: number; day: number };
  region: string;
  /** The one line at the head of every page but the first. */
  running: { title: string; company: string };
  keepTogether: {
    strengths: boolean[];
    gaps: boolean[];
    questions: boolean[];
    toAsk: boolean[];
    plan: boolean[];
    closing: boolean;
  };
};

export function pageData(report: PrepReport, locale: string): PageData {
  const english = englishLocale(locale);
  const longDate = new Intl.DateTimeFormat(english.baseName, { dateStyle: 'long', timeZone: 'UTC' });
  const written = (isoDate: string) => longDate.format(new Date(`${isoDate}T00:00:00Z`));
  const [year = 2000, month = 1, day = 1] = report.meta.preparedOn.split('-').map(Number);
  const { strengths, gaps } = report.match;
  return {
    report: plainData(report),
    count: matchCount(report),
    preparedOn: written(report.meta.preparedOn),
    fetchedOn: report.sources.map(({ fetchedOn }) => written(fetchedOn)),
    date: { year, month, day },
    region: english.region ?? 'GB',
    running: {
      title: shortened(plainText(report.meta.title), 60),
      company: shortened(plainText(report.meta.company ?? ''), 30),
    },
    keepTogether: {
      strengths: strengths.map(isShort),
      gaps: gaps.map(isShort),
      questions: report.questions.map(isShort),
      toAsk: report.toAsk.map(isShort),
      plan: report.plan.map(isShort),
      closing: isShort([report.sources, report.notFound]),
    },
  };
}

function isShort(part: unknown): boolean {
  return JSON.stringify(part).length <= KEPT_TOGETHER_CHARACTERS;
}

function shortened(text: string, graphemes: number): string {
  const parts = [...new Intl.Segmenter('en').segment(text)];
  return parts.length <= graphemes
    ? text
    : `${parts
        .slice(0, graphemes)
        .map(({ segment }) => segment)
        .join('')
        .trimEnd()}…`;
}

/** The document is written in English, so a reader of another language gets the dates of British English. */
function englishLocale(locale: string): Intl.Locale {
  try {
    const wanted = new Intl.Locale(locale);
    return wanted.language === 'en' ? wanted : new Intl.Locale('en-GB');
  } catch {
    return new Intl.Locale('en-GB');
  }
}
