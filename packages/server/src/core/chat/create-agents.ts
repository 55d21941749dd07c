import {
  agentRegistry,
  type Agents,
  type AgentSpec,
  ConversationAgent,
  type Engines,
  engineOf,
  type Named,
  toolsOf,
} from '../agents/ports.ts';
import type { Engine } from '../engine/ports.ts';
import type { FeedbackService } from '../feedback/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Postings } from '../postings/ports.ts';
import type { PracticePast } from '../practice/ports.ts';
import type { Resumes } from '../resumes/ports.ts';
import type { LogReader } from '../sessions/ports.ts';
import type { Toolbox } from '../tools/ports.ts';
import { CoachAgent } from './coach-agent.ts';

export type AgentDependencies = {
  readonly engines: Engines;
  readonly toolbox: Toolbox;
  readonly log: LogReader;
  readonly postings: Postings;
  readonly resumes: Resumes;
  readonly past: Pick<PracticePast, 'practised'>;
  readonly clock: Clock;
  /** Feedback by the rubric of this name. Throws where there is none, or none is named. */
  readonly feedbackBy: (rubric: string | null, engine: Engine) => FeedbackService;
  /** What specs may name. */
  readonly named: Named;
};

/** The agents of these specs, each with its own engine, tools and rubric. Throws, naming the field, where a spec is not right. */
export function createAgents(specs: readonly unknown[], dependencies: AgentDependencies): Agents {
  const { engines, toolbox, named } = dependencies;
  const own = (spec: AgentSpec) => ({
    ...dependencies,
    engine: engineOf(spec, engines),
    tools: toolsOf(spec, toolbox),
  });
  return agentRegistry(
    specs,
    {
      conversation: (spec) => new ConversationAgent(spec, own(spec)),
      coach: (spec) => {
        const { engine, ...others } = own(spec);
        const feedback = dependencies.feedbackBy(spec.rubric, engine);
        return new CoachAgent(spec, { ...others, engine, feedback });
      },
    },
    named,
  );
}
