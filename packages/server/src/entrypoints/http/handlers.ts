import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { JsonOf, OperationId } from './contract-types.ts';

/** The handler of every operation of the contract; a missing one does not compile. */
export type Handlers = { readonly [Id in OperationId]: (call: Call<Id>) => Promise<Answer<JsonOf<Id>>> };
