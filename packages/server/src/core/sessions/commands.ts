import { z } from 'zod';

const id = z.string().min(1).max(100);

/**
 * What may be asked of a turn that is being written, on whichever process it runs. Every command is addressed to a turn
 * (`turnId`) and means that one only: it is dropped where that turn has ended.
 */
export const sessionCommand = z.discriminatedUnion('type', [
  /** Said while the turn runs: it begins the turn `nextTurnId` when this one has ended. */
  z.object({ type: z.literal('say'), turnId: id, nextTurnId: id, text: z.string() }),
  /** Ends the turn with what was written so far. */
  z.object({ type: z.literal('cancel'), turnId: id }),
  /** Ends the turn, and notes how much of a message reached the candidate. */
  z.object({ type: z.literal('interrupt'), turnId: id, messageId: id, heardCharacters: z.int().nonnegative() }),
  /** The turn goes on to its end; what was said meanwhile waits until something is said after it. */
  z.object({ type: z.literal('pause'), turnId: id }),
  /** Ends the turn, and begins nothing of what was said meanwhile. */
  z.object({ type: z.literal('end'), turnId: id }),
]);

export type SessionCommand = z.infer<typeof sessionCommand>;
export type CommandOf<Type extends SessionCommand['type']> = Extract<SessionCommand, { type: Type }>;
