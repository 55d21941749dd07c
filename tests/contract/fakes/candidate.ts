import { isoTime, type Clock } from '../../../packages/server/src/core/kernel/clock.ts';
import { defined } from '../../../packages/server/src/core/kernel/defined.ts';
import { newId } from '../../../packages/server/src/core/kernel/ids.ts';
import type { Posting, Postings, PostingSource } from '../../../packages/server/src/core/postings/ports.ts';
import type { Resume, Resumes } from '../../../packages/server/src/core/resumes/ports.ts';
import { scopeFor, type Scope } from '../../../packages/server/src/core/tenancy/scope.ts';
import type { Transcripts } from '../../../packages/server/src/core/transcripts/ports.ts';
import type { Consent, Consents } from '../../../packages/server/src/core/consents/ports.ts';
import type { PersonalData } from '../../../packages/server/src/core/trust/ports.ts';
import type { ScriptedChats } from './practice.ts';
import { MemoryCollection } from './memory-collection.ts';
import type { MemoryTenancy } from './tenancy.ts';

/** Postings kept as they came. */
export class MemoryPostings implements Postings {
  readonly #postings = new MemoryCollection<Posting>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async create(scope: Scope, source: PostingSource): Promise<Posting> {
    const title = source.kind === 'text' ? (source.title ?? 'A role') : 'A role';
    const posting: Posting = {
      id: newId('pst'),
      title,
      language: 'en',
      requirements: [],
      createdAt: isoTime(this.#clock.now()),
    };
    return this.#postings.put(scope, posting.id, posting);
  }

  async get(scope: Scope, postingId: string): Promise<Posting> {
    try {
      return this.#postings.get(scope, postingId);
    } catch {
      return this.#postings.get(
        scopeFor({ tenantId: scope.tenantId, subject: { kind: 'tenant', id: scope.tenantId } }),
        postingId,
      );
    }
  }

  async list(scope: Scope) {
    return this.#postings.list(scope);
  }
}

/** Takes every file for text. */
export class TrustingResumes implements Resumes {
  readonly #resumes = new MemoryCollection<Resume>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async put(scope: Scope, { bytes, fileName }: { bytes: Uint8Array; fileName?: string }): Promise<Resume> {
    const read: Resume = {
      id: newId('res'),
      kind: 'text',
      text: `${bytes.byteLength} bytes`,
      hidden: [],
      truncated: false,
      language: 'en',
      corrected: false,
      competencies: [],
      uploadedAt: isoTime(this.#clock.now()),
      ...defined({ fileName }),
    };
    return this.#resumes.put(scope, keyOf(scope), read);
  }

  async get(scope: Scope): Promise<Resume> {
    return this.#resumes.get(scope, keyOf(scope));
  }

  expectUpload(): void {}

  async plainPdf(): Promise<undefined> {}

  async correct(scope: Scope, text: string): Promise<Resume> {
    return this.#resumes.put(scope, keyOf(scope), { ...this.#resumes.get(scope, keyOf(scope)), text, corrected: true });
  }

  async remove(scope: Scope): Promise<void> {
    this.#resumes.remove(scope, keyOf(scope));
  }
}

const keyOf = ({ tenantId, subject }: Scope) => `${tenantId}/${subject.id}`;

export class MemoryConsents implements Consents {
  readonly #consents = new MemoryCollection<Consent>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async record(scope: Scope, input: { kind: 'practice'; textVersion: string }): Promise<Consent> {
    const consent: Consent = { id: newId('con'), ...input, givenAt: isoTime(this.#clock.now()) };
    return this.#consents.put(scope, consent.id, consent);
  }

  async list(scope: Scope) {
    return this.#consents.list(scope);
  }

  async withdraw(scope: Scope, consentId: string): Promise<Consent> {
    return Object.assign(this.#consents.get(scope, consentId), { withdrawnAt: isoTime(this.#clock.now()) });
  }

  async ensureNotWithdrawn(): Promise<void> {}
}

export function personalDataOf(tenancy: MemoryTenancy, clock: Clock): PersonalData {
  return {
    export: async ({ subject }) => ({
      exportedAt: isoTime(clock.now()),
      candidateId: subject.id,
      postings: [],
      chats: [],
      preps: [],
      savedAnswers: [],
      consents: [],
    }),
    erase: async ({ subject }) => tenancy.forget(subject.id),
  };
}

export function transcriptsOf(chats: ScriptedChats): Transcripts {
  return {
    abandon: () => undefined,
    list: async (scope) => ({
      data: (await chats.list(scope)).data.map(({ id, createdAt }) => ({
        chatId: id,
        startedAt: createdAt,
        messages: 0,
      })),
      nextCursor: null,
    }),
    get: async (scope, chatId) => {
      const { createdAt } = await chats.get(scope, chatId);
      const messages = chats
        .session(chatId)
        .events.flatMap(({ fact }) =>
          fact.type === 'message'
            ? [{ messageId: fact.messageId, speakerId: fact.speakerId, text: fact.text, at: fact.at }]
            : [],
        );
      return { chatId, startedAt: createdAt, messages };
    },
  };
}
