import type { PrepDocument } from '../../../core/preps/ports.ts';
import { type Answer, json } from '../answer.ts';
import { pageOf, positionOf, scopeOf } from '../call.ts';
import type { Handlers } from '../handlers.ts';
import type { HttpServices } from '../options.ts';
import { endsTurn } from '../event-frame.ts';
import { EVENT_TYPES, eventPage } from './event-page.ts';

type PrepNames =
  'createPrep' | 'listPreps' | 'getPrep' | 'cancelPrep' | 'listPrepEvents' | 'getPrepDocument' | 'getDocumentByLink';

/** Preparation documents. */
export function prepOperations({ preps }: HttpServices): Pick<Handlers, PrepNames> {
  return {
    createPrep: async (call) => json(await preps.create(scopeOf(call), call.body, call.origin('prp')), 202),
    listPreps: async (call) => json(await preps.list(scopeOf(call), pageOf(call.query))),
    getPrep: async (call) => json(await preps.get(scopeOf(call), call.path.prepId)),
    cancelPrep: async (call) => json(await preps.cancel(scopeOf(call), call.path.prepId)),
    listPrepEvents: async (call) => {
      const scope = scopeOf(call);
      const { prepId } = call.path;
      const after = positionOf(call);
      if (call.wants(EVENT_TYPES) === 'text/event-stream') {
        await preps.get(scope, prepId);
        return {
          kind: 'stream',
          source: {
            complete: true,
            isLast: ({ fact }) => endsTurn(fact),
            events: (signal) => preps.events(scope, prepId, { after, signal }),
          },
        };
      }
      const limit = call.query.limit ?? 20;
      return json(eventPage(await preps.past(scope, prepId, { after, limit }), limit));
    },
    getPrepDocument: async (call) =>
      answerOf(await preps.document(scopeOf(call), call.path.prepId, call.query.format ?? 'pdf')),
    getDocumentByLink: async (call) => {
      const format = call.wants(['application/pdf', 'text/markdown']) === 'text/markdown' ? 'markdown' : 'pdf';
      return answerOf(await preps.documentByLink(call.path.link, format));
    },
  };
}

/** From the store itself where it has an address for that, or through here. */
async function answerOf(document: PrepDocument): Promise<Answer<never>> {
  const url = await document.presigned();
  return url === undefined ? { kind: 'file', file: document } : { kind: 'redirect', url };
}
