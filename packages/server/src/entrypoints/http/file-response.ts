import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { ByteRange } from '../../core/objects/ports.ts';
import type { StoredFile } from './answer.ts';

/**
 * Streams a file, or the one range of it that was asked for (RFC 9110, section 14): how viewers of PDFs read a page, and
 * downloads go on. Throws `range_not_satisfiable`.
 */
export async function sendFile(
  reply: FastifyReply,
  { stored, contentType, fileName }: StoredFile,
): Promise<FastifyReply> {
  const { size, version } = stored;
  const etag = `"${version}"`;
  const range = rangeOf(reply.request, { etag, size });
  if (range === 'outside') {
    reply.header('content-range', `bytes */${size}`);
    throw new ServiceError('range_not_satisfiable', { detail: `The document has ${size} bytes.` });
  }
  // The framework would read all of it for HEAD, to throw it away.
  const body = reply.request.method === 'HEAD' ? Readable.from([]) : await begun(stored.read(range));
  const length = range === undefined ? size : range.last + 1 - range.first;
  if (range !== undefined) reply.code(206).header('content-range', `bytes ${range.first}-${range.last}/${size}`);
  reply
    .type(textual(contentType))
    .headers({
      'content-length': String(length),
      'accept-ranges': 'bytes',
      etag,
      'content-disposition': attachment(fileName),
    });
  return reply.send(body);
}

/** The same bytes, once the first are there: a file that cannot be read fails before anything is answered. */
async function begun(chunks: AsyncIterable<Uint8Array>): Promise<Readable> {
  const reading = chunks[Symbol.asyncIterator]();
  const first = await reading.next();
  const all = async function* () {
    try {
      for (let next = first; next.done !== true; next = await reading.next()) yield next.value;
    } finally {
      await reading.return?.();
    }
  };
  return Readable.from(all());
}

/** `undefined`: all of it, as for several ranges, for what is none, and for a version that is no longer there. */
function rangeOf(
  { method, headers }: FastifyRequest,
  { etag, size }: { etag: string; size: number },
): ByteRange | 'outside' | undefined {
  if (method !== 'GET') return undefined;
  const ifRange = headers['if-range'];
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const [, from, to] = /^bytes=(\d{0,30})-(\d{0,30})$/i.exec(headers.range ?? '') ?? [];
  if (from === undefined || to === undefined || from + to === '') return undefined;
  if (from === '') return Number(to) === 0 || size === 0 ? 'outside' : rangeFrom(size - Number(to), size - 1);
  const [first, last] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
  if (to !== '' && Number(to) < first) return undefined;
  return first < size ? rangeFrom(first, last) : 'outside';
}

function rangeFrom(first: number, last: number): ByteRange {
  return { first: Math.max(0, first), last };
}

function textual(contentType: string): string {
  return contentType.startsWith('text/') && !contentType.includes('charset')
    ? `${contentType}; charset=utf-8`
    : contentType;
}

/** RFC 6266: a plain name for old readers, the real one percent-encoded. */
function attachment(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w .()-]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll("'", '%27')}`;
}
