import { noSearch } from '../adapters/search/no-search.ts';
import { searxngSearch } from '../adapters/search/searxng.ts';
import { tavilySearch } from '../adapters/search/tavily.ts';
import type { WebSearchConfig } from '../config.ts';
import type { WebSearch } from '../core/research/ports.ts';

/** The search engine of the configuration. */
export function webSearchOf(config: WebSearchConfig): WebSearch {
  switch (config.kind) {
    case 'none':
      return noSearch;
    case 'tavily':
      return tavilySearch(config);
    case 'searxng':
      return searxngSearch(config);
  }
}
