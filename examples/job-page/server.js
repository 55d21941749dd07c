import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { jobList, jobPage } from './page.js';
import { postings } from './postings.js';

const FILES = { '/style.css': 'text/css; charset=utf-8', '/icon.svg': 'image/svg+xml' };

/**
 * A careers site on an origin of its own. It knows the address of an Interview Prep server and a publishable key, and
 * nothing else: no cookie, no backend call, no token.
 */
export function jobSite(embed) {
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = (status, type, body) => {
      response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (pathname === '/') return send(200, 'text/html; charset=utf-8', jobList());
    const type = FILES[pathname];
    if (type !== undefined) return send(200, type, await readFile(new URL(`.${pathname}`, import.meta.url)));
    const posting = postings.find(({ slug }) => pathname === `/jobs/${slug}`);
    if (posting !== undefined) return send(200, 'text/html; charset=utf-8', jobPage(posting, embed()));
    return send(404, 'text/plain; charset=utf-8', 'There is no such page. The jobs are at /');
  });
}
