import type { Call } from '../engine/ports.ts';
import type { SessionWriter } from '../sessions/ports.ts';
import type { BudgetedMeter } from '../usage/ports.ts';

/** What an agent's answer may use: its caller, the signal that stops it, and the meter of the turn. */
export type AgentCall = Call & { readonly meter: BudgetedMeter };

/** Who answers. Writes the whole turn except its end, and throws the signal's reason when it is stopped. */
export interface Agent<Input> {
  turn(input: Input, writer: SessionWriter, call: AgentCall): Promise<void>;
}

/** What somebody said in a session; it begins a turn. */
export type Said = {
  readonly sessionId: string;
  readonly turnId: string;
  readonly messageId: string;
  readonly text: string;
};
