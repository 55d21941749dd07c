import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Identity } from '../../core/identity/ports.ts';
import { embedFiles, type EmbedFile } from './embed-files.ts';

/** Serves the widget's files and the frame that keeps a candidate's practice out of reach of the page around it. */
export function addEmbed(app: FastifyInstance, { identity, folder }: { identity: Identity; folder?: string }): void {
  // The widget's own page names the chunks to load early; the one below works with any build.
  const built = folder === undefined ? undefined : join(folder, 'frame.html');
  addFrame(app, identity, built !== undefined && existsSync(built) ? readFileSync(built, 'utf8') : FRAME_PAGE);
  const files = folder === undefined ? new Map<string, EmbedFile>() : embedFiles(folder);
  for (const [name, file] of files)
    addFile(app, name === 'integrity.json' ? '/embed/integrity.json' : `/embed/v1/${name}`, file);
}

// Only names that were found at the start are addresses: nothing a request says is ever joined to a path.
function addFile(app: FastifyInstance, url: string, file: EmbedFile): void {
  app.get(url, async (request, reply) => {
    const zipped = file.gzip !== undefined && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const etag = zipped ? file.etag.replace(/"$/, '-gzip"') : file.etag;
    reply.headers({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
      vary: 'accept-encoding',
      etag,
    });
    const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (known?.includes(etag) === true) return reply.code(304).send();
    if (zipped) reply.header('content-encoding', 'gzip');
    return reply.type(file.contentType).send(zipped ? file.gzip : file.bytes);
  });
}

// The sentence for the person who embeds looks like something, and still nothing is loaded or run for it.
const PLAIN_STYLE =
  'body{font:15px/1.5 Inter,system-ui,sans-serif;margin:0;padding:28px ' +
  '24px}h1{font-size:22px;line-height:1.2;letter-spacing:-.02em}p{opacity:.8}';
const PLAIN_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PLAIN_STYLE).digest('base64')}'`,
];

const FRAME_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
];

function addFrame(app: FastifyInstance, identity: Identity, framePage: string): void {
  app.get('/embed/v1/frame', async (request, reply) => {
    const { key } = request.query as { key?: unknown };
    const origins = typeof key === 'string' && key.length <= 200 ? await identity.frameAncestors(key) : [];
    const safe = origins.filter((origin) => /^https?:\/\/[\w.:[\]*-]+$/.test(origin));
    const good = safe.length > 0;
    reply.headers({
      // The sentence for the person who embeds must show wherever they made the mistake; it holds nothing of anybody's.
      'content-security-policy': [
        ...(good ? FRAME_POLICY : PLAIN_POLICY),
        `frame-ancestors ${good ? safe.join(' ') : '*'}`,
      ].join('; '),
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
    });
    return reply.type('text/html; charset=utf-8').send(good ? framePage : UNKNOWN_KEY_PAGE);
  });
}

const FRAME_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>Interview practice</title>
<script type="module" src="/embed/v1/frame.js"></script>
</head>
<body>
<noscript>Interview practice needs JavaScript.</noscript>
</body>
</html>
`;

const UNKNOWN_KEY_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Interview practice is not set up here</title>
<style>${PLAIN_STYLE}</style>
</head>
<body>
<main>
<h1>Interview practice is not set up here</h1>
<p>To whom this page belongs: the publishable key in <code>data-key</code> is missing, unknown, revoked, or has no allowed origin. Copy the <code>ipk_</code> key again, and add the origin of this page to it.</p>
</main>
</body>
</html>
`;
