import { markdownLink, markdownText } from '../text/markdown-text.ts';
import { RESEARCH_SECTIONS, type ResearchFact, type ResearchReport, type ResearchSource } from './ports.ts';
import { SECTION_WORDS } from './sections.ts';

/** A research report as Markdown: headings, lists, quotations and links to its sources. No text of it can become markup of its own. */
export function researchAsMarkdown(report: ResearchReport): string {
  const { company, facts, sources, notFound } = report;
  const blocks = [
    `# ${markdownText(company)}`,
    ...RESEARCH_SECTIONS.flatMap((section) => {
      const own = facts.filter((fact) => fact.section === section);
      return own.length === 0 ? [] : [`## ${SECTION_WORDS[section].title}`, own.map(factLine).join('\n')];
    }),
    ...(sources.length === 0 ? [] : ['## Sources', sources.map(sourceLine).join('\n')]),
    ...(notFound.length === 0
      ? []
      : ['## What could not be found', notFound.map((sentence) => `- ${markdownText(sentence)}`).join('\n')]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function factLine({ text, quote, sourceNumbers }: ResearchFact): string {
  return `- ${markdownText(text)} \\[${sourceNumbers.join(', ')}\\]\n  > ${markdownText(quote)}`;
}

function sourceLine({ number, title, url, fetchedOn }: ResearchSource): string {
  return `${number}. ${markdownText(title)} (${markdownLink(url)}), read on ${fetchedOn}`;
}
