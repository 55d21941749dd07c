import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { amara, pages, service, setUpPostings } from './test-posting-service.ts';

beforeEach(setUpPostings);

const cases = new URL('../../../../../tests/cases/', import.meta.url);
const fromJson = (jobPosting: Record<string, unknown>) =>
  service.create(amara, { kind: 'job_posting', jobPosting: { '@type': 'JobPosting', title: 'a', ...jobPosting } });

describe('[N-15] postings as sites send them', () => {
  it.each<[string, Record<string, unknown>]>([
    ['description-escaped-twice.json', { description: 'You assess & treat.\n\n• Three years' }],
    ['description-value-object.json', { description: 'You assess children.' }],
    ['location-null-words.json', { location: undefined }],
    ['organisation-by-id-in-graph.json', { title: 'Registered Nurse', company: undefined }],
    ['salary-currency-beside.json', { salary: 'GBP 30,000' }],
    ['salary-german-numbers.json', { salary: 'EUR 42,000 – 48,000 per year' }],
    ['salary-zero.json', { salary: undefined }],
  ])('are read as their authors meant: %s', async (name, expected) => {
    const { source } = JSON.parse(readFileSync(new URL(`posting/${name}`, cases), 'utf8'));
    const posting = await service.create(amara, source);
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, posting[key as keyof typeof posting]]))).toEqual(
      expected,
    );
  });

  it.each(readdirSync(new URL('jobpage/', cases)))('are found on the page %s by its address', async (name) => {
    const url = 'https://jobs.example.com/1';
    pages[url] = { body: readFileSync(new URL(`jobpage/${name}`, cases), 'utf8') };
    const posting = await service.create(amara, { kind: 'url', url });
    expect(posting.title).toMatch(/^Registered Nurse(?:, Paediatrics)?$/u);
    expect(posting.company).toBe(name.startsWith('11-') ? undefined : 'Northfield Hospital');
    expect(posting.description).toMatch(/assess children/u);
  });
});

describe('an organisation in a graph', () => {
  const organization = { '@id': 'https://jobs.example/#org', '@type': 'Organization', name: 'Northfield' };
  it.each<[string, Record<string, unknown>]>([
    [
      'beside the posting',
      {
        '@graph': [
          { '@type': 'JobPosting', title: 'a', hiringOrganization: { '@id': organization['@id'] } },
          organization,
        ],
      },
    ],
    [
      'by its fragment',
      { '@graph': [{ '@type': 'JobPosting', title: 'a', hiringOrganization: { '@id': '#org' } }, organization] },
    ],
    [
      'as a bare reference',
      { '@graph': [organization, { '@type': 'JobPosting', title: 'a', hiringOrganization: organization['@id'] }] },
    ],
    [
      'inside the posting',
      {
        title: 'a',
        '@type': 'JobPosting',
        hiringOrganization: { '@id': '#org', '@type': 'Organization' },
        '@graph': [organization],
      },
    ],
  ])('is looked up %s', async (_where, jobPosting) => {
    const posting = await service.create(amara, { kind: 'job_posting', jobPosting });
    expect(posting).toMatchObject({ title: 'a', company: 'Northfield' });
  });

  it('ends where references form a ring', async () => {
    const ring = {
      '@graph': [
        { '@id': '#j', '@type': 'JobPosting', title: 'a', hiringOrganization: { '@id': '#o' } },
        { '@id': '#o', name: [{ '@id': '#o' }, { '@id': '#j' }], address: Array(200).fill({ '@id': '#o' }) },
      ],
    };
    expect((await service.create(amara, { kind: 'job_posting', jobPosting: ring })).title).toBe('a');
  });
});

