import { openEngines } from '../packages/server/src/composition/open-engines.ts';
import { readConfig } from '../packages/server/src/config.ts';
import type { Meter, Usage } from '../packages/server/src/core/engine/ports.ts';
import { systemClock } from '../packages/server/src/core/kernel/clock.ts';
import { noTracer } from '../packages/server/src/core/kernel/tracer.ts';
import { scopeFor } from '../packages/server/src/core/tenancy/scope.ts';
import type { Engined } from './judged-answers.ts';

const SCOPE = { tenantId: 'ten_evaluate', subject: { kind: 'candidate', id: 'evaluate' } } as const;

export type EvaluatedEngine = Engined & {
  /** As configuration names it, without the address. */
  readonly model: string;
  readonly meter: CountingMeter;
  /** Why the model failed last, in the vendor's words. */
  failure(): string | undefined;
};

/** The engine that a server with this environment would have. Throws one line where the configuration is wrong. */
export async function evaluatedEngine(env: Readonly<Record<string, string | undefined>>): Promise<EvaluatedEngine> {
  const config = readConfig({ ...env, REHEARSAL_WORD_DELAY_MS: '0' });
  let failure: string | undefined;
  const onModelFailure = ({ kind, message }: { kind: string; message: string }) =>
    (failure = `${kind}: ${message.slice(0, 300)}`);
  const { engine } = await openEngines(config, { onModelFailure }, { clock: systemClock, tracer: noTracer });
  const meter = new CountingMeter();
  const { coach } = config.models;
  return {
    engine,
    model: coach.provider === 'rehearsal' ? coach.provider : `${coach.provider}:${coach.model}`,
    meter,
    call: { scope: scopeFor(SCOPE), signal: new AbortController().signal, meter },
    failure: () => failure,
  };
}

/** Counts the requests to a model and their tokens, and has no budget. */
export class CountingMeter implements Meter {
  #total: Usage = { inputTokens: 0, outputTokens: 0 };
  #requests = 0;

  get total(): Usage {
    return this.#total;
  }

  get requests(): number {
    return this.#requests;
  }

  async checkBudget(): Promise<void> {}

  async record({ inputTokens, outputTokens }: Parameters<Meter['record']>[0]): Promise<void> {
    this.#requests += 1;
    this.#total = {
      inputTokens: this.#total.inputTokens + inputTokens,
      outputTokens: this.#total.outputTokens + outputTokens,
    };
  }
}
