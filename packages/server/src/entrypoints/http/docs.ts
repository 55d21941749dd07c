import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assetPath } from '../../assets.ts';
import { FAILURES } from '../../core/kernel/service-error.ts';
import type { Contract } from './contract.ts';

// Redoc styles itself from script and searches in a worker that it makes from a blob. It would also load a logo and report
// traces to its maker: the policy lets neither out.
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the contract: as YAML, as JSON, rendered, and the page that explains every error code. */
export function addDocs(
  app: FastifyInstance,
  { contract, folder = assetPath('docs') }: { contract: Contract; folder?: string },
): void {
  const json = JSON.stringify(contract.document);
  const renderer = readIfThere(join(folder, 'redoc.standalone.js'));
  const open = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' };
  app.get('/openapi.yaml', async (_request, reply) =>
    reply.headers(open).type('application/yaml; charset=utf-8').send(contract.yaml),
  );
  app.get('/openapi.json', async (_request, reply) =>
    reply.headers(open).type('application/json; charset=utf-8').serializer(String).send(json),
  );
  app.get('/docs', page(renderer === undefined ? plainPage(contract) : renderedPage(contract)));
  app.get('/docs/errors', page(errorsPage()));
  if (renderer === undefined) return;
  const script = { 'cache-control': 'public, max-age=3600' };
  app.get('/docs/redoc.standalone.js', async (_request, reply) =>
    reply.headers(script).type('text/javascript; charset=utf-8').send(renderer),
  );
  app.get('/docs/start.js', async (_request, reply) =>
    reply.headers(script).type('text/javascript; charset=utf-8').send(START_SCRIPT),
  );
}

const page = (html: string) => async (_request: FastifyRequest, reply: FastifyReply) =>
  reply
    .headers({ 'content-security-policy': DOCS_POLICY, 'cache-control': 'public, max-age=300' })
    .type('text/html; charset=utf-8')
    .send(html);

function readIfThere(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

const START_SCRIPT = `import { init } from '/docs/redoc.standalone.js';
init('/openapi.json', { theme: { typography: { fontFamily: 'system-ui, sans-serif', headings: { fontFamily: 'system-ui, sans-serif' } } } }, document.getElementById('contract'));
`;

function renderedPage({ title }: Contract): string {
  return htmlPage(
    `${title} API`,
    '<main id="contract">The contract is also at <a ' +
      'href="/openapi.yaml">/openapi.yaml</a>.</main>\n<script type="module" src="/docs/start.js"></script>',
  );
}

function plainPage({ title, operations }: Contract): string {
  const rows = operations.map(
    ({ method, path, id }) =>
      `<tr><td>${method}</td><td><code>${escaped(path)}</code></td><td>${escaped(id)}</td></tr>`,
  );
  return htmlPage(
    `${title} API`,
    `<h1>${escaped(title)} API</h1>\n<p>The contract: <a href="/openapi.yaml">YAML</a>, <a ` +
      'href="/openapi.json">JSON</a>. <a href="/docs/errors">Error ' +
      `codes</a>.</p>\n<table>${rows.join('\n')}</table>`,
  );
}

function errorsPage(): string {
  const sections = Object.entries(FAILURES).map(
    ([code, { status, title, retryable }]) =>
      `<h2 id="${code}"><code>${code}</code></h2>\n<p>${status}. ${escaped(title)} ` +
      `${retryable ? 'Trying again can help.' : 'Trying the same again does not help.'}</p>`,
  );
  return htmlPage('Error codes', `<h1>Error codes</h1>\n${sections.join('\n')}`);
}

function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1rem}td{padding:.25rem .75rem .25rem 0}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
