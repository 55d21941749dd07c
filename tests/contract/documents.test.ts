import { afterEach, describe, expect, it } from 'vitest';
import { ServiceError } from '../../packages/server/src/core/kernel/service-error.ts';
import type { PrepDocument } from '../../packages/server/src/core/preps/ports.ts';
import { storedBytes } from '../../packages/server/src/adapters/storage/memory/objects.ts';
import { expectContract } from './expect-contract.ts';
import { bearer, clientToken, startTestServer } from './test-server.ts';

const SIZE = 150_000;
const BYTES = Buffer.from(Array.from({ length: SIZE }, (_, index) => (index * 7) % 251));
const ETAG = '"v1"';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that has one document, and a way to ask for it as its candidate or by its link. */
async function serverWith(change: Partial<PrepDocument> = {}) {
  const server = await startTestServer();
  closing.push(() => server.close());
  const document: PrepDocument = {
    fileName: 'preparation.pdf',
    contentType: 'application/pdf',
    stored: storedBytes({ bytes: BYTES, version: 'v1' }),
    presigned: async () => undefined,
    ...change,
  };
  server.services.preps.document = async () => document;
  server.services.preps.documentByLink = async () => document;
  const token = await clientToken(server, server.tenant);
  return async (headers: Record<string, string> = {}, { method = 'GET', byLink = false } = {}) => {
    const response = await server.app.inject({
      method: method as 'GET' | 'HEAD',
      url: byLink ? '/v1/documents/prp_1.signed' : '/v1/preps/prp_1/document',
      headers: { ...(byLink ? {} : bearer(token)), ...headers },
    });
    if (method === 'GET') expectContract(response);
    return response;
  };
}

describe.each([{ byLink: false }, { byLink: true }])('a document (by its link: $byLink)', (by) => {
  it('comes whole, with its length and a version', async () => {
    const ask = await serverWith();
    const { statusCode, headers, rawPayload } = await ask({}, by);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'content-length': String(SIZE), 'accept-ranges': 'bytes', etag: ETAG });
    expect(rawPayload.equals(BYTES)).toBe(true);
  });

  it('says by HEAD how long it is, and reads nothing', async () => {
    const stored = storedBytes({ bytes: BYTES, version: 'v1' });
    const ask = await serverWith({ stored: { ...stored, read: () => expect.unreachable() } });
    const { statusCode, headers, rawPayload } = await ask({ range: 'bytes=0-9' }, { ...by, method: 'HEAD' });
    expect([statusCode, rawPayload.byteLength]).toEqual([200, 0]);
    expect(headers).toMatchObject({ 'content-length': String(SIZE), 'accept-ranges': 'bytes', etag: ETAG });
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=100-69999', 100, 69_999],
    ['bytes=149000-', 149_000, 149_999],
    ['bytes=149000-999999', 149_000, 149_999],
    ['BYTES=0-1', 0, 1],
    ['bytes=1-99999999999999999999', 1, 149_999],
    ['bytes=-10', 149_990, 149_999],
    ['bytes=-999999', 0, 149_999],
  ])('comes in part for %s', async (range, first, last) => {
    const ask = await serverWith();
    const { statusCode, headers, rawPayload } = await ask({ range }, by);
    expect(statusCode).toBe(206);
    expect(headers).toMatchObject({
      'content-range': `bytes ${first}-${last}/${SIZE}`,
      'content-length': String(last - first + 1),
      etag: ETAG,
    });
    expect(rawPayload.equals(BYTES.subarray(first, last + 1))).toBe(true);
  });

  it.each(['bytes=150000-', 'bytes=150000-150001', 'bytes=-0'])('has no bytes of %s', async (range) => {
    const ask = await serverWith();
    const { statusCode, headers, json } = await ask({ range }, by);
    expect([statusCode, json().code]).toEqual([416, 'range_not_satisfiable']);
    expect(headers['content-range']).toBe(`bytes */${SIZE}`);
    expect(headers['content-disposition']).toBeUndefined();
  });

  it.each(['bytes=0-1,5-6', 'bytes=5-1', 'bytes=-', 'bytes=a-b', 'lines=0-1', 'bytes 0-1', ''])(
    'comes whole for the range %j',
    async (range) => {
      const ask = await serverWith();
      expect((await ask({ range }, by)).statusCode).toBe(200);
    },
  );

  it('goes on where a download was cut only if it is the same document', async () => {
    const ask = await serverWith();
    const range = 'bytes=1000-';
    expect((await ask({ range, 'if-range': ETAG }, by)).statusCode).toBe(206);
    for (const other of ['"v2"', `W/${ETAG}`, 'Fri, 27 Nov 2026 08:00:00 GMT']) {
      const { statusCode, rawPayload } = await ask({ range, 'if-range': other }, by);
      expect([statusCode, rawPayload.byteLength]).toEqual([200, SIZE]);
    }
  });

  it('is fetched from the store itself where that has an address', async () => {
    const url = 'https://objects.example.com/prp_1?signature=abc';
    const ask = await serverWith({ presigned: async () => url });
    for (const method of ['GET', 'HEAD']) {
      const { statusCode, headers, body } = await ask({}, { ...by, method });
      expect([statusCode, headers.location, body]).toEqual([303, url, '']);
    }
  });

  it('is a problem, not half a document, when it cannot be read', async () => {
    const stored = storedBytes({ bytes: BYTES, version: 'v1' });
    const next = () => Promise.reject(new ServiceError('storage_unavailable'));
    const read = () => ({ [Symbol.asyncIterator]: () => ({ next }) });
    const ask = await serverWith({ stored: { ...stored, read } });
    const { statusCode, headers, body } = await ask({}, by);
    expect([statusCode, JSON.parse(body).code]).toEqual([503, 'storage_unavailable']);
    expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
    expect(headers['content-disposition']).toBeUndefined();
  });
});
