import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { SearchFailure } from '../../core/research/ports.ts';
import { noSearch } from './no-search.ts';
import { searxngSearch } from './searxng.ts';
import { tavilySearch } from './tavily.ts';

type Received = {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A search engine on this machine that answers as scripted, and records its requests. */
async function engine(answer: (response: ServerResponse) => void): Promise<{ baseUrl: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      received.push({
        method: request.method ?? '',
        url: request.url ?? '',
        authorization: request.headers.authorization,
        body,
      });
      answer(response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/gateway/`, received };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

const json =
  (value: unknown, status = 200) =>
  (response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const signal = () => new AbortController().signal;
const results = [
  {
    title: 'About',
    url: 'https://northfield.example/about',
    content: 'Four hospitals.',
    score: 0.9,
    raw_content: null,
  },
  { title: null, url: 'https://news.example/', engines: ['a'] },
  { title: 'No address' },
  'nonsense',
  { title: 'Last', url: 'https://last.example/', content: 'Words.' },
];
const hits = [
  { title: 'About', url: 'https://northfield.example/about', snippet: 'Four hospitals.' },
  { title: '', url: 'https://news.example/', snippet: '' },
];

describe('Tavily', () => {
  it('is asked with the key as bearer, below the operator’s own address, and for no answer of its own', async () => {
    const { baseUrl, received } = await engine(json({ query: 'q', answer: 'invented', results, response_time: 0.1 }));
    expect(
      await tavilySearch({ apiKey: 'tvly-1', baseUrl }).search('Northfield “wards”', { limit: 2, signal: signal() }),
    ).toEqual(hits);
    expect(received).toEqual([
      { method: 'POST', url: '/gateway/search', authorization: 'Bearer tvly-1', body: expect.any(String) },
    ]);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      query: 'Northfield “wards”',
      topic: 'general',
      search_depth: 'basic',
      max_results: 2,
      include_answer: false,
      include_raw_content: false,
      include_images: false,
    });
  });
});

describe('SearXNG', () => {
  it('is asked for JSON, without any key', async () => {
    const { baseUrl, received } = await engine(json({ query: 'q', number_of_results: 0, results, infoboxes: [] }));
    expect(await searxngSearch({ baseUrl }).search('a & b=c', { limit: 2, signal: signal() })).toEqual(hits);
    expect(received).toEqual([
      {
        method: 'GET',
        url: '/gateway/search?q=a+%26+b%3Dc&format=json&categories=general&pageno=1',
        authorization: undefined,
        body: '',
      },
    ]);
  });
});

describe.each([
  ['Tavily', (baseUrl: string) => tavilySearch({ apiKey: 'tvly-1', baseUrl })],
  ['SearXNG', (baseUrl: string) => searxngSearch({ baseUrl })],
])('%s', (name, open) => {
  const failure = async (answer: (response: ServerResponse) => void) => {
    const { baseUrl } = await engine(answer);
    return open(baseUrl)
      .search('q', { limit: 5, signal: signal() })
      .catch((thrown: unknown) => thrown);
  };

  it.each([
    ['a refusal', json({ detail: { error: 'the query was: Northfield' } }, 429), 'answered 429'],
    ['a failure', json({}, 503), 'answered 503'],
    [
      'a redirect',
      (response: ServerResponse) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      'could not be reached',
    ],
    [
      'a page instead of JSON',
      (response: ServerResponse) => void response.end('<!doctype html>'),
      'answered with something that is no list of results',
    ],
    ['no list', json({ results: 'none' }), 'answered with something that is no list of results'],
    [
      'a forged prototype',
      (response: ServerResponse) => void response.end('{"results":[],"__proto__":{"url":"x"}}'),
      'answered with something that is no list of results',
    ],
    [
      'too much',
      (response: ServerResponse) => void response.end(`{"results":[],"more":"${'x'.repeat(1024 * 1024)}"}`),
      'answered with more than 1048576 bytes',
    ],
    ['a connection that breaks', (response: ServerResponse) => void response.socket?.destroy(), 'could not be reached'],
  ])('fails in our own words at %s', async (_what, answer, why) => {
    const thrown = await failure(answer);
    expect(thrown).toBeInstanceOf(SearchFailure);
    expect((thrown as SearchFailure).message).toBe(`${name} ${why}`);
  });

  it('rejects with the caller’s reason when the caller stops, also in the middle of an answer', async () => {
    const stop = new AbortController();
    const { baseUrl } = await engine((response) => {
      response.write('{"results":[');
      stop.abort(new Error('gone'));
    });
    await expect(open(baseUrl).search('q', { limit: 5, signal: stop.signal })).rejects.toThrow('gone');
  });
});

it('no search engine says that there is none', async () => {
  await expect(noSearch.search('q', { limit: 1, signal: signal() })).rejects.toThrow(SearchFailure);
});
