import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const dist = fileURLToPath(new URL('../../packages/widget/dist/', import.meta.url));

/** The strictest content security policy of a host page. */
export const STRICT =
  "script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; object-src 'none'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";

const FRAME_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri " +
  "'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

/** Text that only the iframe may know. */
export const CANARIES = ['ict_canary-token', 'canary-continuity', 'canary-candidate', 'canary-disclosure'];

const session = {
  clientToken: CANARIES[0],
  expiresAt: '2026-11-21T09:40:00.000Z',
  continuity: CANARIES[1],
  candidateId: CANARIES[2],
  config: {
    tenantName: 'Northfield',
    engine: { kind: 'rehearsal', label: 'Rehearsal mode' },
    disclosure: { version: '1', text: `You are talking to software. ${CANARIES[3]}` },
    retentionDays: 30,
    features: ['chat', 'resume', 'preps'],
    theme: { mode: 'auto' },
    adjustments: { text: 'Write to us.' },
    limits: { resumeBytes: 5_242_880, messageCharacters: 8000 },
  },
};

export const JOB = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Registered Nurse, Paediatrics',
  hiringOrganization: { '@type': 'Organization', name: 'Northfield' },
};

async function listening(listener: RequestListener): Promise<{ server: Server; origin: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an AddressInfo.
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? undefined : JSON.parse(text);
}

export type Page = { html: string; policy?: string | undefined; openerPolicy?: string | undefined };

/** A server with the built files and an API with one fixed response, and a job page on another origin. */
export async function twoOrigins() {
  const asked: { method: string; path: string; body: unknown }[] = [];
  const answers = { refuse: undefined as string | undefined, frameSilent: false };
  const embed = await listening(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*, authorization');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (pathname === '/embed/v1/frame') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': FRAME_POLICY });
      return void response.end(
        answers.frameSilent ? '<!doctype html><title>Down</title>' : await readFile(`${dist}embed/v1/frame.html`),
      );
    }
    if (pathname.startsWith('/embed/')) {
      const file = await readFile(dist + normalize(pathname).slice(1)).catch(() => undefined);
      return void response
        .writeHead(file ? 200 : 404, {
          'content-type': extname(pathname) === '.js' ? 'text/javascript' : 'application/json',
        })
        .end(file);
    }
    asked.push({ method: request.method ?? '', path: pathname, body: await bodyOf(request) });
    if (pathname === '/v1/embed/sessions' && answers.refuse === undefined)
      return void response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(session));
    if (pathname === '/v1/embed/config')
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(session.config));
    const code = answers.refuse ?? 'not_found';
    const status = answers.refuse === undefined ? 404 : 403;
    response
      .writeHead(status, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ type: 'x', title: 'No.', status, code, requestId: 'req_1', retryable: false }));
  });
  const pages = new Map<string, Page>();
  const host = await listening((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://x').pathname);
    response
      .writeHead(page ? 200 : 404, {
        'content-type': 'text/html',
        ...(page?.policy !== undefined && { 'content-security-policy': page.policy }),
        ...(page?.openerPolicy !== undefined && { 'cross-origin-opener-policy': page.openerPolicy }),
      })
      .end(page?.html ?? '');
  });
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    asked,
    answers,
    browser,
    embedOrigin: embed.origin,
    hostOrigin: host.origin,
    /** Serves a job page with these attributes on the script tag, and returns its URL. */
    page(
      attributes: string,
      {
        head = '',
        copies = 1,
        ...policies
      }: { policy?: string; openerPolicy?: string; head?: string; copies?: number } = {},
    ): string {
      const path = `/job-${pages.size}`;
      const tag = `<script nonce="abc" async src="${embed.origin}/embed/v1/loader.js" ${attributes}></script>`;
      const html =
        '<!doctype html><html lang="en"><head><title>Job</title><script ' +
        `type="application/ld+json">${JSON.stringify(JOB)}</script>${head}</head><body><main><h1>Job</h1><a ` +
        `href="#">A link</a>${tag.repeat(copies)}</main></body></html>`;
      pages.set(path, { html, ...policies });
      return host.origin + path;
    },
    /** Serves a page whose comment `LOADER` is replaced by the script tag, and returns its URL. */
    pageOf(html: string, attributes: string): string {
      const path = `/page-${pages.size}`;
      const tag = `<script nonce="abc" async src="${embed.origin}/embed/v1/loader.js" ${attributes}></script>`;
      pages.set(path, { html: html.replace('<!--LOADER-->', () => tag) });
      return host.origin + path;
    },
    async close() {
      await browser.close();
      for (const { server } of [embed, host]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
