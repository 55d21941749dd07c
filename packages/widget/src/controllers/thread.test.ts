import fc from 'fast-check';
import type { TurnEvent } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { EMPTY_THREAD, applyEvent, openQuestion, threadFrom } from './thread.ts';

const messageEvent = (text: string, turnId = 'trn_1'): TurnEvent => ({
  type: 'message',
  turnId,
  messageId: `msg_${turnId}`,
  speakerId: 'candidate',
  text,
  at: '2026-11-21T09:30:00.000Z',
});
const token = (text: string): TurnEvent => ({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text });
const call: TurnEvent = { type: 'tool_call', id: 't1', name: 'get_resume', args: {} };
const result: TurnEvent = { type: 'tool_result', id: 't1', name: 'get_resume', ok: true, summary: 'Read.' };
const done: TurnEvent = { type: 'done', turnId: 'trn_1' };
const failed: TurnEvent = { type: 'error', code: 'turn_interrupted', message: 'Interrupted.', retryable: true };
const progress = (status: 'queued' | 'writing' | 'ready'): TurnEvent => ({
  type: 'prep_progress',
  prepId: 'prp_1',
  status,
  step: status,
  stepsDone: 1,
  stepsTotal: 4,
});
const question: TurnEvent = {
  type: 'question',
  questionId: 'q1',
  text: 'Why?',
  kind: 'behavioural',
  stage: 'first',
  attempt: 1,
  lookingFor: [],
};

const feedback: TurnEvent = {
  type: 'feedback',
  questionId: 'q1',
  question: 'Why?',
  messageId: 'msg_1',
  answer: 'Because.',
  attempt: 1,
  result: 'insufficient_evidence',
  reason: 'too_short',
  criteria: [],
  star: [],
  strengths: [],
  gaps: [],
  nextStep: '',
  language: 'en',
};

