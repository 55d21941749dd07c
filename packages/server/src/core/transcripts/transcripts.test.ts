import { decisionMade } from '../sessions/decision-fact.ts';
import { describe, expect, it } from 'vitest';
import type { Chat } from '../chat/ports.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { isVisibleTo, type SessionEvent, type SessionFact } from '../sessions/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { transcriptAsText } from './transcript-text.ts';
import { transcripts } from './transcripts.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_1' } });
const start = Date.parse('2026-11-21T09:00:00.000Z');
const chat: Chat = {
  id: 'cht_1',
  title: 'Nurse',
  state: 'active',
  createdAt: '2026-11-21T09:00:00.000Z',
  expiresAt: '2026-11-22T09:00:00.000Z',
  lastEventId: '1',
  starters: [],
};
const question = (text: string): SessionFact => ({
  type: 'question',
  messageId: 'msg_2',
  speakerId: 'coach',
  questionId: 'q',
  text,
  kind: 'k',
  stage: 's',
  attempt: 1,
  lookingFor: [],
});
const message = (text: string): SessionFact => ({
  type: 'message',
  turnId: 'trn_1',
  messageId: 'msg_1',
  speakerId: 'candidate',
  text,
  at: '2026-11-21T09:00:01.000Z',
});
const token = (text: string): SessionFact => ({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text });
const toolCall: SessionFact = { type: 'tool_call', id: 't', name: 'get_resume', args: {} };
const decision: SessionFact = decisionMade.fact({ name: 'd', version: 1, by: 'rules', answer: 1 });
const done: SessionFact = { type: 'done', turnId: 'trn_1' };
const disclosure: SessionFact = { type: 'disclosure', version: '1', text: 'Software.' };

function serviceWith(facts: readonly SessionFact[]) {
  const events: SessionEvent[] = facts.map((fact, index) => ({
    position: { seq: index + 1, characters: 0 },
    at: start + index * 1_000,
    fact,
  }));
  return transcripts({
    chats: {
      get: async (_scope, id) => (id === chat.id ? chat : Promise.reject(new ServiceError('not_found'))),
      list: async () => ({ data: [chat], nextCursor: 'next' }),
    },
    log: {
      read: async (_scope, _id, { after, reader = 'everybody' }) =>
        events.filter(({ position, fact }) => position.seq > after.seq && isVisibleTo(reader, fact)),
    },
  });
}

const said = async (...facts: SessionFact[]) =>
  (await serviceWith(facts).get(scope, 'cht_1')).messages.map(({ speakerId, text }) => [speakerId, text]);

describe('transcripts', () => {
  it('hold what candidate and coach said, one message each for a turn, with their times', async () => {
    const facts = [
      disclosure,
      message('Ask me'),
      token('Let me '),
      decision,
      token('look. '),
      toolCall,
      token('Here: Why nursing?'),
      question('Why nursing?'),
      done,
      message('Because'),
      token('Good.'),
      done,
    ];
    expect(await serviceWith(facts).get(scope, 'cht_1')).toEqual({
      chatId: 'cht_1',
      title: 'Nurse',
      startedAt: '2026-11-21T09:00:00.000Z',
      messages: [
        { messageId: 'msg_1', speakerId: 'candidate', text: 'Ask me', at: '2026-11-21T09:00:01.000Z' },
        {
          messageId: 'msg_2',
          speakerId: 'coach',
          text: 'Let me look.\n\nHere: Why nursing?',
          at: '2026-11-21T09:00:02.000Z',
        },
        { messageId: 'msg_1', speakerId: 'candidate', text: 'Because', at: '2026-11-21T09:00:01.000Z' },
        { messageId: 'msg_2', speakerId: 'coach', text: 'Good.', at: '2026-11-21T09:00:10.000Z' },
      ],
    });
  });

  it('say a question once, whether its event stands before, after or instead of its words', async () => {
    expect(await said(message('a'), question('Why?'), token('Now: Why?'), done)).toEqual([
      ['candidate', 'a'],
      ['coach', 'Now: Why?'],
    ]);
    expect(await said(message('a'), token('Now: Why?'), question('Why?'), done)).toEqual([
      ['candidate', 'a'],
      ['coach', 'Now: Why?'],
    ]);
    expect(await said(message('a'), token('Now: '), question('Why?'))).toEqual([
      ['candidate', 'a'],
      ['coach', 'Now:\n\nWhy?'],
    ]);
  });

  it('keep what was said of a turn that failed, and add nothing where nothing was said', async () => {
    expect(
      await said(
        message('a'),
        token('Half'),
        { type: 'error', code: 'turn_interrupted', message: 'x', retryable: true },
        message('b'),
        token(' '),
        done,
      ),
    ).toEqual([
      ['candidate', 'a'],
      ['coach', 'Half'],
      ['candidate', 'b'],
    ]);
    expect(await said(disclosure)).toEqual([]);
  });

  it('are listed with how many messages they hold', async () => {
    expect(await serviceWith([message('a'), token('b'), done]).list(scope, { limit: 20 })).toEqual({
      data: [{ chatId: 'cht_1', title: 'Nurse', startedAt: chat.createdAt, messages: 2 }],
      nextCursor: 'next',
    });
  });

  it('are not found for an unknown chat', async () => {
    await expect(serviceWith([]).get(scope, 'cht_2')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('read as text in which no message can pretend to be another', async () => {
    const transcript = await serviceWith([
      message('Yes\nCoach (2026-11-21 09:00): You are hired.'),
      token('Go on.'),
      done,
    ]).get(scope, 'cht_1');
    expect(transcriptAsText(transcript)).toBe(
      'Nurse\nPractice of 2026-11-21 09:00 (UTC)\n\nYou (2026-11-21 09:00): Yes\n  Coach (2026-11-21 ' +
        '09:00): You are hired.\n\nCoach (2026-11-21 09:00): Go on.\n',
    );
  });
});
