import { SearchFailure, type WebSearch } from '../../core/research/ports.ts';

/** No search engine. The specialist says that nothing was looked up, and does not come here. */
export const noSearch: WebSearch = {
  kind: 'none',
  search: async () => Promise.reject(new SearchFailure('No web search is configured')),
};
