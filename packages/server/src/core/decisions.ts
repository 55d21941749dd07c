import { chatIntent } from './chat/decisions.ts';
import { coachReply } from './chat/reply-spec.ts';
import { answerReading } from './feedback/decisions.ts';
import { prepWriting } from './preps/writing.ts';
import { researchFindings } from './research/decisions.ts';
import { researchReport } from './research/reply-spec.ts';

/** Every decision of the house. A mind that answers by rules must know each of them, or it does not compile. */
export const decisions = [chatIntent, answerReading, prepWriting, researchFindings] as const;

/** Every kind of free speech. */
export const replySpecs = [coachReply, researchReport] as const;
