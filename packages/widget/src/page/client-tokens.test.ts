import { ConnectionError, InterviewPrepError } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { isSetupError, uiErrorFrom } from '../controllers/ui-error.ts';
import { clientTokens } from './client-tokens.ts';
import type { TokenHost } from './client-tokens.ts';
import { setupAdviceFor } from './setup-advice.ts';

const tokenOf = (sub: string, at = 0) => `ict_${btoa('{}')}.${btoa(JSON.stringify({ sub, at }))}.signature`;

/** A page whose function is set anew, as a framework does at each render. */
function page(getClientToken?: (current?: string) => unknown) {
  const reported: unknown[] = [];
  const happened = { others: 0 };
  const host: { getClientToken: unknown } = { getClientToken };
  // A page without types may return anything.
  const get = clientTokens(host as TokenHost, {
    report: (error) => reported.push(error),
    onOtherPerson: () => (happened.others += 1),
  });
  return { host, get, reported, happened };
}

describe('client tokens', () => {
  it('come from the function that the page set last, which receives the current one', async () => {
    const { host, get } = page(async () => 'ict_first');
    expect(await get()).toBe('ict_first');
    host.getClientToken = (current: string) => `${current}+1`;
    expect(await get('ict_first')).toBe('ict_first+1');
  });

  it('of the same person are used one after the other', async () => {
    const { host, get, happened } = page(() => tokenOf('cnd_1', 1));
    expect(await get()).toBe(tokenOf('cnd_1', 1));
    host.getClientToken = () => tokenOf('cnd_1', 2);
    expect(await get()).toBe(tokenOf('cnd_1', 2));
    expect(happened.others).toBe(0);
  });

  it('of another person start the widget again, and no request of the first is sent with them', async () => {
    const { host, get, happened, reported } = page(() => tokenOf('cnd_1'));
    await get();
    host.getClientToken = () => tokenOf('cnd_2');
    let answered = false;
    void get().finally(() => (answered = true));
    await Promise.resolve(new Promise((done) => setImmediate(done)));
    expect(happened.others).toBe(1);
    expect(answered).toBe(false);
    expect(reported).toEqual([]);
  });

  it.each(['ict_opaque', 'ict_a.b.c', 'ict_.!!.x'])(
    'without readable claims are used as they are: %s',
    async (token) => {
      const { get, happened } = page(() => token);
      expect([await get(), await get()]).toEqual([token, token]);
      expect(happened.others).toBe(0);
    },
  );

  const wrong: readonly [string, () => unknown, RegExp][] = [
    [
      'throws',
      () => {
        throw new Error('no session');
      },
      /failed \(no session\).*clientTokens\.create/,
    ],
    ['rejects', () => Promise.reject(new TypeError('x is not a function')), /failed \(x is not a function\)/],
    ['rejects with nothing', () => Promise.reject(), /failed \(undefined\)/],
    ['returns nothing', () => undefined, /returned undefined/],
    ['returns null', () => null, /returned null/],
    ['returns an empty text', () => '', /returned an empty text/],
    ['returns an error page', () => '<!doctype html><title>500</title>', /returned a text with markup.*clientTokens/],
    [
      'reads an error page as JSON',
      () => JSON.parse('<!doctype html>'),
      /failed \(Unexpected token.*not valid JSON\).*clientTokens\.create/,
    ],
    ['returns a number', () => 42, /returned number/],
    [
      'returns what the backend sent',
      () => ({ token: 'ict_1', expiresAt: 1 }),
      /an object with the fields token, expiresAt/,
    ],
    [
      'returns the response',
      () => new Response('{}'),
      /a Response; read it first: \(await response\.json\(\)\)\.token/,
    ],
    ['returns a secret key', () => 'isk_live_1', /a secret key, which every visitor.*revoke/],
    ['returns a publishable key', () => 'ipk_live_1', /a publishable key/],
    [
      'cannot reach its backend',
      () => Promise.reject(new TypeError('Failed to fetch')),
      /could not reach your backend.*running/,
    ],
  ];
  it.each(wrong)('[N-15] of a function that %s are refused with the fix', async (_case, getClientToken, fix) => {
    const { get, reported } = page(getClientToken);
    const thrown: unknown = await get().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(InterviewPrepError);
    // For the candidate it may pass: the screen says that we cannot be reached, and offers another try.
    expect(thrown).toMatchObject({ code: 'connection_failed', retryable: true });
    expect(isSetupError(uiErrorFrom(thrown))).toBe(false);
    expect(reported).toEqual([thrown]);
    const advice = setupAdviceFor(thrown, 'https://jobs.example.com');
    expect(advice).toMatch(fix);
    expect(advice).not.toMatch(/ict_1|live_1/);
  });
});

describe('advice for the owner of a page', () => {
  it.each([
    ['connection_failed', /Could not reach https:\/\/prep\.example\.com\..*running.*"connect-src"/],
    ['timeout', /"connect-src"/],
    ['malformed_answer', /no Interview Prep server/],
    ['http_404', /no Interview Prep server/],
  ])('names the fix for %s', (code, fix) => {
    const error = new ConnectionError({ code, message: 'Could not reach https://prep.example.com.' });
    expect(setupAdviceFor(error, 'x')).toMatch(fix);
  });

  it.each([
    ['not_found', 'There is nothing at /v1/v1/embed/sessions.', /\/v1\/v1\/embed\/sessions.*"server".*remove the path/],
    ['http_404', 'https://x.example/v1/me responded with 404.', /x\.example\/v1\/me.*without a path such as "\/v1"/],
    [
      'validation_failed',
      'Some fields are not as they should be. body/source must have a kind.',
      /must have a kind.*"posting".*\{ kind: 'text', text: '…' \}.*jobPosting/,
    ],
    ['posting_not_found_on_page', 'No job posting was found there.', /"posting".*"url"/],
  ])('[N-15] names what is wrong and the fix for %s', (code, message, fix) => {
    expect(setupAdviceFor(new InterviewPrepError({ code, message }), 'x')).toMatch(fix);
  });

  it.each([
    ['not_found', 'There is nothing here with that id.'],
    ['validation_failed', 'body/text must not be empty.'],
  ])('does not concern %s of something else', (code, message) => {
    expect(setupAdviceFor(new InterviewPrepError({ code, message }), 'x')).toBeUndefined();
  });
});
