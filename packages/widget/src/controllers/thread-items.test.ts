import type { TurnEvent } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { openQuestion, threadFrom } from './thread.ts';

const message = (text: string, messageId = 'msg_1'): TurnEvent => ({
  type: 'message',
  turnId: 'trn_1',
  messageId,
  speakerId: 'candidate',
  text,
  at: '',
});
const token = (text: string): TurnEvent => ({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text });
const call = (id: string): TurnEvent => ({ type: 'tool_call', id, name: 'find_questions', args: {} });
const result = (id: string, ok = true): TurnEvent => ({
  type: 'tool_result',
  id,
  name: 'find_questions',
  ok,
  summary: 'Three questions',
});
const question: Extract<TurnEvent, { type: 'question' }> = {
  type: 'question',
  questionId: 'q1',
  text: 'Why?',
  kind: 'behavioural',
  stage: 'behavioural',
  attempt: 1,
  lookingFor: ['a'],
};
const feedback: TurnEvent = {
  type: 'feedback',
  questionId: 'q1',
  question: 'Why?',
  messageId: 'msg_1',
  answer: 'A',
  attempt: 1,
  language: 'en',
  result: 'insufficient_evidence',
  criteria: [],
  star: [],
  strengths: [],
  gaps: [],
  nextStep: 'n',
};
const progress = { prepId: 'prp_1', status: 'writing', step: 'Writing', stepsDone: 1, stepsTotal: 3 } as const;
const preps = [{ prepId: 'prp_1', title: 'Nurse', status: 'ready' }] as never;
const done: TurnEvent = { type: 'done', turnId: 'trn_1' };
const failure = (code: 'internal' | 'turn_cancelled'): Extract<TurnEvent, { type: 'error' }> => ({
  type: 'error',
  code,
  message: 'No.',
  retryable: true,
});

