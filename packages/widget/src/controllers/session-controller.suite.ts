import { InterviewPrepError } from '@interview-prep/sdk';
import type { Chat, EmbedConfig, Posting } from '@interview-prep/sdk';
import { memoryStore } from './host.ts';
import { SessionController } from './session-controller.ts';
import type { SessionControllerOptions } from './session-controller.ts';

export const chat: Chat = {
  id: 'cht_1',
  state: 'active',
  postingId: 'pst_1',
  createdAt: '',
  expiresAt: '',
  lastEventId: '1',
  starters: [],
};
export const config: EmbedConfig = {
  tenantName: 'Northfield',
  engine: { kind: 'rehearsal', label: '' },
  disclosure: { version: 'v7', text: '' },
  retentionDays: 30,
  features: ['chat'],
  theme: {},
  adjustments: { text: '' },
  limits: { resumeBytes: 1, messageCharacters: 1 },
};
export const posting = {
  kind: 'job_posting' as const,
  jobPosting: { title: 'Nurse', hiringOrganization: { name: 'Northfield' } },
};
export const problem = (status: number, code: string) => new InterviewPrepError({ code, status, message: code });

type Responses = {
  config?: unknown;
  chat?: unknown;
  create?: unknown;
  created?: Chat;
  reloaded?: Chat;
  /** An error is thrown for every posting that is no text. */
  posting?: Posting | Error;
};

const foundPosting: Posting = {
  id: 'pst_1',
  title: 'Registered Nurse',
  company: 'Northfield Trust',
  requirements: [],
  language: 'en',
  createdAt: '',
};

/** Session controllers over one browser storage, what they requested, and what their view was asked to show. */
export function setUpSession(fails: Responses = {}) {
  const calls: string[] = [];
  const storage = memoryStore();
  const errors: string[] = [];
  /** The states the view was asked to show, with the error. */
  const shown: string[] = [];
  const make = (options: Partial<SessionControllerOptions> = {}) => {
    const controller: SessionController = new SessionController(
      {
        requestUpdate: () => {
          const { state } = controller;
          shown.push('error' in state && state.error ? `${state.name} ${state.error.code}` : state.name);
        },
      },
      {
        client: {
          embed: { config: async () => (fails.config ? Promise.reject(fails.config) : config) },
          consents: {
            record: async ({ textVersion }) => (
              calls.push(`consent ${textVersion}`),
              { id: '', kind: '', textVersion, givenAt: '' }
            ),
          },
          postings: {
            create: async ({ source }) => {
              calls.push(source.kind === 'job_posting' ? 'posting' : `posting ${source.kind}`);
              if (fails.posting instanceof Error && source.kind !== 'text') throw fails.posting;
              return fails.posting instanceof Error ? foundPosting : (fails.posting ?? foundPosting);
            },
          },
          chats: {
            create: async ({ postingId, locale } = {}) => (
              calls.push(['chat', postingId, locale].filter(Boolean).join(' ')),
              fails.create ? Promise.reject(fails.create) : (fails.created ?? chat)
            ),
            get: async (id) => (
              calls.push(`get ${id}`),
              fails.chat ? Promise.reject(fails.chat) : (fails.reloaded ?? chat)
            ),
          },
          me: { erase: async () => void calls.push('erase') },
        },
        storage,
        posting,
        openChat: async ({ id }) => void calls.push(`open ${id}`),
        onError: ({ code }) => errors.push(code),
        ...options,
      },
    );
    return controller;
  };
  return { calls, storage, make, errors, shown };
}
