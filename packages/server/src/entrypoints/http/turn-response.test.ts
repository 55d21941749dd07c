import { expect, it } from 'vitest';
import type { Chats } from '../../core/chat/ports.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { BEGINNING } from '../../core/sessions/ports.ts';
import { scopeFor } from '../../core/tenancy/scope.ts';
import { wholeTurn } from './turn-response.ts';

const scope = scopeFor({ tenantId: 'ten_1', subject: { kind: 'candidate', id: 'cand_1' } });
const begun = { chatId: 'cht_1', turnId: 'trn_1', after: BEGINNING, left: new AbortController().signal };

/** Chats in which the turn stops without an end. */
const cut = (get: () => Promise<unknown>): Chats => ({ get, events: async function* () {} }) as unknown as Chats; // only these two are asked

it('a turn without an end is interrupted, and not there where its chat is gone with its owner', async () => {
  const there = async () => ({ state: 'active' });
  await expect(wholeTurn(cut(there), scope, begun)).rejects.toMatchObject({ code: 'turn_interrupted' });
  const gone = async () => Promise.reject(new ServiceError('not_found'));
  await expect(wholeTurn(cut(gone), scope, begun)).rejects.toMatchObject({ code: 'not_found' });
});
