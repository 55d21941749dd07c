import { InterviewPrep } from '@interview-prep/sdk';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Child, type RunningServer, run, startedServer } from '../../tests/scenarios/child.ts';

let server: RunningServer;
let site: Child;
let origin: string;

beforeAll(async () => {
  server = await startedServer();
  site = run(['examples/own-backend/server.js'], {
    PORT: '0',
    INTERVIEW_PREP_URL: server.url,
    INTERVIEW_PREP_SECRET_KEY: server.secretKey,
  });
  [, origin = ''] = await site.says(/(http:\/\/127\.0\.0\.1:\d+)\//);
});

afterAll(async () => {
  await site?.end('SIGTERM');
  await server?.stop();
});

const post = (path: string, { session, body }: { session?: string; body?: object } = {}) =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    headers: {
      ...(session === undefined ? {} : { authorization: `Bearer ${session}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

async function tokenOf(person: string): Promise<string> {
  const { session } = (await (await post('/sign-in', { body: { person } })).json()) as { session: string };
  const { token } = (await (await post('/interview-prep/token', { session })).json()) as { token: string };
  return token;
}

const candidateOf = async (token: string) =>
  (await new InterviewPrep({ baseUrl: server.url, clientToken: token }).me.get()).id;

describe('the site with its own backend', () => {
  it('mints a token for whoever is signed in, and for nobody else', async () => {
    expect((await post('/interview-prep/token')).status).toBe(401);
    expect((await post('/interview-prep/token', { session: 'made-up' })).status).toBe(401);
    expect((await post('/sign-in', { body: { person: 'nobody' } })).status).toBe(401);
    const amara = await candidateOf(await tokenOf('user-1042'));
    expect(await candidateOf(await tokenOf('user-1042'))).toBe(amara);
    expect(await candidateOf(await tokenOf('user-1043'))).not.toBe(amara);
  });

  it('gets tokens that work on no other site', async () => {
    const token = await tokenOf('user-1042');
    const asFrom = (from: string) =>
      fetch(`${server.url}/v1/me`, { headers: { authorization: `Bearer ${token}`, origin: from } });
    expect((await asFrom(origin)).status).toBe(200);
    expect((await asFrom('https://elsewhere.example')).status).toBe(403);
  });

  it('keeps the secret key on the backend and sets no cookie', async () => {
    const page = await fetch(`${origin}/`);
    const script = await fetch(`${origin}/assets/browser.js`);
    expect(page.headers.get('content-security-policy')).not.toMatch(/unsafe/);
    for (const response of [page, script]) {
      expect(response.status).toBe(200);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(await response.text()).not.toContain(server.secretKey);
    }
  });

  it('shows the visitor little and the operator enough when Interview Prep cannot be reached', async () => {
    const lost = run(['examples/own-backend/server.js'], {
      PORT: '0',
      INTERVIEW_PREP_URL: server.url,
      INTERVIEW_PREP_SECRET_KEY: `isk_${'x'.repeat(48)}`,
    });
    const [, there = ''] = await lost.says(/(http:\/\/127\.0\.0\.1:\d+)\//);
    const signedIn = await fetch(`${there}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"person":"user-1042"}',
    });
    const { session } = (await signedIn.json()) as { session: string };
    const refused = await fetch(`${there}/interview-prep/token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session}` },
    });
    expect(refused.status).toBe(503);
    expect(await refused.json()).toEqual({ error: 'Interview practice cannot be reached right now.' });
    expect(await lost.end('SIGTERM')).toBe(0);
    expect(lost.errors()).toMatch(/^Interview Prep: unauthenticated, request req_\w+\n$/);
  });
});

const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

describe('the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: FLAGS.split(' '),
    });
  });
  afterAll(() => browser?.close());

  it('[N-3] holds a practice, inline, under its strict policy and without cookies', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && wrong.push(message.text())));
    page.on('pageerror', (error) => void wrong.push(error.message));
    await page.goto(`${origin}/`);
    await page.getByRole('button', { name: 'Amara Bello' }).click();
    await page.getByRole('button', { name: 'Start practising' }).click();
    await page.getByRole('button', { name: 'Practise for Registered Nurse, Paediatrics' }).waitFor();
    await page.getByRole('textbox').fill('Ask me a behavioural question.');
    await page.keyboard.press('Enter');
    await page.getByText('Practice question').first().waitFor();
    expect(await context.cookies()).toEqual([]);
    expect(wrong).toEqual([]);
  });
});
