import type { ResearchSection } from './ports.ts';

type SectionWords = {
  /** Its heading in a report. */
  readonly title: string;
  /** What belongs into it, for the specialist. */
  readonly looksFor: string;
  /** The sentence for a section without findings. */
  readonly missing: string;
};

/** The strict template of a report, in words. */
export const SECTION_WORDS: Readonly<Record<ResearchSection, SectionWords>> = {
  overview: {
    title: 'The company',
    looksFor: 'what the company does, when and where it was founded, how large it is, who owns or leads it',
    missing: 'Nothing could be found on what the company is and does.',
  },
  products: {
    title: 'Products and customers',
    looksFor: 'its main products or services, who uses them, and what the advertised role has to do with them',
    missing: 'Nothing could be found on its products and customers.',
  },
  news: {
    title: 'News',
    looksFor: 'dated events of the last two years: results, launches, changes of leadership, openings, closures',
    missing: 'Nothing could be found on recent news.',
  },
  culture: {
    title: 'How they work',
    looksFor: 'values in its own words, ways of working, and what employees report',
    missing: 'Nothing could be found on how they work.',
  },
  interviews: {
    title: 'Interviews there',
    looksFor: 'how the company says it hires, the stages, and what people who interviewed there report',
    missing: 'Nothing could be found on how they interview.',
  },
};
