import { type Agent, type AgentCall, type Agents, handOffAsked, handOffWords, type Said } from '../agents/ports.ts';
import { defined } from '../kernel/defined.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { SessionWriter } from '../sessions/ports.ts';
import type { ChatRecords } from './chat-records.ts';

/** The agent of a chat that names none. */
export const DEFAULT_AGENT = 'coach';
const GOODBYE = '\n\nWe have used what one session holds. Everything here stays; start a new one when you like.';

/** The turns of chats: each is answered by the agent of its chat, and followed by the goodbye once the session has nothing left. */
export class ChatAgent {
  readonly #chats: ChatRecords;
  readonly #agents: Agents;

  constructor({ chats, agents }: { chats: ChatRecords; agents: Agents }) {
    this.#chats = chats;
    this.#agents = agents;
  }

  /** The answer. Where it used up what the session holds, that is no failure but the end: the goodbye follows, and nothing after it. */
  async turn(said: Said, writer: SessionWriter, call: AgentCall): Promise<void> {
    const { postingId, locale, completed } = (await this.#chats.row(call.scope, said.sessionId)).value;
    // Completed while this turn began: whoever completes looks for an open turn after that, and this looks after it is one.
    if (completed) throw new ServiceError('session_finished');
    const agent = this.#agents.get(call.scope, said.agentId);
    const isSpent = () => call.meter.spent === 'session';
    try {
      const usePosting = async (posting: { id: string; title: string }) => {
        await this.#chats.usePosting(call.scope, said.sessionId, posting);
      };
      const turn = { ...said, locale, usePosting, ...defined({ postingId }) };
      if (!handsOff(agent, said, writer)) await agent.turn(turn, writer, call);
    } catch (thrown) {
      const cutByBudget = thrown instanceof ServiceError && thrown.code === 'budget_reached' && isSpent();
      if (!cutByBudget || call.signal.aborted) throw thrown;
      writer.appendLater({ type: 'usage', ...call.meter.total });
    }
    if (!isSpent()) return;
    writer.appendText({ messageId: newId('msg'), speakerId: agent.spec.id }, GOODBYE);
    await this.#chats.close(call.scope, said.sessionId);
  }
}

/** Whether the agent's rule says that a person should take over: then the log says so, and so does the agent. */
function handsOff({ spec }: Agent, { text }: Said, writer: SessionWriter): boolean {
  const words = handOffWords(spec, text);
  if (words === undefined || spec.handOff === null) return false;
  writer.appendLater(handOffAsked.fact({ agentId: spec.id, agentVersion: spec.version, words }));
  writer.appendText({ messageId: newId('msg'), speakerId: spec.id }, spec.handOff.say);
  return true;
}
