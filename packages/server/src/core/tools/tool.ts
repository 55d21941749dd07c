import { ServiceError } from '../kernel/service-error.ts';
import type { Tool } from './ports.ts';

/** Ties the input and output types of one tool together, then forgets them: the list is of unlike tools. */
export function tool<Input, Output>(definition: Tool<Input, Output>): Tool {
  // A tool's `run` only ever receives what its own `input` has parsed (see the toolbox), so the widening is sound.
  return definition as unknown as Tool;
}

/** What an attempt gives, or `undefined` where there is nothing of the kind. */
export async function unlessMissing<Value>(attempt: Promise<Value>): Promise<Value | undefined> {
  try {
    return await attempt;
  } catch (failure) {
    if (failure instanceof ServiceError && failure.code === 'not_found') return undefined;
    throw failure;
  }
}
