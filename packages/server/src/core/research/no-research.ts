import type { Researcher } from './ports.ts';

/** The researcher of a server without a search engine or a language model: its report is empty and says why. */
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
