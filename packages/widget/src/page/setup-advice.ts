import { InterviewPrepError } from '@interview-prep/sdk';
import { ClientTokenError, Returned } from '../controllers/client-token-error.ts';
import { POSTING_SHAPE } from './posting-shape.ts';
import { SECRET_KEY_ADVICE } from './setup-error.ts';

/** How browsers and their libraries name a backend that does not answer. */
const UNREACHED = /fail\w* to fetch|fetch failed|load failed|network|time.?out|timed out|\b5\d\d\b/i;
/** What the server says where none of its addresses was meant. */
const NO_ADDRESS = /^There is nothing at /;
const TOKEN_FIX =
  'It has to return a client token, the text "ict_…" that your backend gets from clientTokens.create(), or a promise of it.';

/** What the owner of the embedding site has to change after an error; `undefined` when they can do nothing. */
export function setupAdviceFor(error: unknown, origin: string): string | undefined {
  if (error instanceof ClientTokenError) return tokenAdvice(error);
  if (!(error instanceof InterviewPrepError)) return undefined;
  switch (error.code) {
    case 'origin_not_allowed':
      return `add ${origin} to the allowed origins of this key, or mint the client token with it as its origin.`;
    case 'secret_key_in_browser':
      return SECRET_KEY_ADVICE;
    case 'unauthenticated':
      return 'the key or client token is unknown to this server or was revoked. Use one of this server.';
    case 'forbidden':
      return 'the key cannot open sessions. Use a publishable key (ipk_…).';
    case 'validation_failed':
      return /body\/source/.test(error.message)
        ? `the server refused the job: ${sentence(error.message)} Where this page sets the property "posting" of <interview-prep>: ${POSTING_SHAPE}`
        : undefined;
    case 'posting_not_found_on_page':
      return `${sentence(error.message)} Where this page sets the property "posting" of <interview-prep>, check its "url", or give the job itself: ${POSTING_SHAPE}`;
    case 'not_found':
      return NO_ADDRESS.test(error.message)
        ? `${sentence(error.message)} "server" is the address of the server itself, for example https://prep.example.com: remove the path behind it, such as "/v1".`
        : undefined;
    case 'connection_failed':
    case 'timeout':
      return `${sentence(error.message || 'The code of the chat could not be loaded')} Check that the server is running, that "server" is its address, and that the content security policy of this page allows it in "connect-src".`;
    case 'malformed_answer':
    case 'http_404':
    case 'http_405':
      return `${sentence(error.message)} What answers is no Interview Prep server: check that "server" is its address, with https:// in front and without a path such as "/v1" behind it.`;
    default:
      return undefined;
  }
}

const sentence = (text: string) => text.replace(/\.?$/, '.');

function tokenAdvice({ cause }: ClientTokenError): string {
  if (cause instanceof Returned) return `getClientToken returned ${described(cause.value)}. ${TOKEN_FIX}`;
  const message = cause instanceof Error ? cause.message : String(cause);
  return UNREACHED.test(message)
    ? `getClientToken could not reach your backend (${message}). Check the address it fetches, and that your backend is running.`
    : `getClientToken failed (${message}). ${TOKEN_FIX}`;
}

/** Names a value without its contents. */
function described(value: unknown): string {
  if (value === '') return 'an empty text';
  if (typeof value === 'string')
    return /[<\s]/.test(value)
      ? 'a text with markup'
      : value.startsWith('isk_')
        ? 'a secret key, which every visitor of this page can read (revoke it)'
        : 'a publishable key';
  if (value instanceof Response) return 'a Response; read it first: (await response.json()).token';
  if (typeof value !== 'object' || value === null) return `${value === null ? 'null' : typeof value}`;
  return `an object with the fields ${Object.keys(value).slice(0, 5).join(', ') || '(none)'}`;
}
