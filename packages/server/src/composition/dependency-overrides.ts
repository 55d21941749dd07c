import type { Resolver } from '../adapters/egress/guarded-agent.ts';
import type { Clock } from '../core/kernel/clock.ts';
import type { Tracer } from '../core/kernel/tracer.ts';
import type { Model, ModelFailure } from '../core/engine/model.ts';
import type { Engine } from '../core/engine/ports.ts';
import type { WebSearch } from '../core/research/ports.ts';
import type { DocumentReader } from '../core/resumes/ports.ts';
import type { Storage } from './dependencies.ts';

/** What an adopter may pass instead of the embedded dependencies. */
export type DependencyOverrides = {
  readonly engine?: Engine;
  /** A language model for the engine, instead of the configured one. */
  readonly model?: Model;
  /** Another one for research; without it `model` does that too. */
  readonly researchModel?: Model;
  readonly storage?: Storage;
  readonly reader?: DocumentReader;
  /** The search engine of the researcher. */
  readonly search?: WebSearch;
  readonly clock?: Clock;
  /** Instead of OpenTelemetry by the configuration. */
  readonly tracer?: Tracer;
  /** Lets job adverts and researched pages be read from, and tool servers be called on, this machine; for demonstrations and tests. */
  readonly allowLoopbackPages?: boolean;
  /** How the names in addresses from outside are resolved; without it as the system does. Each address is judged all the same. */
  readonly resolver?: Resolver;
  /**
   * Called with why a language model failed, in the vendor's words. For the operator: candidates only see that they can
   * try again.
   */
  readonly onModelFailure?: (failure: ModelFailure, modelId: string) => void;
  /** Called with failures that no caller awaits. */
  readonly onBackgroundError?: (failure: unknown) => void;
};
