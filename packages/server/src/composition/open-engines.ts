import { namedModel } from '../adapters/models/named-model.ts';
import { promptFiles } from '../adapters/models/prompt-files.ts';
import { certainRules, reviewRules, ruleEngine } from '../adapters/models/rules/rule-engine.ts';
import type { Config } from '../config.ts';
import { decisions, replySpecs } from '../core/decisions.ts';
import { llmEngine } from '../core/engine/llm-engine.ts';
import type { Model } from '../core/engine/model.ts';
import type { Engine } from '../core/engine/ports.ts';
import type { Clock } from '../core/kernel/clock.ts';
import { defined } from '../core/kernel/defined.ts';
import type { Tracer } from '../core/kernel/tracer.ts';
import type { DependencyOverrides } from './dependency-overrides.ts';

/**
 * The engine that coaches, and the one that does research and writes documents. Each is a language model, or both are
 * the rule engine.
 */
export async function openEngines(
  { models, wordDelayMs }: Config,
  overrides: DependencyOverrides,
  { clock, tracer }: { clock: Clock; tracer: Tracer },
): Promise<{ engine: Engine; researchEngine: Engine }> {
  if (overrides.engine !== undefined) return { engine: overrides.engine, researchEngine: overrides.engine };
  const coach = overrides.model ?? (await namedModel(models.coach, models));
  if (coach === undefined) {
    const engine = ruleEngine({ clock, wordDelayMs });
    return { engine, researchEngine: engine };
  }
  const research = overrides.researchModel ?? overrides.model ?? (await namedModel(models.research, models)) ?? coach;
  const prompts = await promptFiles();
  const { onModelFailure: onFailure } = overrides;
  const engineOf = (model: Model) =>
    llmEngine({
      model,
      clock,
      tracer,
      prompts,
      decisions,
      replySpecs,
      certainRules,
      reviewRules,
      ...defined({ onFailure }),
    });
  const engine = engineOf(coach);
  return { engine, researchEngine: research === coach ? engine : engineOf(research) };
}
