import type { HttpServices } from '../options.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { EMPTY, json } from '../answer.ts';
import { pageOf, principalOf, scopeOf } from '../call.ts';
import type { Handlers } from '../handlers.ts';

type Names =
  | 'createPosting'
  | 'listPostings'
  | 'getPosting'
  | 'putResume'
  | 'getResume'
  | 'correctResume'
  | 'deleteResume'
  | 'recordConsent'
  | 'listConsents'
  | 'withdrawConsent'
  | 'getMe'
  | 'exportMe'
  | 'eraseMe';

/** What a candidate brings, agrees to and takes away again. */
export function candidateOperations({
  identity,
  postings,
  resumes,
  consents,
  personalData,
}: HttpServices): Pick<Handlers, Names> {
  return {
    createPosting: async (call) => json(await postings.create(scopeOf(call), call.body.source), 201),
    listPostings: async (call) => json(await postings.list(scopeOf(call), pageOf(call.query))),
    getPosting: async (call) => json(await postings.get(scopeOf(call), call.path.postingId)),
    putResume: async (call) => {
      const fileName = call.query.fileName?.replaceAll(/\p{Cc}/gu, '');
      return json(
        await resumes.put(scopeOf(call), {
          bytes: call.body,
          ...defined({ fileName, contentType: call.headers.contentType }),
        }),
      );
    },
    getResume: async (call) => {
      resumes.expectUpload();
      return json(await resumes.get(scopeOf(call)));
    },
    correctResume: async (call) => json(await resumes.correct(scopeOf(call), call.body.text)),
    deleteResume: async (call) => {
      await resumes.remove(scopeOf(call));
      return EMPTY;
    },
    recordConsent: async (call) => json(await consents.record(scopeOf(call), call.body, call.origin('con')), 201),
    listConsents: async (call) => json(await consents.list(scopeOf(call), pageOf(call.query))),
    withdrawConsent: async (call) => json(await consents.withdraw(scopeOf(call), call.path.consentId)),
    getMe: async (call) => json(await identity.me(principalOf(call))),
    exportMe: async (call) => json(await personalData.export(scopeOf(call))),
    eraseMe: async (call) => {
      await personalData.erase(scopeOf(call));
      return EMPTY;
    },
  };
}
