import type { WebSearch } from '../../core/research/ports.ts';
import { searchHits } from './search-answer.ts';

/** Search by a SearXNG of the operator's own, with `json` among its `search.formats`. It may well be on this machine. */
export function searxngSearch({ baseUrl }: { baseUrl: string }): WebSearch {
  const address = `${baseUrl.replace(/\/+$/u, '')}/search`;
  return {
    kind: 'searxng',
    search: (query, { limit, signal }) => {
      const url = new URL(address);
      url.search = new URLSearchParams({ q: query, format: 'json', categories: 'general', pageno: '1' }).toString();
      return searchHits({ engine: 'SearXNG', url, limit, signal, init: { headers: { accept: 'application/json' } } });
    },
  };
}
