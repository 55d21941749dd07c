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

const PLAIN_STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;margin:0;padding:28px ' +
  '24px}h1{font-size:22px;line-height:1.2;letter-spacing:-.02em}p{opacity:.8}';
// Lets the page around it show its own message, with a button to close it, and write the cause to its console.
const REFUSED_SCRIPT = `parent.postMessage({interviewPrep:'refused',reason:document.body.id},'*')`;
const digestOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const REFUSED_POLICY = [
  "default-src 'none'",
  `style-src ${digestOf(PLAIN_STYLE)}`,
  `script-src ${digestOf(REFUSED_SCRIPT)}`,
  // It must be seen wherever the mistake was made. It is the same text for everybody, and nothing in it can be pressed.
  'frame-ancestors *',
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
    const { key, origin } = request.query as { key?: unknown; origin?: unknown };
    const origins = typeof key === 'string' && key.length <= 200 ? await identity.frameAncestors(key) : [];
    const safe = origins.filter((allowed) => /^https?:\/\/[\w.:[\]*-]+$/.test(allowed));
    // What a page says about itself can only get it the refusal: `frame-ancestors` holds in any case.
    const refused =
      safe.length === 0 ? 'key' : typeof origin === 'string' && !safe.includes(origin) ? 'origin' : undefined;
    const policy = refused === undefined ? [...FRAME_POLICY, `frame-ancestors ${safe.join(' ')}`] : REFUSED_POLICY;
    reply.headers({
      'content-security-policy': policy.join('; '),
      // A page with an embedder policy of its own may only contain documents that have one too.
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
    });
    return reply.type('text/html; charset=utf-8').send(refused === undefined ? framePage : refusedPage(refused));
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

const REFUSED_BECAUSE = {
  key: 'the publishable key is missing, unknown, revoked, or has no allowed origin. Copy the ipk_ key again, and add the origin of this page to it.',
  origin: 'the origin of this page is not one of the allowed origins of the publishable key. Add it to them.',
};

const refusedPage = (reason: keyof typeof REFUSED_BECAUSE): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Interview practice is not set up here</title>
<style>${PLAIN_STYLE}</style>
</head>
<!-- For the owner of the page around this frame: ${REFUSED_BECAUSE[reason]} -->
<body id="${reason}">
<main>
<h1>Interview practice is not set up on this page yet</h1>
<p>Nothing is wrong on your side. The people who run this page can correct it.</p>
</main>
<script>${REFUSED_SCRIPT}</script>
</body>
</html>
`;
