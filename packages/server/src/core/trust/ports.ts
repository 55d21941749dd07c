import type { components } from '../../contract/openapi.d.ts';
import type { Scope } from '../tenancy/scope.ts';

export type Export = components['schemas']['Export'];

export interface PersonalData {
  export(scope: Scope): Promise<Export>;
  /** Removes everything of the candidate; their tokens stop working. */
  erase(scope: Scope): Promise<void>;
}