describe('a thread', () => {
  it('has one entry for each thing that is shown', () => {
    const events: TurnEvent[] = [
      { type: 'disclosure', version: '1', text: 'You are talking to software.' },
      message('Hello'),
      call('c1'),
      token(''),
      token('Hi, '),
      token('there.'),
      result('c1'),
      call('c2'),
      result('c2', false),
      question,
      feedback,
      { type: 'prep_progress', ...progress },
      { type: 'prep_list', preps },
      { type: 'usage', inputTokens: 1, outputTokens: 1 },
      token('Bye.'),
    ];
    const shown = [
      { kind: 'disclosure', key: 'item:0', text: 'You are talking to software.' },
      { kind: 'message', key: 'msg_1', text: 'Hello' },
      { kind: 'step', key: 'step:c1', name: 'find_questions', state: 'done', summary: 'Three questions' },
      { kind: 'reply', key: 'item:3', messageId: 'msg_2', speakerId: 'coach', text: 'Hi, there.', open: false },
      { kind: 'step', key: 'step:c2', name: 'find_questions', state: 'failed', summary: 'Three questions' },
      { kind: 'question', key: 'item:5', question },
      { kind: 'feedback', key: 'item:6', feedback },
      { kind: 'prep', key: 'prep:prp_1', progress },
      { kind: 'preps', key: 'item:8', preps },
    ];
    const reply = { kind: 'reply', key: 'item:9', messageId: 'msg_2', speakerId: 'coach', text: 'Bye.' };
    expect(threadFrom(events)).toEqual({ items: [...shown, { ...reply, open: true }], openTurnId: 'trn_1' });
    const made: TurnEvent = { type: 'pdf_generated', prepId: 'prp_1', title: 'Nurse', url: 'https://prep.example/d' };
    const ready = { prepId: 'prp_1', status: 'ready', step: '', stepsDone: 1, stepsTotal: 1 };
    expect(threadFrom([...events, made, done])).toEqual({
      items: [
        ...shown.map((item) => (item.kind === 'prep' ? { ...item, title: 'Nurse', progress: ready } : item)),
        { ...reply, open: false },
      ],
      openTurnId: undefined,
    });
    expect(openQuestion(threadFrom(events))).toEqual(question);
    expect(openQuestion(threadFrom([message('Hello')]))).toBeUndefined();
  });

  it('shows of a message that was interrupted what was heard, and gives no key twice', () => {
    const interrupted = (heardCharacters: number): TurnEvent => ({
      type: 'interrupted',
      turnId: 'trn_1',
      messageId: 'msg_2',
      speakerId: 'coach',
      heardCharacters,
    });
    const asked: TurnEvent = { ...question, messageId: 'msg_2' };
    const events = [
      message('Hello'),
      token('One 😀 '),
      call('c1'),
      result('c1'),
      token(`Two. ${question.text}`),
      asked,
    ];
    const shown = (heard: number) =>
      threadFrom([
        ...events,
        interrupted(heard),
        done,
        message('Next', 'msg_9'),
        { type: 'token', messageId: 'msg_3', speakerId: 'coach', text: 'Yes.' },
      ]);
    const texts = (heard: number) => shown(heard).items.flatMap((item) => (item.kind === 'reply' ? [item.text] : []));
    expect(texts(9)).toEqual(['One 😀 ', 'Tw', 'Yes.']);
    expect(texts(5)).toEqual(['One ', 'Yes.']);
    expect(texts(0)).toEqual(['Yes.']);
    expect(texts(999)).toEqual(['One 😀 ', `Two. ${question.text}`, 'Yes.']);
    for (const heard of [0, 5, 9, 999]) {
      const keys = shown(heard).items.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(shown(heard).items.some(({ kind }) => kind === 'question')).toBe(heard === 999);
    }
  });

  it('shows a step that runs, and as failed when its turn ends without a result', () => {
    const step = { kind: 'step', key: 'step:c1', name: 'find_questions', summary: '' };
    expect(threadFrom([call('c1')]).items).toEqual([{ ...step, state: 'running' }]);
    const before = [message('Hello'), call('c0'), result('c0'), call('c1'), question];
    for (const end of [done, failure('internal')])
      expect(threadFrom([...before, end]).items.slice(0, 4)).toEqual([
        { kind: 'message', key: 'msg_1', text: 'Hello' },
        { ...step, key: 'step:c0', state: 'done', summary: 'Three questions' },
        { ...step, state: 'failed' },
        { kind: 'question', key: 'item:3', question },
      ]);
  });

  it('replaces a failed turn by the same message sent again, and keeps its documents', () => {
    const earlier = [message('One', 'msg_0'), token('Yes.'), done];
    const failed = [
      message('Two'),
      token('Half'),
      { type: 'prep_progress', ...progress } as const,
      failure('internal'),
    ];
    const kinds = (...events: TurnEvent[]) => threadFrom(events).items.map(({ kind, key }) => `${kind} ${key}`);
    expect(threadFrom([...earlier, ...failed]).items.at(-1)).toEqual({
      kind: 'failure',
      key: 'item:5',
      failure: failure('internal'),
      text: 'Two',
    });
    expect(kinds(...earlier, ...failed, message('Two', 'msg_2'))).toEqual([
      'message msg_0',
      'reply item:1',
      'prep prep:prp_1',
      'message msg_2',
    ]);
    for (const events of [
      [...earlier, ...failed, message('Other', 'msg_2')],
      [
        ...earlier,
        message('Two'),
        token('Half'),
        { type: 'prep_progress', ...progress } as const,
        failure('turn_cancelled'),
        message('Two', 'msg_2'),
      ],
    ])
      expect(kinds(...events)).toEqual([
        'message msg_0',
        'reply item:1',
        'message msg_1',
        'reply item:3',
        'prep prep:prp_1',
        'failure item:5',
        'message msg_2',
      ]);
  });

  it('has a failure without a message where none came before', () => {
    expect(threadFrom([failure('internal')]).items).toMatchObject([{ kind: 'failure', text: '' }]);
  });
});

describe('a practice interview in the thread', () => {
  const plan = (asked: number): Extract<TurnEvent, { type: 'plan' }>['plan'] => ({
    version: 1,
    minutes: 10,
    state: 'running',
    stages: [{ stage: 'technical', questions: 3, requirementIds: [] }],
    questions: Array.from({ length: asked }, (_, index) => ({
      questionId: `q${index}`,
      stage: 'technical',
      state: 'answered',
      followUps: 0,
    })),
    focus: [],
    secondsUsed: 0,
  });

  it('has the newest plan, which stays while turns begin, end and fail', () => {
    const turn: TurnEvent[] = [
      { type: 'plan', plan: plan(1) },
      { type: 'plan', plan: plan(2) },
      { type: 'done', turnId: 't1' },
      { type: 'message', turnId: 't2', messageId: 'm2', speakerId: 'candidate', text: 'Hi', at: '' },
      { type: 'error', code: 'internal', message: 'x', retryable: true },
    ];
    expect(threadFrom(turn).plan).toEqual(plan(2));
  });

  it('shows its summary as an entry', () => {
    const summary = {
      type: 'summary',
      version: 1,
      ends: true,
      answered: [],
      best: null,
      habit: null,
      notAsked: [],
    } as const;
    expect(threadFrom([summary as never]).items).toMatchObject([{ kind: 'summary', summary }]);
  });
});
