export type { Agent, AgentCall, AgentTurn, Said } from './agent.ts';
export { engineOf, type Engines, toolsOf } from './agent-engine.ts';
export { agentRegistry, type Agents } from './agent-registry.ts';
export { ConversationAgent } from './conversation-agent.ts';
export { type AgentSpec, type Named, parseAgentSpec } from './agent-spec.ts';
export { handOffAsked, handOffWords } from './hand-off.ts';
export { ReplyClaims } from './reply-claims.ts';
export { appendToolEvent, withdrawMessage } from './tool-events.ts';
