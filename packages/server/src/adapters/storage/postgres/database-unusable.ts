/** A database that the server cannot start on, in one line for the operator. The password is not part of it. */
export function databaseUnusable(databaseUrl: string, thrown: unknown): Error {
  const { hostname, port, pathname } = new URL(databaseUrl);
  const place = `${hostname || 'localhost'}:${port || '5432'}${decodeURIComponent(pathname)}`;
  return new Error(
    `The database of DATABASE_URL at ${place} cannot be used: ${reasonOf(thrown)}. Check that it runs and that this user ` +
      'may create tables in it.',
    { cause: thrown },
  );
}

/** What the driver said, which is inside the failure that requests would get. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof AggregateError) return reasonOf(thrown.errors[0]);
  if (!(thrown instanceof Error)) return 'unknown reason';
  if (thrown.cause instanceof Error) return reasonOf(thrown.cause);
  return thrown.message.split('\n', 1)[0]?.replace(/\.$/, '') || thrown.name;
}
