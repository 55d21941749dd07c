import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { complaints, inFrame, KEY, launcher, start, visit, world } from './loader-pages.ts';

const cases = new URL('../cases/jobpage/', import.meta.url);
const ld = (text: string, type = 'application/ld+json') => `<script type="${type}">${text}</script>`;
const job = (more: object = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Registered Nurse',
  description: 'You assess children.',
  hiringOrganization: { '@type': 'Organization', name: 'Northfield Hospital' },
  ...more,
});
const json = JSON.stringify(job());
const html = (body: string, heading = 'Welcome') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Jobs</title></head><body><h1>${heading}</h1>${body}<!--LOADER--></body></html>`;

async function opened(page: string, attributes = KEY) {
  const visited = await visit(world.pageOf(page, attributes));
  await launcher(visited).click();
  await start(visited).waitFor();
  return inFrame(visited).locator('header .names p').textContent();
}

/** What we wrote to the console: the browser itself reports a missing icon. */
const ours = () => complaints.filter((text) => text.startsWith('Interview Prep:') || text.startsWith('thrown'));
const BOTH = 'Registered Nurse · Northfield Hospital';

describe('[N-15] the widget names the job and the employer of', () => {
  it.each(readdirSync(cases))('the page %s', async (name) => {
    const about = await opened(readFileSync(new URL(name, cases), 'utf8'));
    // One of them says nothing about the employer.
    const expected = name.startsWith('11-') ? 'Registered Nurse' : BOTH;
    expect(about?.replace(', Paediatrics', '')).toBe(expected);
    expect(ours()).toEqual([]);
  });

  it.each<[string, string]>([
    ['a script whose type is in capitals and has parameters', ld(json, 'Application/LD+JSON; profile=&quot;x&quot;')],
    ['HTML entities', ld(json.replaceAll('"', '&quot;'))],
    ['comments and templates', ld(json.replace('"title"', '/* one */ // two\n "salary": {{ job.salary }}, "title"'))],
    ['smart quotes', ld(json.replaceAll(/"([^"]*)"/g, '“$1”'))],
    ['single quotes', ld(json.replaceAll('"', "'"))],
    ['no end', ld(json.slice(0, -2))],
    [
      'an employer in another script',
      ld(JSON.stringify(job({ hiringOrganization: { '@id': '#o' } }))) +
        ld('{"@id":"#o","name":"Northfield Hospital"}'),
    ],
    ['fields encoded twice', ld(json.replace('Northfield Hospital', 'Northfield&amp;nbsp;Hospital'))],
    ['a page about a job', ld(JSON.stringify({ '@type': 'WebPage', about: job() }))],
    [
      'similar jobs before its own',
      ld(
        JSON.stringify({
          '@type': 'ItemList',
          itemListElement: [{ item: job({ title: 'Cook' }) }, { item: job({ title: 'Waiter' }) }],
        }),
      ) + ld(json),
    ],
    [
      'RDFa with a prefix',
      '<div prefix="s: https://schema.org/" typeof="s:JobPosting"><b property="s:title">Registered Nurse</b><i property="s:hiringOrganization">Northfield Hospital</i></div>',
    ],
    [
      'RDFa of another vocabulary',
      '<div vocab="https://jobs.example/terms/" typeof="JobPosting"><b property="title">Registered Nurse</b><i property="hiringOrganization">Northfield Hospital</i></div>',
    ],
    [
      'microdata whose parts stand elsewhere',
      '<div itemscope itemtype="http://schema.org/JobPosting" itemref="t e"></div><p id="t"><b itemprop="title">Registered Nurse</b></p><i id="e" itemprop="hiringOrganization">Northfield Hospital</i>',
    ],
    [
      'microdata with values for machines',
      '<div itemscope itemtype="http://schema.org/JobPosting"><meta itemprop="title" content="Registered Nurse"><a itemprop="hiringOrganization" href="/x">Northfield Hospital</a></div>',
    ],
  ])('a page with %s', async (_what, body) => {
    expect((await opened(html(body)))?.replace('\u00a0', ' ')).toBe(BOTH);
  });

  it('a page with several jobs, by its heading', async () => {
    expect(await opened(html(ld(JSON.stringify([job({ title: 'Cook' }), job()])), 'Registered Nurse'))).toBe(BOTH);
  });

  it('a page with the element inside the page itself', async () => {
    const page = await visit(world.pageOf(html(ld(`${json};`)), `${KEY} data-isolation="none"`));
    await launcher(page).click();
    await page.locator('#begin').waitFor();
    expect(await page.locator('header .names p').textContent()).toBe(BOTH);
  });
});

describe('[N-15] a page that does not say which job it is about', () => {
  it.each<[string, string, RegExp]>([
    ['has no structured data', '<p>Hello</p>', /has no JobPosting in JSON-LD/],
    [
      'has some that cannot be read',
      ld('JobPosting: title'),
      /script 1 of this page could not be read: it is not JSON/,
    ],
    [
      'lists several jobs',
      ld(JSON.stringify({ itemListElement: [job({ title: 'Cook' }), job()] })),
      /lists several jobs \("Cook", "Registered Nurse"\)/,
    ],
  ])('says why in the console once no job can be expected, and asks the candidate, where it %s', async (...row) => {
    const [, body, reason] = row;
    const page = await visit(world.pageOf(html(body), KEY), { stopped: true });
    await launcher(page).click();
    await start(page).waitFor();
    await inFrame(page).getByLabel('Paste the advert or its address').waitFor();
    await inFrame(page).getByText('Still looking for the job on this page').waitFor();
    expect(ours()).toEqual([]);
    await page.clock.fastForward(10_000);
    await inFrame(page).getByText('You can also practise without an advert.', { exact: true }).waitFor();
    expect(ours()).toEqual([expect.stringMatching(reason)]);
  });

  it('says nothing in the console where the job comes after the widget was opened', async () => {
    const page = await visit(world.pageOf(html(''), KEY), { stopped: true });
    await launcher(page).click();
    await inFrame(page).getByText('Still looking for the job on this page').waitFor();
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(ld(json))})`);
    await inFrame(page).getByText('Registered Nurse').waitFor();
    await page.clock.fastForward(20_000);
    expect(await inFrame(page).locator('#advert').count()).toBe(0);
    expect(ours()).toEqual([]);
  });

  it('sends what was pasted as the posting, once the candidate starts', async () => {
    const page = await visit(world.pageOf(html(''), KEY), { viewport: { width: 360, height: 500 } });
    await launcher(page).click();
    await inFrame(page).getByLabel('Paste the advert or its address').fill(' jobs.example.com/7 ');
    world.asked.length = 0;
    await start(page).click();
    await inFrame(page).getByRole('alert').waitFor();
    expect(world.asked.map(({ path }) => path)).toEqual(['/v1/consents']);
    expect(await inFrame(page).getByLabel('Paste the advert or its address').inputValue()).toBe(' jobs.example.com/7 ');
    // The refusal has moved the button down.
    const below = start(page).evaluate((button) => button.getBoundingClientRect().bottom - window.innerHeight);
    expect(await below).toBeLessThan(0);
  });

  it('says nothing with data-job="none"', async () => {
    await opened(html(''), `${KEY} data-job="none"`);
    expect(ours()).toEqual([]);
  });
});
