import { ServiceError } from '../kernel/service-error.ts';
import type { Collection, Records, Row } from '../records/ports.ts';
import { scopeFor, type Scope } from '../tenancy/scope.ts';
import { analysePosting } from './posting-analysis.ts';
import { postings } from './postings.ts';
import type { PageFetcher, Postings } from './ports.ts';

export const amara = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_amara' } });

/** Rows in a map, parsed and owned as the real ones are. */
function mapRecords(): Records & { size(): number } {
  const rows = new Map<string, { owner: Scope; row: Row<unknown> }>();
  const isOwner = (a: Scope, b: Scope) => a.tenantId === b.tenantId && a.subject.id === b.subject.id;
  return {
    size: () => rows.size,
    collection: <Value>(
      _name: string,
      { schema, shared = false }: Parameters<Records['collection']>[1],
    ): Collection<Value> => ({
      insert: async (scope, id, value) => {
        if (rows.has(id)) throw new ServiceError('conflict');
        const row = {
          id,
          value: JSON.parse(JSON.stringify(value)),
          version: 1,
          createdAt: Date.parse('2026-11-21T09:30:00.000Z'),
        };
        rows.set(id, { owner: scope, row });
        return row;
      },
      get: async (scope, id) => {
        const found = rows.get(id);
        const seen =
          found !== undefined &&
          (isOwner(found.owner, scope) ||
            (shared && found.owner.subject.kind === 'tenant' && found.owner.tenantId === scope.tenantId));
        return seen ? { ...found.row, value: schema.parse(found.row.value) as Value } : undefined; // the schema says what it is
      },
      replace: async () => Promise.reject(new ServiceError('not_found')),
      remove: async () => false,
      list: async (scope, { limit }) => ({
        rows: [...rows.values()]
          .filter(({ owner }) => isOwner(owner, scope))
          .slice(0, limit)
          .map(({ row }) => row as Row<Value>),
        nextCursor: null,
      }),
    }),
  };
}

export const nurse = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Registered Nurse, Paediatrics &amp; Neonatal',
  description:
    '<p>You assess children on a busy ward.</p><h3>Requirements</h3><ul><li>Three years of paediatric ' +
    'nursing are required</li><li>Calm communication with families</li></ul>',
  hiringOrganization: { '@type': 'Organization', name: 'Northfield' },
  jobLocation: {
    '@type': 'Place',
    address: { '@type': 'PostalAddress', addressLocality: 'Leeds', addressCountry: { '@type': 'Country', name: 'GB' } },
  },
  employmentType: ['FULL_TIME', 'PART_TIME'],
  baseSalary: {
    '@type': 'MonetaryAmount',
    currency: 'GBP',
    value: { '@type': 'QuantitativeValue', minValue: 32000, maxValue: '41000', unitText: 'YEAR' },
  },
  validThrough: '2026-12-31T23:59',
  url: 'https://jobs.example.com/nurse',
};

export let pages: Record<string, { contentType?: string; body: string; url?: string }>;
export let records: ReturnType<typeof mapRecords>;
export let service: Postings;
/** A service without postings or pages, to be made before each test. */
export function setUpPostings(): void {
  pages = {};
  records = mapRecords();
  const fetcher: PageFetcher = {
    fetch: async (url) => {
      const page = pages[url];
      if (page === undefined) throw new ServiceError('posting_not_found_on_page');
      return { url, contentType: 'text/html', ...page };
    },
  };
  service = postings({ records, fetcher, analyse: analysePosting });
}
export const failureOf = (failing: Promise<unknown>) =>
  failing.then(
    () => 'nothing thrown',
    (failure: ServiceError) => [failure.code, ...(failure.fields ?? []).map(({ path }) => path)].join(' '),
  );
