import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Product } from './product.ts';

/** The strictest content security policy of a host page, with the one entry that the iframe needs. */
export const strictPolicy = (server: string): string =>
  `script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'; frame-src ${server}; object-src 'none'; ` +
  `base-uri 'none'; require-trusted-types-for 'script'; trusted-types lit-html`;

export const JOB = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Night Porter',
  hiringOrganization: { '@type': 'Organization', name: 'Harbour Hotel' },
  description:
    '<h3>What you bring</h3><ul><li>Clear communication with guests under pressure.</li><li>One year of hotel experience.</li></ul>',
};

export type HostPage = {
  /** Attributes of the script tag, for example `data-key="…"`. Default: the demo tenant's key. */
  readonly attributes?: string;
  readonly policy?: string;
  /** Further headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The whole page instead, with `%BASE%` for the product's address and `%KEY%` for its publishable key. */
  readonly html?: string;
  readonly head?: string;
  readonly job?: object;
  readonly copies?: number;
  /** Origin of the script tag. Default: the product's. */
  readonly server?: string;
};

/** Pages of another site, on an origin of their own. */
export type HostPages = {
  readonly origin: string;
  /** Serves a page and returns its URL. */
  add(page?: HostPage): string;
  close(): Promise<void>;
};

/** Starts a site on another origin that embeds the product. */
export async function hostPages(product: Pick<Product, 'server' | 'publishableKey'>): Promise<HostPages> {
  const pages: HostPage[] = [];
  const site = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    if (pathname === '/own.css')
      return void response.writeHead(200, { 'content-type': 'text/css' }).end('body { font-family: serif }');
    const page = pages[Number(pathname.slice('/page/'.length))];
    if (page === undefined) return void response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(page.policy !== undefined && { 'content-security-policy': page.policy }),
      ...page.headers,
    });
    response.end(htmlOf(page, product));
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`; // a TCP server has a port
  return {
    origin,
    add: (page = {}) => `${origin}/page/${pages.push(page) - 1}`,
    async close() {
      site.closeAllConnections();
      site.close();
    },
  };
}

function htmlOf(
  { attributes, head = '', job = JOB, copies = 1, server, html }: HostPage,
  product: Pick<Product, 'server' | 'publishableKey'>,
): string {
  if (html !== undefined)
    return html.replaceAll('%BASE%', product.server).replaceAll('%KEY%', () => product.publishableKey);
  const tag =
    `<script nonce="abc" async src="${server ?? product.server}/embed/v1/loader.js" ` +
    `${attributes ?? `data-key="${product.publishableKey}"`}></script>`;
  const json = JSON.stringify(job).replaceAll('<', '\\u003c');
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Night Porter</title><link ' +
    'rel="stylesheet" href="/own.css"><script ' +
    `type="application/ld+json">${json}</script>${head}</head><body><main><h1>Night Porter</h1><a ` +
    `href="#more">More</a></main>${tag.repeat(copies)}</body></html>`
  );
}

/** Adds origins to the demo tenant's publishable key, using the secret key. */
export async function allowOrigins({ server, secretKey }: Product, origins: readonly string[]): Promise<void> {
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
  const listed = (await (await fetch(`${server}/v1/keys`, { headers })).json()) as {
    data: { id: string; kind: string; origins: string[] }[];
  };
  const key = listed.data.find(({ kind }) => kind === 'publishable');
  const answer = await fetch(`${server}/v1/keys/${key?.id}`, {
    method: 'PATCH',
    headers,
    body: JSON.stringify({ origins: [...(key?.origins ?? []), ...origins] }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
