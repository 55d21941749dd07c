import type { TurnEvent } from '../../packages/sdk/src/index.ts';
import {
  ANSWER,
  config,
  disclosure,
  done,
  feedback,
  insufficient,
  prep,
  question,
  resume,
  messageEvent,
  token,
} from './sample-data.ts';
import { failure } from './scripted-client.ts';
import type { Script } from './scripted-client.ts';

/** One screenshot: the server responses, and the user actions before it is taken. */
export type GalleryState = {
  readonly script: Script;
  /** Whether a stored chat is restored instead of the start screen. */
  readonly restored?: boolean;
  readonly act?: (person: Person) => Promise<void>;
};

/** User actions in the browser. */
export type Person = {
  click(selector: string): Promise<void>;
  clickText(text: string): Promise<void>;
  type(text: string): Promise<void>;
  drop(name: string, size: number): Promise<void>;
  dragOver(): Promise<void>;
  goOffline(): Promise<void>;
};

const questionEvents: TurnEvent[] = [
  disclosure,
  messageEvent('Ask me a practice question about patient assessment.'),
  { type: 'tool_call', id: 't1', name: 'get_resume', args: {} },
  { type: 'tool_result', id: 't1', name: 'get_resume', ok: true, summary: 'Read 2 pages; six competencies.' },
  token(
    'Good. The advert asks for someone who **assesses children on a busy ward**, so let us begin ' +
      'there.\n\nTell me about a time you noticed something others had missed.',
  ),
  question,
  done(),
];
const feedbackEvents: TurnEvent[] = [
  ...questionEvents,
  messageEvent(ANSWER, 'trn_2'),
  feedback,
  token('That is clearer than before. What did you fear would happen if you had waited?'),
  done('trn_2'),
];
const rich = token(
  '## Three things to prepare\n\n1. **The ward**: read about its new HDU at ' +
    '[Northfield](https://www.northfield.example/wards)\n   - it opened in May\n   - family-led rounds\n2. ' +
    'An example with a *number* in it\n3. `SBAR` in one breath\n\n> “Named nurse for up to six ' +
    'children”\n\n```\nS  who, where\nB  what happened before\n```\n\n![tracker](https://evil.example/?q=1) ' +
    'and <b>not bold</b>',
);

