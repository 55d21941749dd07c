import { ServiceError } from '../kernel/service-error.ts';
import type { Scope } from '../tenancy/scope.ts';

/** The candidate's résumé, where there is one. */
export async function ownResume<Resume>(
  resumes: { get(scope: Scope): Promise<Resume> },
  scope: Scope,
): Promise<Resume | undefined> {
  try {
    return await resumes.get(scope);
  } catch (thrown) {
    if (thrown instanceof ServiceError && thrown.code === 'not_found') return undefined;
    throw thrown;
  }
}
