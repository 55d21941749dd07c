import { afterAll, beforeAll, expect, it } from 'vitest';
import { killDocumentChildren } from '../../packages/server/src/adapters/documents/test-killed-children.ts';
import { onePage, packedStream } from '../../scripts/fixtures/pdf-bytes.ts';
import { expectContract } from './expect-contract.ts';
import { startRealServer } from './real-server.ts';
import { bearer, clientToken, type TestServer } from './test-server.ts';

const ENDLESS = onePage(packedStream(`BT /F1 12 Tf ${'(aaaa) Tj '.repeat(1_000_000)}ET`));

let server: TestServer;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());

it.skipIf(process.platform !== 'linux')(
  'a résumé whose reader is killed is 503 with Retry-After, the one before stays, and the next upload is read',
  async () => {
    const token = await clientToken(server, server.tenant);
    const put = (payload: Uint8Array | string, type: string) =>
      server.app.inject({
        method: 'PUT',
        url: '/v1/resume',
        headers: { ...bearer(token), 'content-type': type },
        payload: Buffer.from(payload),
      });
    await put('Amara Bello, nurse.', 'text/plain');
    const refused = Promise.resolve(put(ENDLESS, 'application/pdf'));
    await killDocumentChildren(refused);
    const { statusCode, headers, json } = await refused;
    expectContract(await refused);
    expect([statusCode, json().code, json().retryable]).toEqual([503, 'reading_interrupted', true]);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    const kept = await server.app.inject({ url: '/v1/resume', headers: bearer(token) });
    expect(kept.json().text).toContain('nurse');
    expect((await put('Amara Bello, ward manager.', 'text/plain')).json().text).toContain('ward manager');
  },
);
