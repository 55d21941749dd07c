import type { Call } from '../engine/ports.ts';
import type { SessionWriter } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { BudgetedMeter } from '../usage/ports.ts';
import type { AgentSpec } from './agent-spec.ts';

/** What an agent's answer may use: its caller, the signal that stops it, and the meter of the turn. */
export type AgentCall = Call & { readonly meter: BudgetedMeter };

/** What somebody said in a session, and to whom; it begins a turn. */
export type Said = {
  readonly agentId: string;
  readonly sessionId: string;
  readonly turnId: string;
  readonly messageId: string;
  readonly text: string;
};

/** What was said, about which job, and the locale (BCP 47) of whoever said it. */
export type AgentTurn = Said & {
  readonly postingId?: string;
  readonly locale?: string;
  /** From now on the session is about this job. */
  usePosting?(posting: { readonly id: string; readonly title: string }): Promise<void>;
};

/** Who answers. Writes the whole turn except its end, and throws the signal's reason when it is stopped. */
export interface Agent {
  readonly spec: AgentSpec;
  turn(turn: AgentTurn, writer: SessionWriter, call: AgentCall): Promise<void>;
  /** Lets go of what it keeps of an owner who was erased. */
  abandon(owner: Scope): void;
}
