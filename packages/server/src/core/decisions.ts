import { agentReply } from './agents/reply-spec.ts';
import { chatIntent } from './chat/decisions.ts';
import { coachReply } from './chat/reply-spec.ts';
import { followUpWording, questionWording } from './chat/wording-decisions.ts';
import { answerReading } from './feedback/decisions.ts';
import { prepWriting } from './preps/writing.ts';
import { researchFindings } from './research/decisions.ts';
import { researchReport } from './research/reply-spec.ts';

/** Every decision. The rule engine must have a rule for each of them, or it does not compile. */
export const decisions = [
  chatIntent,
  questionWording,
  followUpWording,
  answerReading,
  prepWriting,
  researchFindings,
] as const;

/** Every kind of free reply. */
export const replySpecs = [agentReply, coachReply, researchReport] as const;
