import { type Model, ModelFailure } from '../../core/engine/model.ts';

/** A model whose vendor's package is loaded with the first request, so that a server starts as fast without it as with it. */
export function lazyModel(
  facts: Pick<Model, 'id' | 'provider' | 'reads' | 'mayThinkAloud'>,
  load: () => Promise<Model>,
): Model {
  let loading: Promise<Model> | undefined;
  return {
    ...facts,
    async *stream(request, signal) {
      loading ??= load();
      const model = await loading.catch((cause: unknown) => {
        throw new ModelFailure('rejected', `What ${facts.provider} needs could not be loaded.`, { cause });
      });
      yield* model.stream(request, signal);
    },
  };
}
