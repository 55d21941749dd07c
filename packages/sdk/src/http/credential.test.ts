import { afterEach, describe, expect, it, vi } from 'vitest';
import { InterviewPrep } from '../index.ts';

const token = (expSeconds: number, name = '') => `ict_e30.${btoa(JSON.stringify({ exp: expSeconds, name }))}.c2ln`;

function server(refuse: (bearer: string) => boolean = () => false) {
  const bearers: string[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    const bearer = new Headers(init?.headers).get('authorization') ?? '';
    bearers.push(bearer.replace('Bearer ', ''));
    return refuse(bearer)
      ? Response.json({ code: 'token_expired', title: 'Run out', status: 401 }, { status: 401 })
      : Response.json({});
  };
  return { fetch, bearers };
}

const baseUrl = 'https://prep.example.com';

describe('getClientToken', () => {
  it('is called lazily, and once for concurrent requests', async () => {
    const getClientToken = vi.fn(async () => token(1000));
    const { fetch, bearers } = server();
    const client = new InterviewPrep({ baseUrl, getClientToken, fetch, now: () => 0 });
    expect(getClientToken).not.toHaveBeenCalled();
    await Promise.all(Array.from({ length: 20 }, () => client.me.get()));
    expect(getClientToken).toHaveBeenCalledTimes(1);
    expect(new Set(bearers)).toEqual(new Set([token(1000)]));
  });

  it('is called again half a minute before the token expires, with that token', async () => {
    let nowMs = 0;
    const getClientToken = vi.fn(async () => token(nowMs / 1000 + 600));
    const { fetch, bearers } = server();
    const client = new InterviewPrep({ baseUrl, getClientToken, fetch, now: () => nowMs });
    await client.me.get();
    nowMs = 569_999;
    await client.me.get();
    expect(getClientToken).toHaveBeenCalledTimes(1);
    nowMs = 570_000;
    await client.me.get();
    expect(getClientToken).toHaveBeenLastCalledWith(token(600));
    expect(bearers).toEqual([token(600), token(600), token(1170)]);
  });

  it('is called once more after a 401 token_expired, by one of the requests', async () => {
    let made = 0;
    const getClientToken = vi.fn(async () => token(1e9, String((made += 1))));
    const { fetch } = server((bearer) => bearer.includes(token(1e9, '1')));
    const client = new InterviewPrep({ baseUrl, getClientToken, fetch, now: () => 0 });
    await Promise.all([client.me.get(), client.me.get(), client.me.get()]);
    expect(getClientToken).toHaveBeenCalledTimes(2);
  });

  it('is not called again for a request that is refused after another one has refreshed the token', async () => {
    let made = 0;
    const getClientToken = vi.fn(async () => token(1e9, String((made += 1))));
    let refuseLate = (): void => undefined;
    const late = new Promise<void>((resolve) => (refuseLate = resolve));
    const bearers: string[] = [];
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const bearer = new Headers(init?.headers).get('authorization') ?? '';
      bearers.push(bearer.replace('Bearer ', ''));
      if (!bearer.endsWith(token(1e9, '1'))) return Response.json({});
      if (String(url).endsWith('/export')) await late;
      return Response.json({ code: 'token_expired', title: 'Run out', status: 401 }, { status: 401 });
    };
    const client = new InterviewPrep({ baseUrl, getClientToken, fetch, now: () => 0 });
    const waiting = client.me.export();
    await client.me.get();
    refuseLate();
    await waiting;
    expect(getClientToken).toHaveBeenCalledTimes(2);
    expect(bearers.at(-1)).toBe(token(1e9, '2'));
  });

  it.each([undefined, '', 7, null])('has to give a token: %j is refused before anything is sent', async (given) => {
    const { fetch, bearers } = server();
    const client = new InterviewPrep({ baseUrl, getClientToken: async () => given as never, fetch });
    await expect(client.me.get()).rejects.toThrow('getClientToken() must resolve to a non-empty string.');
    expect(bearers).toEqual([]);
  });

  it('is not called forever when its tokens are refused', async () => {
    let made = 0;
    const getClientToken = vi.fn(async () => token(1e9, String((made += 1))));
    const { fetch } = server(() => true);
    const client = new InterviewPrep({ baseUrl, getClientToken, fetch, now: () => 0 });
    await expect(client.me.get()).rejects.toMatchObject({ name: 'AuthenticationError', code: 'token_expired' });
    expect(getClientToken).toHaveBeenCalledTimes(2);
  });

  it('is not called for every request when the clock of the device is wrong', async () => {
    const getClientToken = vi.fn(async () => token(600));
    const { fetch } = server();
    const client = new InterviewPrep({ baseUrl, getClientToken, fetch, now: () => 9e12 });
    await client.me.get();
    await client.me.get();
    expect(getClientToken).toHaveBeenCalledTimes(1);
  });

  it.each(['ict_opaque', 'ict_a.%%%.b', 'ict_a.bnVsbA.b', `ict_a.${btoa('{"exp":"soon"}')}.b`])(
    'may give a token that says nothing about itself: %s',
    async (opaque) => {
      const { fetch, bearers } = server();
      await new InterviewPrep({ baseUrl, getClientToken: async () => opaque, fetch }).me.get();
      expect(bearers).toEqual([opaque]);
    },
  );

  it('fails the request with its own error and is called again next time', async () => {
    const getClientToken = vi.fn(async () => token(1e9)).mockRejectedValueOnce(new Error('signed out'));
    const { fetch } = server();
    const client = new InterviewPrep({ baseUrl, getClientToken, fetch, now: () => 0 });
    await expect(client.me.get()).rejects.toThrow('signed out');
    await client.me.get();
    expect(getClientToken).toHaveBeenCalledTimes(2);
  });

  it('continues for the others when one caller aborts', async () => {
    let give = (_value: string): void => undefined;
    const getClientToken = () => new Promise<string>((resolve) => (give = resolve));
    const { fetch } = server();
    const client = new InterviewPrep({ baseUrl, getClientToken, fetch, now: () => 0 });
    const aborter = new AbortController();
    const leaving = client.me.get({ signal: aborter.signal });
    const staying = client.me.get();
    aborter.abort(new Error('left'));
    await expect(leaving).rejects.toThrow('left');
    give(token(1e9));
    await staying;
  });
});

describe('misuse', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('refuses a secret key in a browser before anything is sent', () => {
    vi.stubGlobal('document', {});
    expect(() => new InterviewPrep({ baseUrl, secretKey: 'isk_1' })).toThrow(/must not be used in a browser/);
  });

  it.each([
    [{ secretKey: 'ipk_1' }, 'secretKey must start with "isk_"'],
    [{ publishableKey: 'isk_1' }, 'publishableKey must start with "ipk_"'],
    [{ clientToken: 'eyJ' }, 'clientToken must start with "ict_"'],
    [{ clientToken: 'ict_1', publishableKey: 'ipk_1' }, 'Pass one credential'],
    [{ baseUrl: 'prep.example.com' }, 'baseUrl must be'],
  ])('of options %j states what is expected', (options, message) => {
    expect(() => new InterviewPrep({ baseUrl, ...options })).toThrow(message);
  });
});