describe('a description', () => {
  it.each<[string, unknown, string]>([
    ['encoded once', '&lt;p&gt;R&amp;amp;D&lt;/p&gt;', 'R&D'],
    [
      'encoded inside its elements',
      '<div>&lt;p&gt;One&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Two&lt;/li&gt;&lt;/ul&gt;</div>',
      'One\n\n• Two',
    ],
    ['with references left in its words', '<p>R&amp;amp;D &amp;ndash; you</p>', 'R&D – you'],
    ['in a list of languages', [{ '@value': 'One', '@language': 'en' }], 'One'],
    ['of several parts', ['One', 'Two'], '• One\n• Two'],
    ['that is an object with a name', { name: 'One' }, 'One'],
  ])('is text when it is %s', async (_what, description, text) => {
    expect((await fromJson({ description })).description).toBe(text);
  });
});

describe('[N-15] a description has', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'requirements in months and categories',
      {
        title: 'a',
        experienceRequirements: { '@type': 'OccupationalExperienceRequirements', monthsOfExperience: 36 },
        educationRequirements: { credentialCategory: 'bachelor degree' },
      },
      { description: 'Experience\n3 years of experience\n\nEducation\nBachelor degree' },
    ],
    [
      'several requirements, beside words or without',
      {
        title: 'a',
        experienceRequirements: [
          { description: 'On a ward', monthsOfExperience: '18' },
          { monthsOfExperience: { value: 12 } },
          { monthsOfExperience: 0 },
        ],
        educationRequirements: [
          { credentialCategory: ['high school', { name: 'associate degree' }] },
          { '@type': 'EducationalOccupationalCredential' },
        ],
      },
      {
        description:
          'Experience\n• On a ward\n• 18 months of experience\n• 1 year of experience\n\n' +
          'Education\n• High school\n• Associate degree',
      },
    ],
  ])('%s', async (_what, jobPosting, expected) => {
    expect(await fromJson(jobPosting)).toMatchObject(expected);
  });
});

describe('a short field', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'encoded twice',
      { title: 'R&amp;amp;D Lead', hiringOrganization: 'M&amp;amp;S' },
      { title: 'R&D Lead', company: 'M&S' },
    ],
    ['with a prefix', { 'schema:hiringOrganization': { 'schema:name': 'Inn' } }, { company: 'Inn' }],
    [
      'with the address of its name',
      {
        'https://schema.org/hiringOrganization': [
          { '@type': ['Organization'], 'https://schema.org/name': [{ '@value': 'Inn' }] },
        ],
      },
      { company: 'Inn' },
    ],
    [
      'in lower case',
      { hiringorganization: { Name: 'Inn' }, joblocation: { address: { addresslocality: 'Leeds' } } },
      { company: 'Inn', location: 'Leeds' },
    ],
    [
      'of a template',
      { hiringOrganization: '{{ employer.name }}', jobLocation: '${city}' },
      { company: undefined, location: undefined },
    ],
    [
      'in words for nothing',
      { hiringOrganization: 'N/A', jobLocation: ['undefined', '-', 'Leeds'] },
      { company: undefined, location: 'Leeds' },
    ],
    [
      'of a place with nothing but a street',
      { jobLocation: { address: [{ streetAddress: '1 High Road, Leeds' }] } },
      { location: '1 High Road, Leeds' },
    ],
    ['of a place in a list', { jobLocation: { address: [{ addressLocality: 'Leeds' }] } }, { location: 'Leeds' }],
    ['of remote work in lower case', { jobLocationType: 'Telecommute', jobLocation: 'null' }, { location: 'Remote' }],
    [
      'of a type with its address',
      { employmentType: 'https://schema.org/FULL_TIME', description: 'null' },
      { employmentType: 'Full-time', description: '' },
    ],
    [
      'of a place with nothing but its country',
      { jobLocation: { address: { addressLocality: '-', addressCountry: { name: 'DE' } } } },
      { location: 'DE' },
    ],
  ])('is read when it is %s', async (_what, jobPosting, expected) => {
    const posting = await fromJson(jobPosting);
    for (const [key, value] of Object.entries(expected)) expect(posting[key as keyof typeof posting]).toBe(value);
  });
});
