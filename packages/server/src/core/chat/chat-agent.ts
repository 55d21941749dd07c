import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Postings } from '../postings/ports.ts';
import type { Resumes } from '../resumes/ports.ts';
import { KeptProjection, type SessionLog, type SessionWriter } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Agent, AgentCall, Said } from './agent.ts';
import { coachFacts } from './coach-facts.ts';
import { COACH, coachProjection, type CoachState } from './coach-state.ts';
import type { ChatRecords } from './chat-records.ts';
import type { TurnInput } from './orchestrator.ts';

export type ChatAgentDependencies = {
  readonly chats: ChatRecords;
  readonly coach: Agent<TurnInput>;
  readonly log: Pick<SessionLog, 'read'>;
  readonly postings: Postings;
  readonly resumes: Resumes;
};

const GOODBYE = '\n\nWe have used what one session holds. Everything here stays; start a new one when you like.';

/** The coach in a chat: given what it may know, and followed by the goodbye once the session has nothing left. */
export class ChatAgent implements Agent<Said> {
  readonly #dependencies: ChatAgentDependencies;
  readonly #states: KeptProjection<CoachState>;

  constructor(dependencies: ChatAgentDependencies) {
    this.#dependencies = dependencies;
    this.#states = new KeptProjection(dependencies.log, coachProjection);
  }

  /** The answer. Where it used up what the session holds, that is no failure but the end: the goodbye follows, and nothing after it. */
  async turn(said: Said, writer: SessionWriter, call: AgentCall): Promise<void> {
    const { chats } = this.#dependencies;
    const isSpent = () => call.meter.spent === 'session';
    try {
      await this.#answer(said, writer, call);
    } catch (thrown) {
      const cutByBudget = thrown instanceof ServiceError && thrown.code === 'budget_reached' && isSpent();
      if (!cutByBudget || call.signal.aborted) throw thrown;
      writer.appendLater({ type: 'usage', ...call.meter.total });
    }
    if (!isSpent()) return;
    writer.appendText({ messageId: newId('msg'), speakerId: COACH }, GOODBYE);
    await chats.close(call.scope, said.sessionId);
  }

  /** Lets go of what is kept of an owner who was erased. */
  abandon(scope: Scope): void {
    this.#states.abandon(scope);
  }

  async #answer({ sessionId, messageId, text }: Said, writer: SessionWriter, call: AgentCall): Promise<void> {
    const { chats, coach, postings, resumes } = this.#dependencies;
    const { scope } = call;
    const { postingId } = (await chats.row(scope, sessionId)).value;
    const [state, posting, resume] = await Promise.all([
      this.#states.of(scope, sessionId),
      postingId === undefined ? undefined : postings.get(scope, postingId),
      ownResume(resumes, scope),
    ]);
    const resumeFile = () => resumes.plainPdf(scope);
    const input = { chatId: sessionId, messageId, text, state, facts: coachFacts(posting, resume) };
    await coach.turn({ ...input, postingId, resumeFile }, writer, call);
  }
}

/** The candidate's résumé, where there is one. */
export async function ownResume(resumes: Resumes, scope: Scope) {
  try {
    return await resumes.get(scope);
  } catch (thrown) {
    if (thrown instanceof ServiceError && thrown.code === 'not_found') return undefined;
    throw thrown;
  }
}
