import { markdownLink, markdownText } from '../text/markdown-text.ts';
import { RESEARCH_SECTIONS } from '../research/ports.ts';
import { matchCount } from './report.ts';
import type { PrepReport, ReportQuote } from './report.ts';

/**
 * The report as Markdown: headings, paragraphs, bold, lists, quotations, and links to https sources only. No text of the
 * report can become markup of its own.
 */
export function reportAsMarkdown(report: PrepReport): string {
  const blocks = [
    ...heading(report),
    ...roleBlocks(report),
    ...companyBlocks(report),
    ...matchBlocks(report),
    '## Likely questions',
    ...report.questions.flatMap(questionBlocks),
    '## Questions to ask them',
    numbered(
      report.toAsk.map(
        ({ question, why, sourceNumbers }) => `${bold(question)} ${markdownText(why)}${cited(sourceNumbers)}`,
      ),
    ),
    '## Your 30 minutes',
    ...report.plan.flatMap(({ minutes, title, steps }) => [
      `### Minutes ${minutes.from} to ${minutes.to}: ${markdownText(title)}`,
      bullets(steps.map(markdownText)),
    ]),
    '## Sources',
    numbered(report.sources.map(sourceLine)),
    '## What could not be found',
    bullets(report.notFound.map(markdownText)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function heading({ meta }: PrepReport): string[] {
  const where = [meta.company, meta.location]
    .filter((part) => part !== undefined)
    .map(markdownText)
    .join(' · ');
  const whose = meta.candidateName === undefined ? '' : `For ${markdownText(meta.candidateName)}. `;
  return [
    `# ${markdownText(meta.title)}`,
    where === '' ? '' : `**${where}**`,
    `${whose}Prepared on ${meta.preparedOn}, question bank ${markdownText(meta.bankVersion)}.`,
    `> ${markdownText(meta.notice)}`,
  ];
}

function roleBlocks({ role }: PrepReport): string[] {
  return [
    '## The role',
    `${markdownText(role.summary)}${cited(role.sourceNumbers)}`,
    bullets(
      role.facts.map(
        ({ label, value, sourceNumbers }) => `${bold(`${label}:`)} ${markdownText(value)}${cited(sourceNumbers)}`,
      ),
    ),
    '### What they ask for',
    bullets(
      role.keyRequirements.map(
        ({ text, importance, sourceNumbers }) =>
          `${bold(`${importanceInWords(importance)}:`)} ${markdownText(text)}${cited(sourceNumbers)}`,
      ),
    ),
  ];
}

const COMPANY_PARTS = {
  overview: 'In short',
  products: 'What they make or do',
  news: 'Lately',
  culture: 'How they work',
  interviews: 'How they interview',
} as const;

function companyBlocks({ company }: PrepReport): string[] {
  if (company === undefined) return [];
  const parts = RESEARCH_SECTIONS.flatMap((key) => {
    const facts = company.facts.filter(({ section }) => section === key);
    return facts.length === 0
      ? []
      : [
          `### ${COMPANY_PARTS[key]}`,
          bullets(facts.map(({ text, sourceNumbers }) => `${markdownText(text)}${cited(sourceNumbers)}`)),
        ];
  });
  return ['## The company', ...parts];
}

function matchBlocks(report: PrepReport): string[] {
  const { strengths, gaps, withoutResume, notComparedLanguage } = report.match;
  const { fully, partly, total } = matchCount(report);
  const advice = bullets(
    gaps.map(
      ({ requirement, importance, advice: text, sourceNumbers }) =>
        `${bold(requirement)} (${importanceInWords(importance).toLowerCase()}) ${markdownText(text)}${cited(sourceNumbers)}`,
    ),
  );
  if (withoutResume || notComparedLanguage !== undefined) {
    const opening = withoutResume
      ? 'There was no résumé to compare with, so nothing here is a judgement.'
      : 'Your résumé is in a language that I cannot compare without a language model, so nothing here is a judgement.';
    return ['## Where you match', opening, gaps.length > 0 ? '### Have an example ready' : '', advice];
  }
  return [
    '## Where you match',
    `Your résumé shows ${fully} of ${total} requirements${partly > 0 ? `, and ${partly} in part` : ''}.`,
    strengths.length > 0 ? '### What your résumé shows' : '',
    ...strengths.flatMap(({ requirement, shown, quotes, note, sourceNumbers }) => [
      `${bold(requirement)}${shown === 'partly' ? ' (in part)' : ''}`,
      ...quotes.map(quotation),
      `${markdownText(note)}${cited(sourceNumbers)}`,
    ]),
    gaps.length > 0 ? '### What they may probe' : '',
    advice,
  ];
}

function questionBlocks(question: PrepReport['questions'][number], index: number): string[] {
  const { situation, task, action, result } = question.outline;
  const quotes = question.quotes ?? [];
  return [
    `### ${index + 1}. ${markdownText(question.question)}`,
    `${markdownText(question.why)}${cited(question.sourceNumbers)}`,
    '**They listen for**',
    bullets(question.looksFor.map(markdownText)),
    '**Outline of an answer**',
    bullets([
      `**Situation:** ${markdownText(situation)}`,
      `**Task:** ${markdownText(task)}`,
      `**Action:** ${markdownText(action)}`,
      `**Result:** ${markdownText(result)}`,
    ]),
    quotes.length > 0 ? '**From your résumé, to build on**' : '',
    ...quotes.map(quotation),
  ];
}

function sourceLine({ title, url, fetchedOn }: PrepReport['sources'][number]): string {
  return `${markdownText(title)}${url === undefined ? '' : ` (${markdownLink(url)})`}, read on ${fetchedOn}`;
}

const importanceInWords = (importance: 'must' | 'nice') => (importance === 'must' ? 'Required' : 'Nice to have');
const bold = (text: string) => `**${markdownText(text)}**`;
const quotation = ({ text }: ReportQuote) => `> “${markdownText(text)}”`;
const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
const numbered = (lines: readonly string[]) => lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
const cited = (numbers: readonly number[]) => numbers.map((number) => ` \\[${number}\\]`).join('');
