import type { components } from '../../contract/openapi.d.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Scope } from '../tenancy/scope.ts';

export type Export = components['schemas']['Export'];

export interface PersonalData {
  export(scope: Scope): Promise<Export>;
  /**
   * Removes everything of the candidate and refuses whatever comes for them from now on, in every process; their tokens
   * stop working.
   */
  erase(scope: Scope): Promise<void>;
}

/** Something personal could not be removed now and stays owed. The message is for the operator: numbers and kinds of failures. */
export class ErasureIncomplete extends Error {
  override readonly name = 'ErasureIncomplete';

  constructor(what: 'files' | 'candidates', { of, failures }: { of: number; failures: readonly unknown[] }) {
    const kinds = new Set(failures.map((failure) => (failure instanceof ServiceError ? failure.code : 'internal')));
    const which = what === 'files' ? 'the files of' : '';
    super(
      `Could not remove ${which} ${failures.length} of ${of} candidates (${[...kinds].join(', ')}). It is tried again.`.replace(
        '  ',
        ' ',
      ),
      { cause: failures[0] },
    );
  }
}
