import { beforeEach, describe, expect, it } from 'vitest';
import type { PostingSource } from './ports.ts';
import { pages, service, amara, nurse, failureOf, setUpPostings } from './test-posting-service.ts';

beforeEach(setUpPostings);

describe('postings by address', () => {
  const url = 'https://jobs.example.com/nurse';
  const script = (value: unknown) =>
    `<script type="application/ld+json">${typeof value === 'string' ? value : JSON.stringify(value)}</script>`;
  const create = async (body: string, more: { contentType?: string; url?: string } = {}) => {
    pages[url] = { body, ...more };
    const source: PostingSource = { kind: 'url', url };
    return service.create(amara, source);
  };
  const prose =
    '<main><h1>Porter</h1><p>You carry luggage for guests at all hours of the night and you like it, since ' +
    'every guest has a story to tell.</p><p>Requirements</p><ul><li>You must have a driving ' +
    'licence</li><li>You have two years of experience in hotels</li></ul></main>';

  it.each<[string, string]>([
    ['alone', script(nurse)],
    ['of a page of HTML entities', script(JSON.stringify(nurse).replaceAll('&', '&amp;').replaceAll('"', '&quot;'))],
    ['with a comma too many', script(`${JSON.stringify(nurse).slice(0, -1)},};`)],
    ['in a script of a type with more words', script(nurse).replace('ld+json', 'ld+json;profile="x"; charset=UTF-8')],
    [
      'beside an organisation in another script',
      script({ ...nurse, hiringOrganization: { '@id': '#o' } }) +
        script({ '@id': '#o', '@type': 'Organization', name: 'Northfield' }),
    ],
    [
      'after similar jobs',
      script({ '@type': 'ItemList', itemListElement: [{ ...nurse, title: 'Cook', url: '/cook' }] }) +
        script({ ...nurse, url: undefined }),
    ],
    [
      'by the heading of the page',
      script([
        { ...nurse, title: 'Cook', url: '/cook' },
        { ...nurse, url: '/n' },
      ]) + '<h1>Registered Nurse, Paediatrics &amp; Neonatal</h1>',
    ],
    ['in an array', script([{ '@type': 'BreadcrumbList' }, nurse])],
    ['in a graph', script({ '@graph': [{ '@type': 'Organization', name: 'x' }, nurse] })],
    ['after broken scripts', `${script('{nonsense')}${script('')}${script(nurse)}`],
    ['with raw line breaks in strings', script(JSON.stringify(nurse).replace('busy ward', 'busy\nward'))],
    ['inside a comment of old', script(`<!--\n${JSON.stringify(nurse)}\n-->`)],
    ['among several, by its own address', script([{ ...nurse, title: 'Cook', url: '/cook' }, nurse])],
    ['among several, when others are empty', script([{ '@type': 'JobPosting' }, nurse])],
  ])('are found as JSON-LD %s', async (_where, html) => {
    const posting = await create(`<html><body><p>Welcome</p>${html}</body>`);
    expect(posting).toMatchObject({
      title: 'Registered Nurse, Paediatrics & Neonatal',
      pageUrl: url,
      company: 'Northfield',
    });
    expect(posting.requirements).toHaveLength(2);
  });

  it.each<[string, string]>([
    [
      'microdata',
      '<div itemscope itemtype="http://schema.org/JobPosting"><h2 itemprop="title">Nurse <b>(f/m)</b></h2><div itemprop=' +
        '"hiringOrganization" itemscope itemtype="http://schema.org/Organization"><meta itemprop="name" content="Northfield">' +
        '</div><div itemprop="description"><p>You care.<ul><li>Two years</li></ul></div></div>',
    ],
    [
      'RDFa with a vocabulary',
      '<main vocab="https://schema.org/" typeof="JobPosting"><h2 property="title">Nurse (f/m)</h2><p property=' +
        '"hiringOrganization" typeof="Organization"><span property="name">Northfield</span></p><div property="description">' +
        '<p>You care.</p><ul><li>Two years</ul></div></main>',
    ],
    [
      'RDFa with a prefix',
      '<main prefix="schema: https://schema.org/" typeof="schema:JobPosting"><h2 property="schema:title">Nurse (f/m)</h2><p ' +
        'property="schema:hiringOrganization">Northfield</p><div property="schema:description"><p>You care.</p><li>Two years' +
        '</div></main>',
    ],
    [
      'RDFa with another vocabulary',
      '<main vocab="https://jobs.example/terms/" typeof="JobPosting"><h2 property="title">Nurse (f/m)</h2><p property=' +
        '"hiringOrganization">Northfield</p><div property="description"><p>You care.</p><li>Two years</div></main>',
    ],
    [
      'RDFa with a prefix of another vocabulary',
      '<main prefix="foaf: http://foaf.example/" typeof="schema:JobPosting"><h2 property="schema:title">Nurse (f/m)</h2><p ' +
        'property="schema:hiringOrganization">Northfield</p><div property="schema:description"><p>You care.</p><li>Two years' +
        '</div></main>',
    ],
    ...['resource="#org"', 'about="#org"', 'id="org"'].map((name): [string, string] => [
      `RDFa whose employer stands elsewhere with ${name}`,
      '<div vocab="https://schema.org/" typeof="JobPosting"><h2 property="title">Nurse (f/m)</h2><link ' +
        'property="hiringOrganization" href="#org"><div property="description"><p>You care.</p><li>Two years</div></div>' +
        `<p typeof="Organization" ${name}><b property="name">Northfield</b></p>`,
    ]),
    [
      'microdata whose parts stand elsewhere',
      '<div itemscope itemtype="https://schema.org/JobPosting" itemref="words employer none"><h2 itemprop="title">Nurse (f/m)' +
        '</h2></div><section id="words"><div itemprop="description"><p>You care.</p><li>Two years</div></section><p id="employer" ' +
        'itemprop="hiringOrganization" itemscope itemref="name"></p><b id="name" itemprop="name">Northfield</b>',
    ],
    [
      'microdata whose parts name one another',
      '<div id="job" itemscope itemtype="https://schema.org/JobPosting" itemref="job words"><h2 itemprop="title">Nurse (f/m)' +
        '</h2><div itemprop="hiringOrganization" itemscope itemref="words job"><b itemprop="name">Northfield</b></div></div>' +
        '<section id="words" itemref="words job"><div itemprop="description">' +
        '<p>You care.</p><li>Two years</div></section>',
    ],
  ])('are found as %s', async (_what, html) => {
    expect(await create(`<html><body>${html}</body>`)).toMatchObject({
      title: 'Nurse (f/m)',
      company: 'Northfield',
      description: expect.stringMatching(/^You care\.\n+• Two years$/u),
    });
  });

  it.each(['#org', '_:b0', 'https://northfield.example/#org', ' https://northfield.example '])(
    'never have the employer %j, which is an address that nothing is said about',
    async (reference) => {
      const markup = `<h2 property="title">Nurse</h2><link property="hiringOrganization" href="${reference}">${prose}`;
      expect(await create(`<div typeof="JobPosting">${markup}</div>`)).not.toHaveProperty('company');
      for (const hiringOrganization of [reference, { name: reference }])
        expect(await create(script({ ...nurse, hiringOrganization }))).not.toHaveProperty('company');
      const named = { name: reference, legalName: 'Northfield GmbH' };
      expect((await create(script({ ...nurse, hiringOrganization: named }))).company).toBe('Northfield GmbH');
    },
  );

  it.each([
    [{ '@type': 'PriceSpecification', price: 50_000, priceCurrency: 'EUR' }, 'EUR 50,000'],
    [
      { '@type': 'UnitPriceSpecification', minPrice: 40_000, maxPrice: 50_000, unitText: 'YEAR' },
      'GBP 40,000 – 50,000 per year',
    ],
  ])('have the salary that a price says: %j', async (value, salary) => {
    const currency = 'priceCurrency' in value ? {} : { currency: 'GBP' };
    expect((await create(script({ ...nurse, baseSalary: { ...currency, value } }))).salary).toBe(salary);
    if (!('currency' in currency)) expect((await create(script({ ...nurse, baseSalary: value }))).salary).toBe(salary);
  });

  it('take their words from the page where their data has none', async () => {
    const posting = await create(`${script({ '@type': 'JobPosting', title: 'Night porter' })}${prose}`);
    expect(posting.title).toBe('Night porter');
    expect(posting.description).toContain('You carry luggage');
  });

  it('are none of a list of several jobs', async () => {
    const listed = ['Cook', 'Waiter'].map((title) => ({ item: { ...nurse, title, url: `/${title}` } }));
    const posting = await create(`${script({ '@type': 'ItemList', itemListElement: listed })}${prose}`);
    expect(posting.title).toBe('Porter');
  });

  it('are read from the text of the page otherwise', async () => {
    const posting = await create(`<title>Jobs</title><nav>Home</nav>${prose}<footer>Imprint</footer>`, {
      url: 'https://jobs.example.com/final',
    });
    expect(posting).toMatchObject({
      title: 'Porter',
      pageUrl: 'https://jobs.example.com/final',
      roleFamily: expect.any(String),
    });
    expect(posting.description).toMatch(
      /^Porter\n\nYou carry[^]*• You must have a driving licence\n• You have two years of experience in hotels$/u,
    );
  });

  it('may be JSON or plain text', async () => {
    expect((await create(JSON.stringify(nurse), { contentType: 'application/ld+json' })).company).toBe('Northfield');
    expect((await create('Porter\n\n' + 'You carry luggage. '.repeat(20), { contentType: 'text/plain' })).title).toBe(
      'Porter',
    );
  });

  it.each([
    ['an empty page', '', 'text/html'],
    [
      'a page made by scripts',
      '<div id="root"></div><script>render()</script><noscript>Please enable scripts to see this page</noscript>',
      'text/html',
    ],
    ['JSON without a posting', '{"@type":"Thing"}', 'application/json'],
    ['broken JSON', '{', 'application/json'],
  ])('are not found on %s', async (_what, body, contentType) =>
    expect(await failureOf(create(body, { contentType }))).toBe('posting_not_found_on_page'),
  );

  it('belong to this page by any of their addresses, else the first with words counts, else the first with a title', async () => {
    const own = (title: string, more: object) => ({ ...nurse, url: undefined, title, ...more });
    const first = { ...nurse, title: 'Cook', url: '/cook' };
    const titleOf = async (...found: unknown[]) => (await create(script(found))).title;
    expect(await titleOf(first, own('A', { '@id': `${url}#job` }))).toBe('A');
    expect(await titleOf(first, own('B', { mainEntityOfPage: { '@id': url } }))).toBe('B');
    expect(await titleOf(first, own('C', { mainEntityOfPage: url }))).toBe('C');
    expect(await titleOf(first, own('D', { url: ['https://x.example/', '/nurse'] }))).toBe('D');
    expect(await failureOf(titleOf(first, own('E', { url: 'https://x.example/' })))).toBe('posting_not_found_on_page');
    expect(await titleOf({ '@type': 'JobPosting', title: 'Empty', url }, first)).toBe('Empty');
    expect(await titleOf({ '@type': 'JobPosting' }, { '@type': 'JobPosting', title: 'Only a title' })).toBe(
      'Only a title',
    );
  });

  it('are looked for in fifty scripts and a hundred postings of a page', async () => {
    const other = (title: string) => ({ '@type': 'JobPosting', title });
    const others = (count: number) => Array.from({ length: count }, (_, index) => other(`Other ${index}`));
    const repeat = <Item>(item: Item, count: number) => Array.from({ length: count }, () => item);
    expect((await create(`${repeat(script('{}'), 49).join('')}${script(nurse)}`)).company).toBe('Northfield');
    expect(await failureOf(create(`${repeat(script('{}'), 50).join('')}${script(nurse)}`))).toBe(
      'posting_not_found_on_page',
    );
    expect((await create(script([...others(99), nurse]))).company).toBe('Northfield');
    expect((await create(script([...others(100), nurse]))).title).toBe('Other 0');
  });

  it('are read from a page that has at least 200 characters of text', async () => {
    const text = `Porter\n${'x'.repeat(193)}`;
    expect(await create(text, { contentType: 'text/plain' })).toMatchObject({ title: 'Porter', description: text });
    expect(await failureOf(create(text.slice(1), { contentType: 'text/plain' }))).toBe('posting_not_found_on_page');
    const untitled = await create(`<title> </title><main><p>Porter</p><p>${'x'.repeat(200)}</p></main>`);
    expect(untitled.title).toBe('Porter');
  });

  it.each(['ftp://example.com/', 'javascript:alert(1)', 'https://a:b@example.com/', 'nonsense'])(
    'are not looked for at %s',
    async (address) => {
      expect(await failureOf(service.create(amara, { kind: 'url', url: address }))).toBe(
        'validation_failed /source/url',
      );
    },
  );
});
