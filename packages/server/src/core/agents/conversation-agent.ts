import type { Engine, Message } from '../engine/ports.ts';
import { defined } from '../kernel/defined.ts';
import { newId } from '../kernel/ids.ts';
import type { Postings } from '../postings/ports.ts';
import { ownResume, type Resumes } from '../resumes/ports.ts';
import {
  KeptProjection,
  type LogReader,
  type MessageRef,
  type Projection,
  type SessionWriter,
  settledEvents,
} from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Toolbox } from '../tools/ports.ts';
import { languageOf } from '../vocabulary/ports.ts';
import type { Agent, AgentCall, AgentTurn } from './agent.ts';
import type { AgentSpec } from './agent-spec.ts';
import { type AgentContext, agentReply } from './reply-spec.ts';
import { ReplyClaims } from './reply-claims.ts';
import { appendToolEvent, withdrawMessage } from './tool-events.ts';

export type ConversationDependencies = {
  readonly engine: Engine;
  readonly tools: Pick<Toolbox, 'offered'>;
  readonly log: LogReader;
  readonly postings: Pick<Postings, 'get'>;
  readonly resumes: Resumes;
};

/** An agent that answers by the prompt of its spec. It judges nobody, so a score in its words is taken out, as is a document that no tool made. */
export class ConversationAgent implements Agent {
  readonly spec: AgentSpec;
  readonly #dependencies: ConversationDependencies;
  readonly #messages: KeptProjection<readonly Message[]>;

  constructor(spec: AgentSpec, dependencies: ConversationDependencies) {
    this.spec = spec;
    this.#dependencies = dependencies;
    this.#messages = new KeptProjection(dependencies.log, messagesFor(spec.id));
  }

  async turn(turn: AgentTurn, writer: SessionWriter, call: AgentCall): Promise<void> {
    const { engine, tools } = this.#dependencies;
    const { sessionId, text, postingId, locale } = turn;
    const [context, before, offered] = await Promise.all([
      this.#context(turn, call),
      this.#messages.of(call.scope, sessionId),
      tools.offered(
        {
          scope: call.scope,
          report: (event) => writer.append(event),
          ...defined({ span: call.span, postingId, locale }),
        },
        call.signal,
      ),
    ]);
    const history = [...before, { role: 'candidate', text } as const];
    let message: MessageRef = { messageId: newId('msg'), speakerId: this.spec.id };
    const known = [context.instructions, JSON.stringify(context)];
    const claims = new ReplyClaims({ said: history.map((said) => said.text), known }, engine.kind === 'model');
    for await (const event of engine.streamReply({ spec: agentReply, context, history, tools: offered }, call)) {
      call.signal.throwIfAborted();
      if (event.type === 'text') writer.appendText(message, claims.push(event.text));
      else if (event.type === 'withdrawn') {
        claims.end();
        message = withdrawMessage(message, writer);
      } else {
        writer.appendText(message, claims.end());
        if (event.type === 'tool_result') claims.learn(event);
        appendToolEvent(event, writer);
      }
      await writer.drained();
    }
    writer.appendText(message, claims.finish());
    writer.appendLater({ type: 'usage', ...call.meter.total });
  }

  abandon(owner: Scope): void {
    this.#messages.abandon(owner);
  }

  async #context({ text, postingId }: AgentTurn, { scope }: AgentCall): Promise<AgentContext> {
    const { name, prompt, knowledge } = this.spec;
    if ('name' in prompt) throw new Error(`The agent ${this.spec.id} has no prompt of its own`);
    const { postings, resumes } = this.#dependencies;
    const [posting, resume] = await Promise.all([
      knowledge.includes('posting') && postingId !== undefined ? postings.get(scope, postingId) : undefined,
      knowledge.includes('resume') ? ownResume(resumes, scope) : undefined,
    ]);
    return {
      name,
      text,
      language: languageOf(text).code,
      ...prompt,
      ...(posting === undefined ? {} : { posting: shownPosting(posting) }),
      ...(resume === undefined ? {} : { resume: { text: resume.text } }),
    };
  }
}

function shownPosting({ title, company, description }: Awaited<ReturnType<Postings['get']>>) {
  return { title, ...defined({ company, description }) };
}

/** What was said so far, as the agent of this id may know it. */
function messagesFor(speakerId: string): Projection<readonly Message[]> {
  return {
    reader: { speakerId },
    initial: [],
    reduce(before, turn) {
      const messages = new Map<string, Message>();
      for (const event of settledEvents(turn)) {
        if (event.type !== 'message' && event.type !== 'token') continue;
        const role = event.speakerId === 'candidate' ? 'candidate' : 'coach';
        messages.set(event.messageId, { role, text: (messages.get(event.messageId)?.text ?? '') + event.text });
      }
      return [...before, ...messages.values()];
    },
  };
}