export const STATES: Readonly<Record<string, GalleryState>> = {
  loading: { script: { opening: 'never' } },
  start: { script: {} },
  'start-adjustment': { script: {}, act: (person) => person.clickText('I need an adjustment') },
  'coach-empty': { script: {}, act: (person) => person.click('#begin') },
  'coach-streaming': {
    script: {
      past: [disclosure],
      turn: [
        messageEvent('Ask me a practice question about patient assessment.'),
        { type: 'tool_call', id: 't1', name: 'get_resume', args: {} },
        { type: 'tool_result', id: 't1', name: 'get_resume', ok: true, summary: 'Read 2 pages.' },
        token('Good. The advert asks for someone who **assesses children** on a busy ward, so let us'),
      ],
    },
    restored: true,
    act: (person) => person.type('Ask me a practice question about patient assessment.\n'),
  },
  'coach-thinking': {
    script: {
      past: [disclosure],
      turn: [messageEvent('What will they probe?'), { type: 'tool_call', id: 't1', name: 'get_resume', args: {} }],
    },
    restored: true,
    act: (person) => person.type('What will they probe?\n'),
  },
  'coach-question': {
    script: { past: questionEvents },
    restored: true,
    act: (person) => person.clickText('Outline of an answer'),
  },
  'coach-feedback': {
    script: { past: feedbackEvents },
    restored: true,
    act: (person) => person.clickText('Your answer with the quotes marked'),
  },
  'coach-insufficient': {
    script: {
      past: [
        ...questionEvents,
        messageEvent('I don’t know, sorry.', 'trn_2'),
        insufficient,
        token('That is fine. Shall we look for a moment together?'),
        done('trn_2'),
      ],
    },
    restored: true,
  },
  'coach-markdown': { script: { past: [disclosure, messageEvent('How do I prepare?'), rich, done()] }, restored: true },
  'coach-failed': {
    script: {
      past: [
        ...questionEvents,
        messageEvent(ANSWER, 'trn_2'),
        {
          type: 'error',
          code: 'turn_interrupted',
          message: 'The answer was interrupted.',
          retryable: true,
          turnId: 'trn_2',
        },
      ],
    },
    restored: true,
  },
  'coach-unsent': {
    script: { past: questionEvents, turnFails: failure(undefined, 'connection_failed') },
    restored: true,
    act: (person) => person.type(`${ANSWER}\n`),
  },
  'coach-limited': {
    script: { past: questionEvents, turnFails: failure(429, 'rate_limited', 12) },
    restored: true,
    act: (person) => person.type('Hello\n'),
  },
  'coach-offline': { script: { past: questionEvents }, restored: true, act: (person) => person.goOffline() },
  'coach-expired': { script: { past: feedbackEvents, chatState: 'expired' }, restored: true },
  'coach-prep': {
    script: {
      past: [
        ...questionEvents,
        messageEvent('Make my preparation document.', 'trn_2'),
        { type: 'prep_progress', prepId: 'prp_1', status: 'ready', step: '', stepsDone: 4, stepsTotal: 4 },
        { type: 'pdf_generated', prepId: 'prp_1', title: 'Registered Nurse, Paediatrics', url: '' },
        token('Your document is ready.'),
        done('trn_2'),
      ],
    },
    restored: true,
  },
  'resume-empty': { script: {}, restored: true, act: (person) => person.click('#resume') },
  'resume-dragging': { script: { past: questionEvents }, restored: true, act: (person) => person.dragOver() },
  'resume-uploading': {
    script: { upload: 'never' },
    restored: true,
    act: (person) => person.drop('amara-bello.pdf', 90_000),
  },
  'resume-read': {
    script: { upload: resume },
    restored: true,
    act: (person) => person.drop('amara-bello.pdf', 90_000),
  },
  'resume-clean': {
    script: { upload: { ...resume, hidden: [], corrected: true } },
    restored: true,
    act: (person) => person.drop('amara-bello.pdf', 90_000),
  },
  'resume-unread': {
    script: {
      upload: {
        ...resume,
        fileName: 'amara-bello.docx',
        kind: 'docx',
        hidden: [],
        unread: [
          { what: 'picture', page: 1 },
          { what: 'diagram', page: 2, after: 'Riverside Clinic, Nurse, 2018 to 2021' },
        ],
      },
    },
    restored: true,
    act: (person) => person.drop('amara-bello.docx', 90_000),
  },
  'resume-encoding': {
    script: { upload: failure(422, 'document_encoding_unknown') },
    restored: true,
    act: (person) => person.drop('amara-bello.txt', 90_000),
  },
  'resume-editing': {
    script: { upload: resume },
    restored: true,
    act: async (person) => {
      await person.drop('amara-bello.pdf', 90_000);
      await person.clickText('Correct the text');
    },
  },
  'resume-refused': {
    script: { upload: failure(422, 'document_encrypted') },
    restored: true,
    act: (person) => person.drop('locked.pdf', 90_000),
  },
  'document-empty': { script: {}, restored: true, act: (person) => person.click('#tab-document') },
  'document-progress': { script: { preps: [prep] }, restored: true, act: (person) => person.click('#tab-document') },
  'document-ready': {
    script: {
      preps: [
        { ...prep, status: 'ready', pages: 5 },
        { ...prep, id: 'prp_0', status: 'cancelled', createdAt: '2026-11-20T16:02:00.000Z' },
      ],
    },
    restored: true,
    act: (person) => person.click('#tab-document'),
  },
  'document-failed': {
    script: {
      preps: [
        { ...prep, status: 'failed', failure: { code: 'internal', message: 'Something went wrong.', retryable: true } },
      ],
    },
    restored: true,
    act: (person) => person.click('#tab-document'),
  },
  'menu-open': { script: { past: questionEvents }, restored: true, act: (person) => person.click('#menu') },
  transcript: {
    script: { past: questionEvents },
    restored: true,
    act: async (person) => {
      await person.click('#menu');
      await person.clickText('Transcript');
    },
  },
  erase: {
    script: { past: questionEvents },
    restored: true,
    act: async (person) => {
      await person.click('#menu');
      await person.clickText('Delete everything');
    },
  },
  erased: {
    script: { past: questionEvents },
    restored: true,
    act: async (person) => {
      await person.click('#menu');
      await person.clickText('Delete everything');
      await person.click('dialog .danger');
    },
  },
  refused: { script: { opening: failure(403, 'origin_not_allowed') } },
  unavailable: { script: { opening: failure(503, 'storage_unavailable', 20) } },
  'start-model': {
    script: {
      config: { ...config, engine: { kind: 'model', label: 'A model' }, theme: { mode: 'auto', accent: '#ffd400' } },
    },
  },
};
