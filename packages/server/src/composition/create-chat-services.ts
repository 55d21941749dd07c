import { agentSpecs, NAMED } from '../core/agent-specs.ts';
import { ChatService, type ChatOptions } from '../core/chat/chat-service.ts';
import { type AgentDependencies, createAgents } from '../core/chat/create-agents.ts';
import { DISCLOSURE } from '../core/consents/disclosure.ts';
import type { Consents } from '../core/consents/ports.ts';
import { feedbackService } from '../core/feedback/feedback-service.ts';
import { rubricNamed } from '../core/feedback/rubric.ts';
import type { SessionLog } from '../core/sessions/ports.ts';
import { transcripts } from '../core/transcripts/transcripts.ts';
import type { Usages } from '../core/usage/ports.ts';
import type { AppDependencies } from './dependencies.ts';

/** Chats, the agents that answer in them, and what can be read of them later. */
export function createChatServices(
  { storage, clock, tracer, engine, researchEngine }: AppDependencies,
  shared: Pick<AgentDependencies, 'toolbox' | 'postings' | 'resumes' | 'past'> & {
    readonly log: SessionLog;
    readonly consents: Consents;
    readonly usage: Usages;
  },
  options: Omit<ChatOptions, 'disclosure'>,
) {
  const agents = createAgents(agentSpecs, {
    ...shared,
    clock,
    engines: { coach: engine, research: researchEngine },
    feedbackBy: (rubric, judge) => feedbackService(judge, rubricNamed(rubric)),
    named: NAMED,
  });
  const chats = new ChatService({
    ...shared,
    records: storage.records,
    agents,
    tracer,
    clock,
    options: { ...options, disclosure: DISCLOSURE },
  });
  return { chats, transcripts: transcripts({ chats, log: shared.log }) };
}
