import type { Researcher } from './ports.ts';

/** The specialist of a house without a search engine or a language model: it claims nothing and says why. */
export const noResearch: Researcher = {
  research: async ({ company }) => ({
    company,
    searched: false,
    facts: [],
    sources: [],
    notFound: [
      `News, size and culture of ${company}: no web search is connected, so nothing was looked up and nothing is claimed.`,
    ],
  }),
};
