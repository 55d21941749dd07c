import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseJson } from '../../core/kernel/safe-json.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { ContractOperation } from './contract.ts';

const FILE_TYPES = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/octet-stream',
  'text/plain',
  'text/calendar',
];

/** Teaches the server the bodies of the contract: JSON through the one safe parser, files as their bytes, nothing else. */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) =>
    takesBody(request) ? parseJson(body) : undefined,
  );
  app.addContentTypeParser(FILE_TYPES, { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => body);
  // What an operation without a body is sent all the same is read off the wire and dropped.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async () => undefined);
}

/** Throws `unsupported_media_type` or `malformed_request` before a byte of the body is read. */
export function refuseOtherContent(
  { headers }: FastifyRequest,
  { bodyTypes }: Pick<ContractOperation, 'bodyTypes'>,
): void {
  if (bodyTypes.length === 0) return;
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const empty = headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';
  if (empty) throw new ServiceError('malformed_request', { detail: `A body is needed: ${bodyTypes.join(', ')}.` });
  if (type === undefined || !bodyTypes.includes(type))
    throw new ServiceError('unsupported_media_type', {
      detail: `The content type must be one of ${bodyTypes.join(', ')}.`,
    });
  const encoding = headers['content-encoding']?.trim().toLowerCase();
  if (encoding !== undefined && encoding !== 'identity')
    throw new ServiceError('unsupported_media_type', { detail: 'Compressed bodies are not accepted.' });
}

function takesBody({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config.operation?.bodyTypes.length ?? 0) > 0;
}

/** As much of a body that is refused as is taken off the wire. */
const DISCARDED_BYTES = 32 * 1024 * 1024;

/**
 * Resolves when a refused body has arrived, or enough of it. A client that is still sending when the connection closes
 * sees a broken connection and never reads why.
 */
export function discardRest(body: IncomingMessage): Promise<void> {
  if (body.complete || body.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let left = DISCARDED_BYTES;
    body.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) resolve();
    });
    for (const event of ['end', 'error', 'close']) body.once(event, () => resolve());
    body.resume();
  });
}
