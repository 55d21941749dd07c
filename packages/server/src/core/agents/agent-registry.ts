import { ServiceError } from '../kernel/service-error.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Agent } from './agent.ts';
import { type AgentSpec, type Named, parseAgentSpec } from './agent-spec.ts';

/** How an agent is made of its spec, by its behaviour. */
export type Behaviours = Readonly<Record<AgentSpec['behaviour'], (spec: AgentSpec) => Agent>>;

/** The agents that answer here. */
export interface Agents {
  /** Throws `not_found`. */
  get(scope: Scope, agentId: string): Agent;
  /** Lets go of what they keep of an owner who was erased. */
  abandon(owner: Scope): void;
}

/** Agents made of specs. Throws, naming the field, where a spec is not right, and where two have one id. */
export function agentRegistry(specs: readonly unknown[], behaviours: Behaviours, named: Named): Agents {
  const agents = new Map<string, Agent>();
  for (const data of specs) {
    const spec = parseAgentSpec(data, named);
    if (agents.has(spec.id)) throw new Error(`Two agent specs have the id ${spec.id}`);
    agents.set(spec.id, behaviours[spec.behaviour](spec));
  }
  return {
    get(_scope, agentId) {
      const agent = agents.get(agentId);
      if (agent === undefined) throw new ServiceError('not_found');
      return agent;
    },
    abandon(owner) {
      for (const agent of agents.values()) agent.abandon(owner);
    },
  };
}
