import { describe, expect, it } from 'vitest';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import type { Line } from '../../testing/scripted-engine.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { SearchFailure, type ResearchRequest } from './ports.ts';
import {
  fact,
  finds,
  FOUNDED,
  HITS,
  HOME,
  readHome,
  REQUEST,
  searchOnce,
  specialist,
  steadySearch,
  tableReader,
} from './test-researcher.suite.ts';

const searches = (count: number): Line[] => Array.from({ length: count }, () => searchOnce);
const reads = (...urls: string[]): Line[] => urls.map((url) => ({ use: 'read_page', args: { url } }));

describe('the research specialist', () => {
  it('[S0-8] reports what its sources say, numbered and dated, and tells what it is doing', async () => {
    const { research, received } = specialist({
      script: {
        decisions: {
          'research.findings': {
            sections: [
              {
                section: 'news',
                facts: [
                  fact(
                    'A ward for newborns opened in March 2026.',
                    'In March 2026 Northfield opened a ward for newborns',
                    2,
                  ),
                ],
                notFound: ['plans for next year'],
              },
              {
                section: 'overview',
                facts: [fact('It began in 1962 and employs 3200 people.', `${FOUNDED} and has 3,200 employees`, 1)],
                notFound: [],
              },
            ],
          },
        },
      },
    });
    expect(await research()).toEqual({
      company: 'Northfield Hospitals',
      searched: true,
      facts: [
        {
          section: 'overview',
          text: 'It began in 1962 and employs 3200 people.',
          quote: `${FOUNDED} and has 3,200 employees`,
          sourceNumbers: [1],
        },
        {
          section: 'news',
          text: 'A ward for newborns opened in March 2026.',
          quote: 'In March 2026 Northfield opened a ward for newborns',
          sourceNumbers: [2],
        },
      ],
      sources: [
        { number: 1, title: 'About us', url: HOME, fetchedOn: '2026-11-21' },
        { number: 2, title: 'Northfield news', url: 'https://news.example/northfield', fetchedOn: '2026-11-21' },
      ],
      notFound: [
        'Nothing could be found on its products and customers.',
        'Looked for and not found: plans for next year.',
        'Nothing could be found on how they work.',
        'Nothing could be found on how they interview.',
      ],
    });
    expect(received.steps).toEqual([
      'Looking for sources',
      'Searching for “Northfield Hospitals”',
      'Reading northfield.example',
      'Checking what the pages say',
    ]);
  });

  it('[S0-8] drops facts of sources that were not seen in this run, and says so', async () => {
    const invented = fact('It is the largest hospital of the country.', 'the largest hospital of the country', 3);
    const elsewhere = fact('It began as a hospital for children.', FOUNDED, 2);
    const { research } = specialist({ script: { decisions: { 'research.findings': finds(invented, elsewhere) } } });
    const report = await research();
    expect(report).toMatchObject({ facts: [], sources: [] });
    expect(report.notFound).toContain('2 statements were left out, because nothing that was read supports them.');
  });

  it('[S0-8] says that nothing was looked up where there is nothing to search or nobody to think, and asks neither', async () => {
    const search = steadySearch();
    const rehearsal = specialist({ engine: ruleEngine({ clock: manualClock(), wordDelayMs: 0 }), search });
    expect(await rehearsal.research()).toEqual({
      company: 'Northfield Hospitals',
      searched: false,
      facts: [],
      sources: [],
      notFound: ['Nothing was looked up about the company: no language model is connected.'],
    });
    const none = specialist({ search: { ...search, kind: 'none' } });
    expect(await none.research()).toMatchObject({
      searched: false,
      notFound: ['Nothing was looked up about the company: no web search is connected.'],
    });
    expect([search.queries, none.received.contexts, none.received.facts]).toEqual([[], [], []]);
  });

  it('[S0-8] sends its engine the company and the posting and nothing else', async () => {
    const secret = 'Amara Bello, born 1990, nurse in Leeds';
    const request = {
      company: 'Northfield',
      posting: { title: 'Nurse', text: 'Wards.', location: 'York', pageUrl: 'https://jobs.example/1', notes: secret },
      resume: secret,
      candidate: { name: secret },
    } as ResearchRequest;
    const { research, received } = specialist();
    await research(request);
    expect(received.contexts).toEqual([
      {
        company: 'Northfield',
        posting: { title: 'Nurse', text: 'Wards.', location: 'York', pageUrl: 'https://jobs.example/1' },
        sections: expect.any(Array),
        limits: { searches: 8, pages: 10 },
        today: '2026-11-21',
      },
    ]);
    expect(Object.keys(received.facts[0] ?? {})).toEqual(['company', 'sections', 'notes']);
    expect(JSON.stringify(received)).not.toContain('Amara');
  });

  it('[S0-6] reads only pages that a search of this run has shown, or the page of the posting', async () => {
    const reader = tableReader({
      [HOME]: 'About us, in some words.',
      'https://jobs.example/1': 'The advert, in some words.',
    });
    const urls = [
      'https://evil.example/?stolen=1',
      `${HOME}?stolen=1`,
      'file:///etc/passwd',
      'https://user:word@northfield.example/about',
      'https://jobs.example/1',
      `${HOME}/#top`,
      HOME,
    ];
    const { research, received } = specialist({
      reader,
      script: { reply: [...reads(HOME), searchOnce, ...reads(...urls)] },
    });
    await research({ ...REQUEST, posting: { ...REQUEST.posting, pageUrl: 'https://jobs.example/1' } });
    expect(reader.asked).toEqual(['https://jobs.example/1', HOME]);
    expect(received.outcomes.map(({ ok }) => ok)).toEqual([false, true, false, false, false, false, true, true, true]);
  });

  it('searches eight times and reads ten pages at most, and a page that was read counts once', async () => {
    const hits = Array.from({ length: 12 }, (_, index) => ({
      title: `Page ${index}`,
      url: `https://pages.example/${index}`,
      snippet: 'Words.',
    }));
    const search = steadySearch();
    const shown = {
      ...search,
      search: async (query: string, options: { limit: number; signal: AbortSignal }) => (
        await search.search(query, options),
        search.queries.length % 2 === 0 ? hits.slice(0, 6) : hits.slice(6)
      ),
    };
    const urls = hits.map(({ url }) => url);
    const reader = tableReader(Object.fromEntries(urls.map((url) => [url, 'Words of a page.'])));
    const { research, received } = specialist({
      search: shown,
      reader,
      script: { reply: [...searches(10), ...reads('https://pages.example/0', ...urls)] },
    });
    await research();
    expect(search.queries).toHaveLength(8);
    expect(reader.asked).toHaveLength(10);
    expect(received.outcomes.filter(({ ok }) => !ok).map(({ summary }) => summary)).toEqual([
      ...Array<string>(2).fill('No searches are left. Go on with what was found.'),
      ...Array<string>(2).fill('No pages are left. Go on with what was read.'),
    ]);
  });

  it.each([
    ['research_company', {}],
    ['research_company', { query: '' }],
    ['research_company', { query: 'x'.repeat(201) }],
    ['research_company', { query: 'Northfield', user: 'cand_1' }],
    ['read_page', { url: 7 }],
    ['read_page', { url: 'northfield' }],
    ['read_page', null],
  ])('answers %s with %j by saying what is wrong, and does nothing', async (use, args) => {
    const search = steadySearch();
    const reader = tableReader();
    const { research, received } = specialist({
      search,
      reader,
      script: { reply: [{ use, args: args as Record<string, unknown> }] },
    });
    await research();
    expect(received.outcomes).toEqual([
      { name: use, ok: false, summary: expect.stringMatching(/^Give /u), output: null },
    ]);
    expect([search.queries, reader.asked]).toEqual([[], []]);
  });

  it('goes on without a search engine or a page that fails, and says so of the engine', async () => {
    let asked = 0;
    const failing = {
      kind: 'tavily' as const,
      search: async () => ((asked += 1), asked === 1 ? Promise.reject(new SearchFailure('Tavily answered 429')) : HITS),
    };
    const { research, received } = specialist({
      search: failing,
      reader: tableReader({}),
      script: {
        reply: [...searches(2), readHome],
        decisions: {
          'research.findings': finds(fact('There are four hospitals.', 'Northfield runs four hospitals', 1)),
        },
      },
    });
    const report = await research();
    expect(report.facts).toHaveLength(1);
    expect(report.notFound.at(-1)).toBe(
      'The search engine could not be asked every time, so there may be more to find.',
    );
    expect(received.outcomes.map(({ ok, summary }) => [ok, summary])).toEqual([
      [false, 'The search engine could not be asked.'],
      [true, 'Found 2 pages.'],
      [false, 'That page could not be read.'],
    ]);
    expect(received.failures).toEqual([new SearchFailure('Tavily answered 429')]);
    const unreadable = specialist({ reader: tableReader({}) });
    expect(JSON.stringify(await unreadable.research())).not.toContain('The search engine');
    expect(unreadable.received.facts).toEqual([
      {
        company: 'Northfield Hospitals',
        sections: expect.any(Array),
        notes: HITS.map(({ title, url, snippet: text }, index) => ({ number: index + 1, title, url, text })),
      },
    ]);
  });

  it('does not ask what nothing says, and says which pages nobody could read', async () => {
    const empty = specialist({ search: steadySearch([]) });
    expect(await empty.research()).toMatchObject({
      searched: true,
      facts: [],
      notFound: expect.arrayContaining(['Nothing could be found on recent news.']),
    });
    expect(empty.received.facts).toEqual([]);
    expect(JSON.stringify(await empty.research())).not.toContain('Pages were found');
    const unread = specialist({ script: { decisions: { 'research.findings': 'no object' } } });
    expect((await unread.research()).notFound).toContain(
      'Pages were found, but what they say could not be written down this time.',
    );
  });

  it('keeps what it found when the model goes round in circles, and fails when there is nothing to keep', async () => {
    const circles = new ServiceError('model_unavailable');
    const late = specialist({
      script: {
        reply: [searchOnce, circles],
        decisions: {
          'research.findings': finds(fact('There are four hospitals.', 'Northfield runs four hospitals', 1)),
        },
      },
    });
    expect((await late.research()).facts).toHaveLength(1);
    await expect(specialist({ script: { reply: [circles] } }).research()).rejects.toBe(circles);
    const spent = new ServiceError('budget_reached');
    await expect(specialist({ script: { reply: [searchOnce, spent] } }).research()).rejects.toBe(spent);
  });

  it('ends with the reason of its signal, in the middle of a search as well', async () => {
    const stop = new AbortController();
    const gone = new Error('gone');
    const slow = {
      kind: 'searxng' as const,
      search: async (_query: string, { signal }: { signal: AbortSignal }) => (
        stop.abort(gone),
        Promise.reject(signal.reason)
      ),
    };
    const { research, received } = specialist({ search: slow });
    await expect(research(REQUEST, stop.signal)).rejects.toBe(gone);
    expect(received.failures).toEqual([]);
  });
});
