import type { Engine } from '../engine/ports.ts';
import type { Toolbox } from '../tools/ports.ts';
import type { AgentSpec } from './agent-spec.ts';

/** The configured engines, by what they are for. */
export type Engines = Readonly<Record<AgentSpec['engine'], Engine>>;

/** The engine of an agent. It answers only the decisions that the spec names. */
export function engineOf(spec: AgentSpec, engines: Engines): Engine {
  const engine = engines[spec.engine];
  return {
    kind: engine.kind,
    label: engine.label,
    runDecision(decision, facts, call) {
      if (!spec.decisions.includes(decision.name))
        throw new Error(`The spec of the agent ${spec.id} does not name the decision ${decision.name}`);
      return engine.runDecision(decision, facts, call);
    },
    streamReply: (request, call) => engine.streamReply(request, call),
  };
}

/** The tools of an agent: those that its spec names, of ours and of the servers of its tenant. */
export function toolsOf({ tools }: AgentSpec, toolbox: Toolbox): Pick<Toolbox, 'offered'> {
  if (tools === 'all') return toolbox;
  return {
    offered: async (call, signal) =>
      tools.length === 0 ? [] : (await toolbox.offered(call, signal)).filter(({ name }) => tools.includes(name)),
  };
}
