import { ServiceError } from '../../core/kernel/service-error.ts';
import { MOST_OBJECT_BYTES } from '../../core/objects/ports.ts';

/** The same bytes as a stream. Throws `payload_too_large` when they are more than an object may have. */
export async function* limited(content: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = MOST_OBJECT_BYTES;
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    left -= chunk.byteLength;
    if (left < 0) throw new ServiceError('payload_too_large');
    yield chunk;
  }
}
