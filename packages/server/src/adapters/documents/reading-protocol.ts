import { z } from 'zod';
import { FAILURES, type ErrorCode } from '../../core/kernel/service-error.ts';
import type { ReadDocument } from '../../core/resumes/ports.ts';

/**
 * What the child says: one line when it is ready, one line when it is done. The child is not trusted once it has seen a
 * document, so the parent checks every word. The hint goes in as one line of JSON, the document's bytes follow to the end.
 */
export const readyLine = 'ready';

const reasons = ['white_text', 'invisible_render_mode', 'tiny_text', 'off_page', 'transparent', 'covered', 'clipped', 'hidden_layer', 'annotation', 'vanish', 'replaced_text', 'zero_width'] as const;

const passage = z.strictObject({ text: z.string().max(2_000), reason: z.enum(reasons), page: z.int().positive().exactOptional() });

const document = z.strictObject({
  kind: z.enum(['pdf', 'docx', 'text']),
  text: z.string().max(60_000),
  pages: z.int().nonnegative().exactOptional(),
  hidden: z.array(passage).max(60),
  truncated: z.boolean(),
});

const refusalCodes = ['document_encrypted', 'document_without_text', 'document_unreadable', 'document_too_complex', 'unsupported_media_type'] as const satisfies readonly ErrorCode[];

export const answerSchema = z.union([
  z.strictObject({ document }),
  z.strictObject({ refused: z.strictObject({ code: z.enum(refusalCodes), detail: z.string().max(500).exactOptional() }) }),
]);

export type Answer = { document: ReadDocument } | { refused: { code: (typeof refusalCodes)[number]; detail?: string } };

export function isRefusal(code: string): code is (typeof refusalCodes)[number] {
  return code in FAILURES && (refusalCodes as readonly string[]).includes(code);
}
