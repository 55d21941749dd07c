import type { WebSearch } from '../../core/research/ports.ts';
import { searchHits } from './search-answer.ts';

export const TAVILY_URL = 'https://api.tavily.com';

/** Search by Tavily (https://docs.tavily.com, `POST /search`). `baseUrl` is the operator's, so that it may be a gateway of their own. */
export function tavilySearch({ apiKey, baseUrl = TAVILY_URL }: { apiKey: string; baseUrl?: string }): WebSearch {
  const url = new URL(`${baseUrl.replace(/\/+$/u, '')}/search`);
  return {
    kind: 'tavily',
    search: (query, { limit, signal }) =>
      searchHits({
        engine: 'Tavily',
        url,
        limit,
        signal,
        init: {
          method: 'POST',
          headers: {
            authorization: `Bearer ${apiKey}`,
            'content-type': 'application/json',
            accept: 'application/json',
          },
          // No answer of theirs: what a model made of the pages is no source.
          body: JSON.stringify({
            query,
            topic: 'general',
            search_depth: 'basic',
            max_results: limit,
            include_answer: false,
            include_raw_content: false,
            include_images: false,
          }),
        },
      }),
  };
}
