import {
  AuthenticationError,
  InterviewPrepError,
  NotFoundError,
  PermissionError,
  UnavailableError,
} from '@interview-prep/sdk';
import type { EmbedSession, EmbedSessionCreate } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { setupAdviceFor, EmbedSessions } from './embed-sessions.ts';
import { browserStorage } from './storage.ts';
import { firstLocale } from './locale.ts';

/** A server that numbers its sessions, or fails when configured to. */
function countingOpener(failures: unknown[] = []) {
  const asked: EmbedSessionCreate[] = [];
  const openSession = async (body: EmbedSessionCreate = {}): Promise<EmbedSession> => {
    asked.push(body);
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    // Only the fields the class reads.
    return { clientToken: `ict_${asked.length}`, continuity: `c${asked.length}` } as EmbedSession;
  };
  return { asked, embed: { openSession } };
}

describe('embed sessions', () => {
  it('give the token of the session that was opened, and open the next one for the same candidate', async () => {
    const keyClient = countingOpener();
    const sessions = new EmbedSessions({
      keyClient,
      storage: browserStorage('t:'),
      hostOrigin: 'https://jobs.example.com',
      locale: 'en',
    });
    await sessions.open();
    expect([await sessions.getClientToken(), await sessions.getClientToken()]).toEqual(['ict_1', 'ict_2']);
    expect(keyClient.asked).toEqual([
      { hostOrigin: 'https://jobs.example.com', locale: 'en' },
      { hostOrigin: 'https://jobs.example.com', locale: 'en', continuity: 'c1' },
    ]);
  });

  it('give a failure once, and try again the next time', async () => {
    const refusal = new PermissionError({ code: 'origin_not_allowed', message: 'No' });
    const sessions = new EmbedSessions({ keyClient: countingOpener([refusal]), storage: browserStorage('t:') });
    await expect(sessions.open()).rejects.toBe(refusal);
    await expect(sessions.getClientToken()).rejects.toBe(refusal);
    expect(await sessions.getClientToken()).toBe('ict_2');
  });

  it('begin anew when what the browser kept is not known any more', async () => {
    const keyClient = countingOpener([undefined, new NotFoundError({ status: 404, code: 'not_found', message: 'No' })]);
    const sessions = new EmbedSessions({ keyClient, storage: browserStorage('t:') });
    await sessions.getClientToken();
    expect(await sessions.getClientToken()).toBe('ict_3');
    expect(keyClient.asked.map(({ continuity }) => continuity)).toEqual([undefined, 'c1', undefined]);
  });

  it('do not give the candidate up because the server is away', async () => {
    const keyClient = countingOpener([
      undefined,
      new UnavailableError({ status: 503, code: 'shutting_down', message: 'No' }),
    ]);
    const sessions = new EmbedSessions({ keyClient, storage: browserStorage('t:') });
    await sessions.getClientToken();
    await expect(sessions.getClientToken()).rejects.toBeInstanceOf(UnavailableError);
    await sessions.getClientToken();
    expect(keyClient.asked.at(-1)?.continuity).toBe('c1');
  });

  it('leave the candidate behind when told to', async () => {
    const keyClient = countingOpener();
    const sessions = new EmbedSessions({ keyClient, storage: browserStorage('t:') });
    await sessions.getClientToken();
    sessions.forget();
    await sessions.getClientToken();
    expect(keyClient.asked.at(-1)).toEqual({});
  });
});

describe('advice to the one who embeds', () => {
  it('names the origin to add', () => {
    expect(
      setupAdviceFor(new PermissionError({ code: 'origin_not_allowed', message: 'No' }), 'https://jobs.example.com'),
    ).toContain('add https://jobs.example.com to the allowed origins');
  });

  it.each(['secret_key_in_browser', 'unauthenticated', 'forbidden'])('says which key to use for %s', (code) => {
    expect(setupAdviceFor(new AuthenticationError({ code, message: 'No' }), 'x')).toContain('publishable key');
  });

  it('is nothing where they can do nothing', () => {
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
