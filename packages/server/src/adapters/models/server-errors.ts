/** What a server said about its failure, in the form of OpenAI's API reference. */
export type ServerError = { readonly message: string; readonly type?: string; readonly code?: string | number };

/**
 * The error that a server put into a body or a chunk, in whichever form; `undefined` where it is an answer. `{"error":…}` as
 * words or an object, `{"detail":…}` of FastAPI as words or a list of findings, `{"message":…}`, `{"object":"error"}`.
 */
export function saidByServer(body: unknown): ServerError | undefined {
  if (Array.isArray(body)) return saidByServer(body[0]);
  const { error, detail, errors, choices, object, message, type, code } = fieldsOf(body);
  // Some send an empty error with each chunk.
  const given = [error, errors].find(
    (one) => one !== undefined && one !== null && one !== '' && one !== false && !isEmpty(one),
  );
  if (given !== undefined) return { ...fromValue(given), ...(typeof given === 'string' && namesIn({ type, code })) };
  if (choices !== undefined && choices !== null && object !== 'error') return undefined;
  if (detail !== undefined && detail !== null) return { ...fromValue(detail), ...namesIn({ type, code }) };
  return typeof message === 'string' ? { message, ...namesIn({ type, code }) } : undefined;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function fromValue(value: unknown): ServerError {
  if (typeof value === 'string') return { message: value };
  if (Array.isArray(value)) return { message: value.map((one) => fromValue(one).message).join('; ') };
  const { message, msg, error, detail, description, type, code, status, status_code: statusCode } = fieldsOf(value);
  const words = [message, msg, error, detail, description].find((one) => typeof one === 'string' && one !== '');
  const nested = [error, detail].find((one) => typeof one === 'object' && one !== null);
  if (words === undefined && nested !== undefined) return fromValue(nested);
  return {
    message: typeof words === 'string' ? words : 'The server gave an error without words.',
    ...namesIn({ type, code: code ?? statusCode ?? status }),
  };
}

function namesIn({ type, code }: { type: unknown; code: unknown }): Pick<ServerError, 'type' | 'code'> {
  return {
    ...(typeof type === 'string' && { type }),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