describe('thread', () => {
  it('joins tokens into one reply and starts another after any other event', () => {
    const { items } = threadFrom([messageEvent('Hello'), token('Good '), token('day'), call, token('Again')]);
    expect(items.map((item) => (item.kind === 'reply' ? item.text : item.kind))).toEqual([
      'message',
      'Good day',
      'step',
      'Again',
    ]);
  });

  it('ends a reply with any other event, shown or not', () => {
    const { items } = threadFrom([
      messageEvent('Hello'),
      token('One'),
      { type: 'usage', inputTokens: 1, outputTokens: 1 },
      token('Two'),
    ]);
    expect(items.slice(1)).toMatchObject([
      { text: 'One', open: false },
      { text: 'Two', open: true },
    ]);
  });

  it('turns a step to done in place, and to failed when its turn ends without a result', () => {
    expect(threadFrom([messageEvent('Hi'), call, token('x'), result]).items[1]).toMatchObject({
      kind: 'step',
      state: 'done',
      summary: 'Read.',
    });
    expect(threadFrom([messageEvent('Hi'), call, failed]).items[1]).toMatchObject({ kind: 'step', state: 'failed' });
    expect(threadFrom([messageEvent('Hi'), call, done]).items[1]).toMatchObject({ kind: 'step', state: 'failed' });
  });

  it('keeps one row for a document, whatever number of events it has', () => {
    const { items } = threadFrom([
      messageEvent('Make it'),
      progress('queued'),
      progress('writing'),
      token('On it'),
      { type: 'pdf_generated', prepId: 'prp_1', title: 'Nurse', url: '' },
    ]);
    expect(items.filter(({ kind }) => kind === 'prep')).toEqual([
      expect.objectContaining({ title: 'Nurse', progress: expect.objectContaining({ status: 'ready' }) }),
    ]);
  });

  it('knows the open turn from the message to done or error', () => {
    expect(threadFrom([messageEvent('Hi')]).openTurnId).toBe('trn_1');
    expect(threadFrom([messageEvent('Hi'), done]).openTurnId).toBeUndefined();
    expect(threadFrom([messageEvent('Hi'), failed]).openTurnId).toBeUndefined();
  });

  it('gives a failure the text to send again', () =>
    expect(threadFrom([messageEvent('My answer'), token('So'), failed]).items.at(-1)).toMatchObject({
      kind: 'failure',
      text: 'My answer',
    }));

  it('removes a failed turn when the same message is sent again, and nothing else', () => {
    const kinds = (events: TurnEvent[]) => threadFrom(events).items.map(({ kind }) => kind);
    const broken = [messageEvent('Ask me'), token('Half a'), progress('queued'), failed];
    expect(kinds([...broken, messageEvent('Ask me', 'trn_2'), token('Whole.')])).toEqual(['prep', 'message', 'reply']);
    expect(kinds([...broken, messageEvent('Something else', 'trn_2')])).toEqual([
      'message',
      'reply',
      'prep',
      'failure',
      'message',
    ]);
    const stopped: TurnEvent = { type: 'error', code: 'turn_cancelled', message: 'Stopped.', retryable: true };
    expect(kinds([messageEvent('Ask me'), token('Half a'), stopped, messageEvent('Ask me', 'trn_2')])).toEqual([
      'message',
      'reply',
      'failure',
      'message',
    ]);
  });

  it('finds the newest question', () => {
    const second: TurnEvent = { ...question, questionId: 'q2' };
    expect(openQuestion(EMPTY_THREAD)).toBeUndefined();
    expect(openQuestion(threadFrom([messageEvent('Ask'), question, second, token('Well'), done]))?.questionId).toBe(
      'q2',
    );
  });

  it('has one entry for each thing that is shown', () => {
    const shownInChat: TurnEvent[] = [
      { type: 'disclosure', version: '1', text: 'Software.' },
      messageEvent('Hi'),
      call,
      { ...result, ok: false },
      question,
      feedback,
      progress('writing'),
      { type: 'prep_list', preps: [] },
      { type: 'usage', inputTokens: 1, outputTokens: 1 },
      token(''),
    ];
    expect(threadFrom(shownInChat).items).toEqual([
      { kind: 'disclosure', key: 'item:0', text: 'Software.' },
      { kind: 'message', key: 'msg_trn_1', text: 'Hi' },
      { kind: 'step', key: 'step:t1', name: 'get_resume', state: 'failed', summary: 'Read.' },
      { kind: 'question', key: 'item:3', question },
      { kind: 'feedback', key: 'item:4', feedback },
      {
        kind: 'prep',
        key: 'prep:prp_1',
        progress: { prepId: 'prp_1', status: 'writing', step: 'writing', stepsDone: 1, stepsTotal: 4 },
      },
      { kind: 'preps', key: 'item:6', preps: [] },
    ]);
  });

  it('shows what a tool does while it runs, also when that is the first entry', () => {
    const running = { kind: 'step', key: 'step:t1', name: 'get_resume', state: 'running', summary: '' };
    expect(threadFrom([call]).items).toEqual([running]);
    expect(threadFrom([call, result]).items).toEqual([{ ...running, state: 'done', summary: 'Read.' }]);
  });

  it('leaves finished steps and all else as they are when a turn ends with a step open', () => {
    const open: TurnEvent = { type: 'tool_call', id: 't2', name: 'find_questions', args: {} };
    const { items } = threadFrom([messageEvent('Hi'), call, result, open, done]);
    expect(items.map((item) => ('state' in item ? item.state : item))).toEqual([
      { kind: 'message', key: 'msg_trn_1', text: 'Hi' },
      'done',
      'failed',
    ]);
    const before = threadFrom([messageEvent('Hi'), call, result]);
    expect(applyEvent(before, done).items).toBe(before.items);
  });

  it('keeps the turns before a failed one that is sent again', () => {
    const events = [messageEvent('First'), token('Yes.'), done, messageEvent('Ask me', 'trn_2'), token('Half'), failed];
    const { items } = threadFrom([...events, messageEvent('Ask me', 'trn_3')]);
    expect(items.map((item) => ('text' in item ? item.text : item.kind))).toEqual(['First', 'Yes.', 'Ask me']);
  });

  it('keeps the identity of items that an event does not change', () => {
    const before = threadFrom([messageEvent('Hi'), token('one'), call]);
    const after = applyEvent(before, token('two'));
    expect(after.items[0]).toBe(before.items[0]);
    expect(after.items[1]).toBe(before.items[1]);
  });
});

const event: fc.Arbitrary<TurnEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 12 }).map(token) },
  fc.string({ minLength: 1 }).map((text) => messageEvent(text)),
  fc.constantFrom<TurnEvent>(
    call,
    result,
    done,
    failed,
    question,
    progress('queued'),
    progress('ready'),
    { type: 'usage', inputTokens: 1, outputTokens: 1 },
    { type: 'prep_list', preps: [] },
    { type: 'disclosure', version: '1', text: 'Software.' },
  ),
);

describe('live events and loaded events', () => {
  it('give the same thread, however the reply was split into tokens', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.infiniteStream(fc.nat(5)), (events, cuts) => {
        const live = events.flatMap((one): TurnEvent[] => {
          if (one.type !== 'token') return [one];
          const at = (cuts.next().value ?? 0) % (one.text.length + 1);
          return [token(one.text.slice(0, at)), token(one.text.slice(at))];
        });
        const kept: TurnEvent[] = [];
        for (const one of events) {
          const last = kept.at(-1);
          if (one.type === 'token' && last?.type === 'token') kept[kept.length - 1] = token(last.text + one.text);
          else kept.push(one);
        }
        expect(threadFrom(live)).toEqual(threadFrom(kept));
      }),
      { numRuns: 1000 },
    );
  });

  it('give every item a unique key', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let turn = 0;
        const unique = events.map((one): TurnEvent =>
          one.type === 'message'
            ? { ...one, messageId: `msg_${(turn += 1)}` }
            : one.type === 'tool_call'
              ? { ...one, id: `t${(turn += 1)}` }
              : one,
        );
        const keys = threadFrom(unique).items.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
