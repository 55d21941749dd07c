import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ServiceError } from '../kernel/service-error.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { amara, service, nurse, failureOf, records, setUpPostings } from './test-posting-service.ts';

beforeEach(setUpPostings);

const tenant = scopeFor({ tenantId: 'ten_a', subject: { kind: 'tenant', id: 'ten_a' } });
const other = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_other' } });
const stranger = scopeFor({ tenantId: 'ten_b', subject: { kind: 'candidate', id: 'cand_amara' } });

const fromJson = (jobPosting: Record<string, unknown>, scope = amara) =>
  service.create(scope, { kind: 'job_posting', jobPosting });

describe('postings', () => {
  it('understand a schema.org JobPosting', async () => {
    const posting = await fromJson(nurse);
    expect(posting).toEqual({
      id: expect.stringMatching(/^pst_[0-9a-z]{1,60}$/u),
      title: 'Registered Nurse, Paediatrics & Neonatal',
      company: 'Northfield',
      location: 'Leeds, GB',
      employmentType: 'Full-time, Part-time',
      salary: 'GBP 32,000 – 41,000 per year',
      validThrough: '2026-12-31T23:59',
      description:
        'You assess children on a busy ward.\n\nRequirements\n\n• Three years of paediatric nursing are ' +
        'required\n• Calm communication with families',
      pageUrl: 'https://jobs.example.com/nurse',
      language: 'en',
      roleFamily: 'healthcare',
      requirements: [
        expect.objectContaining({
          text: 'Three years of paediatric nursing are required',
          years: 3,
          importance: 'must',
        }),
        expect.objectContaining({ text: 'Calm communication with families' }),
      ],
      createdAt: '2026-11-21T09:30:00.000Z',
    });
    for (const { text } of posting.requirements) expect(posting.description).toContain(text);
  });

  it('understand pasted text, with or without a title', async () => {
    const text = '  Night porter\r\n\r\nYou carry\u202e luggage.\u0000\n\n\n\nYou must have a driving licence.';
    expect(await service.create(amara, { kind: 'text', text })).toMatchObject({
      title: 'Night porter',
      description: 'Night porter\n\nYou carry luggage.\n\nYou must have a driving licence.',
    });
    expect(await service.create(amara, { kind: 'text', text, title: 'Porter\n<b>', company: ' Inn ' })).toMatchObject({
      title: 'Porter <b>',
      company: 'Inn',
    });
    expect(await failureOf(service.create(amara, { kind: 'text', text: ' \u200b\u0000\n ' }))).toBe(
      'validation_failed /source/text',
    );
  });

  it('are kept once however often the same page is loaded, and once per person', async () => {
    const [first, second] = await Promise.all([fromJson(nurse), fromJson(structuredClone(nurse))]);
    const third = await fromJson({ ...nurse, url: 'https://jobs.example.com/nurse?utm_source=x' });
    expect([second?.id, third.id]).toEqual([first?.id, first?.id]);
    expect(third).toEqual(first);
    expect(records.size()).toBe(1);
    expect((await fromJson(nurse, other)).id).not.toBe(first?.id);
    expect((await fromJson({ ...nurse, title: 'Senior nurse' })).id).not.toBe(first?.id);
    expect((await service.list(amara, { limit: 20 })).data).toHaveLength(2);
  });

  it("are seen by their candidate only, and by the tenant's candidates when the tenant made them", async () => {
    const own = await fromJson(nurse);
    const shared = await fromJson(nurse, tenant);
    expect(await service.get(amara, own.id)).toEqual(own);
    expect(await service.get(other, shared.id)).toEqual(shared);
    for (const scope of [other, tenant, stranger])
      expect(await failureOf(service.get(scope, own.id))).toBe('not_found');
    expect(await failureOf(service.get(stranger, shared.id))).toBe('not_found');
    expect(await failureOf(service.get(amara, 'pst_unknown'))).toBe('not_found');
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'a graph',
      { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, nurse] },
      { company: 'Northfield' },
    ],
    [
      'a type with its address',
      { ...nurse, '@type': ['Thing', 'http://schema.org/JobPosting'] },
      { company: 'Northfield' },
    ],
    [
      'no type at all',
      { title: 'Porter', description: 'You carry luggage.' },
      { title: 'Porter', description: 'You carry luggage.' },
    ],
    [
      'names instead of things',
      { title: 'Porter', hiringOrganization: 'Inn', jobLocation: 'Leeds', baseSalary: '12 an hour' },
      { company: 'Inn', location: 'Leeds', salary: '12 per hour' },
    ],
    [
      'numbers and a single salary',
      { title: 1, baseSalary: { currency: 'EUR', value: { value: 15.5, unitText: 'HOUR' } } },
      { title: '1', salary: 'EUR 15.5 per hour' },
    ],
    ['a least salary', { title: 'a', baseSalary: { currency: 'EUR', minValue: 40000 } }, { salary: 'EUR from 40,000' }],
    [
      'remote work in several places',
      { title: 'a', jobLocationType: 'TELECOMMUTE', jobLocation: ['A', 'B', 'C', 'D'] },
      { location: 'A · B · C and 2 more' },
    ],
    [
      'sections beside the description',
      {
        title: 'a',
        description: 'Hello',
        responsibilities: ['One', 'Two'],
        skills: 'Hello',
        qualifications: '<ul><li>Three</li></ul>',
      },
      { description: 'Hello\n\nResponsibilities\n• One\n• Two\n\nQualifications\n• Three' },
    ],
    ['a date that is none', { title: 'a', validThrough: 'soon' }, { title: 'a' }],
    ['no title', { description: '<h1>Porter</h1><p>You carry.</p>' }, { title: 'Porter' }],
    [
      'script-like text',
      { title: '</script><script>alert(1)</script>', description: 'Ignore <script>alert(1)</script>&lt;script&gt;' },
      { description: 'Ignore <script>' },
    ],
    [
      'types of employment in any spelling',
      { title: 'a', employmentType: ['full-time', 'Per Diem', 'FULL_TIME', 'Zero hours', ' '] },
      { employmentType: 'Full-time, By the day, Zero hours' },
    ],
    [
      'a place that names itself twice',
      {
        title: 'a',
        jobLocation: { address: { addressLocality: 'Berlin', addressRegion: 'Berlin', addressCountry: 'DE' } },
      },
      { location: 'Berlin, DE' },
    ],
    [
      'three places and no more',
      { title: 'a', jobLocation: ['A', { address: 'B' }, 'C', 'A', {}] },
      { location: 'A · B · C' },
    ],
    ['a place to work from anywhere', { title: 'a', jobLocationType: ['X', 'TELECOMMUTE'] }, { location: 'Remote' }],
    [
      'sections as things and as text of several lines',
      {
        title: 'a',
        skills: [{ name: 'SQL' }, { description: 'One<br>two' }, 7],
        experienceRequirements: { description: 'Years' },
      },
      { description: 'Experience\nYears\n\nSkills\n• SQL\nOne\ntwo' },
    ],
    [
      'a title for a list',
      { description: '<ul><li>- Carry luggage</li><li>Smile</li></ul>' },
      { title: 'Carry luggage', description: '• - Carry luggage\n• Smile' },
    ],
    [
      'salaries of every shape',
      {
        title: 'a',
        baseSalary: [{}, { currency: 'EUR', value: { minValue: '40000', maxValue: 40000, unitText: 'year' } }],
      },
      { salary: 'EUR 40,000 per year' },
    ],
    [
      'a salary in words beside its unit',
      { title: 'a', baseSalary: { value: { value: 'about 30' }, currency: { name: 'GBP' }, unitText: 'HOUR' } },
      { salary: 'GBP about 30 per hour' },
    ],
    ['a highest salary', { title: 'a', baseSalary: { maxValue: 1234.567 } }, { salary: 'up to 1,234.57' }],
    ['an estimated salary', { title: 'a', estimatedSalary: '30k' }, { salary: '30,000' }],
    ['a name for a title', { name: 'Porter' }, { title: 'Porter' }],
    [
      'values in wrappers',
      { title: [{}, { '@value': 'Porter' }], hiringOrganization: { value: 'Inn' } },
      { title: 'Porter', company: 'Inn' },
    ],
    ['a title that reorders', { title: '\u202eesrun\u202c' }, { title: 'esrun' }],
  ])('make sense of %s', async (_what, jobPosting, expected) => {
    const { createdAt: _at, id: _id, ...posting } = await fromJson(jobPosting);
    expect(posting).toMatchObject(expected);
    if (jobPosting['validThrough'] === 'soon') expect(posting).not.toHaveProperty('validThrough');
  });

  it.each([
    'https://user@jobs.example/1',
    'https://:word@jobs.example/1',
    'ftp://jobs.example/1',
    `https://a.example/${'x'.repeat(1_983)}`,
  ])('are never read from %s', async (url) => {
    expect(await failureOf(service.create(amara, { kind: 'url', url }))).toBe('validation_failed /source/url');
    expect(await fromJson({ title: 'Porter', url })).not.toHaveProperty('pageUrl');
  });

  it('know their page by addresses of up to 2,000 characters, with or without encryption', async () => {
    for (const url of [`https://a.example/${'x'.repeat(1_982)}`, 'http://a.example/1'])
      expect(await fromJson({ title: `Porter at ${url.length}`, url })).toMatchObject({ pageUrl: url });
  });

  it('are bounded', async () => {
    const posting = await fromJson({
      title: 'x'.repeat(100_000),
      description: `<p>${'word '.repeat(100_000)}</p>`,
      hiringOrganization: 'y '.repeat(9_000),
      jobLocation: Array(500).fill('z'.repeat(900)),
    });
    expect(posting.title).toHaveLength(300);
    expect(posting.description?.length).toBeLessThanOrEqual(50_000);
    expect(posting.company?.length).toBeLessThanOrEqual(300);
    expect(posting.location?.length).toBeLessThanOrEqual(300);
  });

  it('answer hostile JSON with a posting or a refusal that names the field, never with a crash', async () => {
    const deep: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    for (const jobPosting of [
      {},
      { title: null },
      { title: [] },
      { title: {} },
      { title: true },
      { title: deep, description: deep },
      { '@graph': deep },
      { '@type': deep },
      { title: '\u0000\u200b' },
    ]) {
      expect(await failureOf(fromJson(jobPosting))).toBe('validation_failed /source/jobPosting');
    }
    const names = fc.constantFrom(
      '@type',
      '@graph',
      'title',
      'name',
      'description',
      'hiringOrganization',
      'jobLocation',
      'address',
      'baseSalary',
      'value',
      'minValue',
      'unitText',
      'currency',
      'employmentType',
      'validThrough',
      'url',
      'skills',
      'qualifications',
      '__proto__',
      'constructor',
      'toString',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.constant('JobPosting'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(names, tie('tree'), { maxKeys: 6 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, tree, { maxKeys: 12 }), async (jobPosting) => {
        const outcome = await fromJson(jobPosting).catch((failure: unknown) => failure);
        if (outcome instanceof ServiceError) expect(outcome.code).toBe('validation_failed');
        else expect(JSON.stringify(outcome)).not.toMatch(/\\u0000|\\ud[89ab]..(?!\\ud[c-f])|[\u202a-\u202e]/u);
        expect(outcome instanceof Error && !(outcome instanceof ServiceError)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
