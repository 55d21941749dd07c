import {
  AuthenticationError,
  InterviewPrepError,
  NotFoundError,
  PermissionError,
  UnavailableError,
} from '@interview-prep/sdk';
import type { EmbedSession, EmbedSessionCreate } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { EmbedSessions } from './embed-sessions.ts';
import { setupAdviceFor } from './setup-advice.ts';
import { browserStorage } from './storage.ts';
import { firstLocale } from './locale.ts';

/** A server that numbers its sessions, or fails when configured to. */
function fakeKeyClient(failures: unknown[] = []) {
  const requests: EmbedSessionCreate[] = [];
  const openSession = async (body: EmbedSessionCreate = {}): Promise<EmbedSession> => {
    requests.push(body);
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    // Only the fields the class reads.
    return { clientToken: `ict_${requests.length}`, continuity: `c${requests.length}` } as EmbedSession;
  };
  return { requests, embed: { openSession } };
}

describe('embed sessions', () => {
  it('return the token of the opened session, and open the next one for the same candidate', async () => {
    const keyClient = fakeKeyClient();
    const sessions = new EmbedSessions({
      keyClient,
      storage: browserStorage('t:'),
      hostOrigin: 'https://jobs.example.com',
      locale: 'en',
    });
    await sessions.open();
    expect([await sessions.getClientToken(), await sessions.getClientToken()]).toEqual(['ict_1', 'ict_2']);
    expect(keyClient.requests).toEqual([
      { hostOrigin: 'https://jobs.example.com', locale: 'en' },
      { hostOrigin: 'https://jobs.example.com', locale: 'en', continuity: 'c1' },
    ]);
  });

  it('report a failure once, and try again at the next call', async () => {
    const refusal = new PermissionError({ code: 'origin_not_allowed', message: 'No' });
    const sessions = new EmbedSessions({ keyClient: fakeKeyClient([refusal]), storage: browserStorage('t:') });
    await expect(sessions.open()).rejects.toBe(refusal);
    await expect(sessions.getClientToken()).rejects.toBe(refusal);
    expect(await sessions.getClientToken()).toBe('ict_2');
  });

  it('start as a new candidate when the stored continuity is unknown to the server', async () => {
    const keyClient = fakeKeyClient([undefined, new NotFoundError({ status: 404, code: 'not_found', message: 'No' })]);
    const sessions = new EmbedSessions({ keyClient, storage: browserStorage('t:') });
    await sessions.getClientToken();
    expect(await sessions.getClientToken()).toBe('ict_3');
    expect(keyClient.requests.map(({ continuity }) => continuity)).toEqual([undefined, 'c1', undefined]);
  });

  it('keep the continuity when the server is unavailable', async () => {
    const keyClient = fakeKeyClient([
      undefined,
      new UnavailableError({ status: 503, code: 'shutting_down', message: 'No' }),
    ]);
    const sessions = new EmbedSessions({ keyClient, storage: browserStorage('t:') });
    await sessions.getClientToken();
    await expect(sessions.getClientToken()).rejects.toBeInstanceOf(UnavailableError);
    await sessions.getClientToken();
    expect(keyClient.requests.at(-1)?.continuity).toBe('c1');
  });

  it('start as a new candidate after forget()', async () => {
    const keyClient = fakeKeyClient();
    const sessions = new EmbedSessions({ keyClient, storage: browserStorage('t:') });
    await sessions.getClientToken();
    sessions.forget();
    await sessions.getClientToken();
    expect(keyClient.requests.at(-1)).toEqual({});
  });
});

describe('advice for the site owner', () => {
  it('names the origin to add', () => {
    expect(
      setupAdviceFor(new PermissionError({ code: 'origin_not_allowed', message: 'No' }), 'https://jobs.example.com'),
    ).toContain('add https://jobs.example.com to the allowed origins');
  });

  it.each(['secret_key_in_browser', 'unauthenticated', 'forbidden'])('says which key to use for %s', (code) => {
    expect(setupAdviceFor(new AuthenticationError({ code, message: 'No' }), 'x')).toMatch(
      /publishable key|of this server/,
    );
  });

  it('is undefined for other errors', () => {
    expect(setupAdviceFor(new InterviewPrepError({ code: 'internal', message: 'No' }), 'x')).toBe(undefined);
    expect(setupAdviceFor(new Error('No'), 'x')).toBe(undefined);
  });
});

describe('a locale', () => {
  it.each([
    [['de'], 'de'],
    [['PT_br', 'en'], 'pt-BR'],
    [['', 'fr'], 'fr'],
    [['not a tag', undefined, 'ar-EG'], 'ar-EG'],
    [[undefined], undefined],
  ])('of %j is %s', (wanted, expected) => {
    expect(firstLocale(...wanted)).toBe(expected);
  });
});
