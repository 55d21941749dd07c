import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { specification } from './expect-contract.ts';
import { startTestServer } from './test-server.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
const folder = mkdtempSync(join(tmpdir(), 'embed-'));

beforeAll(async () => {
  mkdirSync(join(folder, 'files/chunks'), { recursive: true });
  writeFileSync(join(folder, 'secret.js'), 'outside');
  for (const [name, text] of Object.entries({
    'loader.js': 'load()',
    'frame.js': 'frame()',
    'chunks/voice-4XQ2ZT7A.js': 'voice()',
    'interview-prep.js': 'x',
    'integrity.json': '{}',
    'notes.txt': 'not for the web',
    'licenses.txt': 'Copyright (c) of others',
  })) {
    writeFileSync(join(folder, 'files', name), text);
  }
  mkdirSync(join(folder, 'docs'));
  writeFileSync(join(folder, 'docs/redoc.standalone.js'), 'var Redoc');
  server = await startTestServer({ options: { embedDir: join(folder, 'files'), docsDir: join(folder, 'docs') } });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers });

describe('the frame', () => {
  it('runs our script under a strict policy, in pages of the key’s origins only', async () => {
    const response = await get(`/embed/v1/frame?key=${server.tenant.publishableKey}`);
    expect(response.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: " +
        "blob:; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
        "require-trusted-types-for 'script'; trusted-types lit-html; frame-ancestors https://jobs.example.com",
    );
    expect(response.body).toContain('<script type="module" src="/embed/v1/frame.js"></script>');
    expect(response.body).not.toMatch(/<style|style=|<script>|onload=/);
    expect([response.statusCode, response.headers['x-frame-options']]).toEqual([200, undefined]);
  });

  it.each(['', '?key=', '?key=ipk_unknown', '?key=a&key=b', `?key=${'x'.repeat(500)}`])(
    'for the key %.20j says in words what is wrong, wherever it stands',
    async (query) => {
      const response = await get(`/embed/v1/frame${query}`);
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; frame-ancestors \*$/,
      );
      expect(response.body).toContain('publishable key');
      expect(response.body).toContain('<body id="key">');
    },
  );

  it.each([
    ['https://jobs.example.com', false],
    ['https://other.example.com', true],
    ['null', true],
    ['https://jobs.example.com.evil.example', true],
    ['', true],
    [`"><script>alert(1)</script>`, true],
  ])('[N-15] in a page that says its origin is %j is refused at once: %s', async (origin, refused) => {
    const key = server.tenant.publishableKey;
    const response = await get(`/embed/v1/frame?key=${key}&origin=${encodeURIComponent(origin)}`);
    expect(response.body.includes('<body id="origin">')).toBe(refused);
    expect(String(response.headers['content-security-policy']).endsWith('frame-ancestors *')).toBe(refused);
    for (const text of [key, 'jobs.example.com', 'frame.js', 'alert'])
      expect(refused && response.body.includes(text)).toBe(false);
  });

  it.each(['', '&origin=https://other.example.com'])(
    '[N-15] may stand in a page with an embedder policy%s',
    async (more) => {
      const response = await get(`/embed/v1/frame?key=${server.tenant.publishableKey}${more}`);
      expect(response.headers).toMatchObject({
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'cross-origin',
      });
    },
  );

  it('does not let an origin add to the policy', async () => {
    const evil = await startTestServer();
    evil.services.identity.frameAncestors = async () => [
      "https://a.example; script-src 'unsafe-inline'",
      'https://good.example',
    ];
    const response = await evil.app.inject({ url: '/embed/v1/frame?key=ipk_1' });
    expect(response.headers['content-security-policy']).toMatch(/frame-ancestors https:\/\/good\.example$/);
    expect(response.headers['content-security-policy']).not.toContain('unsafe-inline');
    await evil.close();
  });
});

describe('the widget’s files', () => {
  it.each([
    ['/embed/v1/loader.js', 'public, max-age=300', 'load()'],
    ['/embed/v1/interview-prep.js', 'public, max-age=300', 'x'],
    ['/embed/v1/chunks/voice-4XQ2ZT7A.js', 'public, max-age=31536000, immutable', 'voice()'],
  ])('%s may be loaded from anywhere and is kept %s', async (url, cache, text) => {
    const response = await get(url);
    expect([response.statusCode, response.body]).toEqual([200, text]);
    expect(response.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': cache,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
  });

  it('come with the licences of what they contain', async () => {
    const response = await get('/embed/v1/licenses.txt');
    expect(response.body).toBe('Copyright (c) of others');
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('are not sent again when they have not changed', async () => {
    const { headers } = await get('/embed/v1/loader.js');
    const again = await get('/embed/v1/loader.js', { 'if-none-match': `"other", W/${String(headers['etag'])}` });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('travel compressed where that is understood', async () => {
    const response = await get('/embed/v1/loader.js', { 'accept-encoding': 'br, gzip' });
    expect([
      response.headers['content-encoding'],
      response.headers['vary'],
      gunzipSync(response.rawPayload).toString(),
    ]).toEqual(['gzip', 'accept-encoding', 'load()']);
  });

  it('come with the hashes to check them by', async () => {
    expect((await get('/embed/integrity.json')).body).toBe('{}');
  });

  it.each([
    '/embed/v1/../../secret.js',
    '/embed/v1/..%2f..%2fsecret.js',
    '/embed/v1/%2e%2e/%2e%2e/secret.js',
    '/embed/v1/....//secret.js',
    '/embed/v1/chunks',
    '/embed/v1/notes.txt',
    '/embed/v1//etc/passwd',
    '/embed/v1/loader.js%00.png',
  ])('%s is none of them', async (url) => {
    const response = await get(url);
    expect([400, 404]).toContain(response.statusCode);
    expect(response.body).not.toContain('outside');
  });
});

describe('the contract', () => {
  it('is served as it is written', async () => {
    expect((await get('/openapi.yaml')).headers['content-type']).toBe('application/yaml; charset=utf-8');
    expect((await get('/openapi.json')).json()).toEqual(specification);
  });

  it('is rendered without anything from elsewhere', async () => {
    const page = await get('/docs');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.body).not.toMatch(/https?:\/\//);
    for (const [, script] of page.body.matchAll(/<script type="module" src="([^"]+)"/g)) {
      const source = await get(script ?? '');
      expect(source.statusCode).toBe(200);
      for (const [, imported] of source.body.matchAll(/from '([^']+)'/g))
        expect((await get(imported ?? '')).body).toBe('var Redoc');
    }
  });

  it('is listed where there is no renderer', async () => {
    const bare = await startTestServer({ options: { docsDir: folder } });
    const page = await bare.app.inject({ url: '/docs' });
    expect(page.body).toContain('createTurn');
    expect(page.body).not.toContain('<script');
    await bare.close();
  });
});
