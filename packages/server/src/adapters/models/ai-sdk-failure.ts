import { ModelFailure, type ModelFailureKind, type ModelRequest } from '../../core/engine/model.ts';
import { complaintIn } from '../../core/engine/model-complaints.ts';
import { defined } from '../../core/kernel/defined.ts';
import { masked } from './masked-message.ts';
import { type ServerError, saidByServer } from './server-errors.ts';

type Vendor = { readonly message: string; readonly type?: string; readonly status?: number };

/** When it happened: while the request was made, or within the answer. */
export type Stage = 'asking' | 'answering';

/** What vendors call their errors where there is no status to go by: within a stream. */
const NAMED: Readonly<Record<string, ModelFailureKind>> = {
  rate_limit_error: 'throttled',
  rate_limit_exceeded: 'throttled',
  overloaded_error: 'unavailable',
  api_error: 'unavailable',
  timeout_error: 'unavailable',
  server_error: 'unavailable',
  invalid_request_error: 'rejected',
  authentication_error: 'rejected',
  permission_error: 'rejected',
  billing_error: 'rejected',
  not_found_error: 'rejected',
  request_too_large: 'rejected',
};

/** AI SDK's errors about an answer that it could not read. Their messages quote what they read, so they are not passed on. */
const UNREADABLE = [
  'AI_JSONParseError',
  'AI_TypeValidationError',
  'AI_InvalidResponseDataError',
  'AI_EmptyResponseBodyError',
  'AI_NoContentGeneratedError',
];

/**
 * What an AI SDK model threw or put into its stream, in our terms. Errors are known by their names, so that it does not
 * matter which copy of the package made them. They hold the whole request, which is a candidate's, so none is kept as a
 * cause; and what a vendor's message quotes of the request is masked.
 */
export function modelFailure(error: unknown, request: ModelRequest, stage: Stage): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (error instanceof Error && UNREADABLE.includes(error.name))
    return new ModelFailure('cut', `The answer could not be read to its end (${error.name}).`);
  const vendor = vendorOf(error);
  const said = masked(vendor.message, request);
  const message = [vendor.status, vendor.type, said].filter((part) => part !== undefined && part !== '').join(' ');
  const retryAfterMs = retryAfter(recordOf(error, 'responseHeaders'));
  return new ModelFailure(kindOf(error, vendor, stage), `${place(error)}${message}`, defined({ retryAfterMs }));
}

function kindOf(error: unknown, { status, type = '', message }: Vendor, stage: Stage): ModelFailureKind {
  // A stream that begins with an error event is given a status of its own by AI SDK, 500 for most: the name is more
  // precise.
  const named = status === undefined || status === 500 ? NAMED[type] : undefined;
  // What the server says in words is the same at the next try, whatever its status or the name of its error.
  if (status !== 429 && complaintIn(`${type} ${message}`) !== undefined) return 'rejected';
  if (named !== undefined) return named;
  if (status !== undefined) return kindOfStatus(status);
  if (!(error instanceof Error)) return 'unavailable';
  if (stage === 'answering') return 'cut';
  // A TypeError is an address or a header that cannot be sent; AI SDK's own are settings and requests that cannot.
  return error.name !== 'AI_APICallError' && (error.name.startsWith('AI_') || error instanceof TypeError)
    ? 'rejected'
    : 'unavailable';
}

function kindOfStatus(status: number): ModelFailureKind {
  if (status === 429) return 'throttled';
  if (status === 408 || status >= 500) return 'unavailable';
  // It had begun to answer.
  return status < 300 ? 'cut' : 'rejected';
}

/** An error of the vendor comes as what AI SDK threw, or as the vendor's own object within the stream. */
function vendorOf(error: unknown): Vendor {
  const body = textOf(fieldOf(error, 'responseBody')) ?? '';
  const own = fieldOf(error, 'data') ?? jsonOf(body);
  const isThrown = error instanceof Error;
  // AI SDK knows one shape of errors for each provider, and has only the status in words for others.
  const status = numberOf(error, 'statusCode') ?? statusOf(fieldOf(error, 'code'));
  const said = saidByServer(own) ?? (isThrown ? inWords(body, status ?? 500) : saidByServer({ error }));
  const words = [said?.type, said?.code].filter(
    (word): word is string => typeof word === 'string' && /^\w{1,60}$/.test(word),
  );
  const type = words.find((word) => NAMED[word] !== undefined) ?? words[0];
  const message = said?.message ?? textOf(fieldOf(error, 'message')) ?? 'The model gave an error without words.';
  return { message, ...defined({ type, status }) };
}

/** A body that is no JSON: Go's servers say "404 page not found". */
function inWords(body: string, status: number): ServerError | undefined {
  const text = body.trim();
  if (text === '' || jsonOf(text) !== undefined) return undefined;
  if (!text.startsWith('<')) return { message: text };
  // With 5xx a proxy says that the server behind it is away; that passes.
  return status < 500 ? { message: 'A web page came instead of an answer.' } : undefined;
}

/** Vendors' codes within a stream are words or numbers; a number is a status. */
function statusOf(code: unknown): number | undefined {
  const status = typeof code === 'string' && /^\d{3}$/.test(code) ? Number(code) : code;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : undefined;
}

/** Seconds, or a date, which is set against the vendor's own. Milliseconds are a custom of two vendors. */
function retryAfter(headers: Readonly<Record<string, unknown>> | undefined): number | undefined {
  const ms = Number(headers?.['retry-after-ms'] ?? Number.NaN);
  if (ms >= 0) return ms;
  const value = textOf(headers?.['retry-after']) ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  const waitMs = Date.parse(value) - Date.parse(textOf(headers?.['date']) ?? '');
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

/** Where the request went, without a query, which may hold a key. */
function place(error: unknown): string {
  const url = textOf(fieldOf(error, 'url')) ?? '';
  if (!URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}: `;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function recordOf(value: unknown, name: string): Readonly<Record<string, unknown>> | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'object' && field !== null ? Object.fromEntries(Object.entries(field)) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: unknown, name: string): number | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'number' ? field : undefined;
}

function jsonOf(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
