import { parse, type PGlite, protocol, type Results } from '@electric-sql/pglite';

type Row = Record<string, unknown>;
type Prepared = { readonly name: string; readonly paramTypes: readonly number[] };

const { serialize } = protocol;
/** Ours are far fewer. What comes after them is not kept, so that no caller's endless texts fill the engine's memory. */
const MOST_KEPT = 200;
// invalid_sql_statement_name, and a feature_not_supported that means: the tables are no longer those it was made for.
const OUTDATED = new Set(['26000', '0A000']);

/**
 * Runs single statements with parameters on one PGlite. `query` of PGlite parses the text each time and crosses into the
 * engine six times; here each text is parsed once and crosses once, which is a fraction of its CPU time.
 */
export function pgliteStatements(pglite: PGlite): (text: string, params: readonly unknown[]) => Promise<Results<Row>> {
  const kept = new Map<string, Prepared>();
  let named = 0;
  return async (text, params) => {
    // Without parameters it is the border of a transaction or a change of tables. A closed engine has its own words for that.
    if (pglite.closed || params.length === 0 || (kept.size >= MOST_KEPT && !kept.has(text)))
      return pglite.query<Row>(text, [...params]);
    const prepared = kept.get(text) ?? (await prepare(pglite, `ip_${(named += 1)}`, text));
    kept.set(text, prepared);
    try {
      return await execute(pglite, prepared, params);
    } catch (thrown) {
      if (!isOutdated(thrown)) throw thrown;
      kept.delete(text);
      return pglite.query<Row>(text, [...params]);
    }
  };
}

async function prepare(pglite: PGlite, name: string, text: string): Promise<Prepared> {
  const described = await sent(pglite, [serialize.parse({ name, text }), serialize.describe({ type: 'S', name })]);
  return { name, paramTypes: parse.parseDescribeStatementResults(described) };
}

async function execute(
  pglite: PGlite,
  { name, paramTypes }: Prepared,
  params: readonly unknown[],
): Promise<Results<Row>> {
  const values = params.map((param, index) => written(pglite, param, paramTypes[index]));
  const answered = await sent(pglite, [
    serialize.bind({ statement: name, values }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
  ]);
  const [result] = parse.parseResults(answered, pglite.parsers);
  // Rows are objects unless arrays are asked for.
  return result as Results<Row>;
}

/** The sync at the end commits, and after a failure makes the engine listen again. */
function sent(pglite: PGlite, messages: readonly Uint8Array[]): Promise<Parameters<typeof parse.parseResults>[0]> {
  return pglite.execProtocolStream(Buffer.concat([...messages, serialize.sync()]), {});
}

function written(pglite: PGlite, param: unknown, type: number | undefined): string | null {
  if (param === null || param === undefined) return null;
  const serializer = type === undefined ? undefined : pglite.serializers[type];
  return serializer === undefined ? String(param) : serializer(param);
}

function isOutdated(thrown: unknown): boolean {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'code' in thrown &&
    typeof thrown.code === 'string' &&
    OUTDATED.has(thrown.code)
  );
}
