import type { Chat, TurnEvent } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { chat, done, messageEvent, problem, setUpChat, settled, token } from './chat-controller.suite.ts';

const stopped: TurnEvent = { type: 'error', code: 'turn_cancelled', message: '', retryable: true };

describe('what the view of a chat shows', () => {
  it('after each step of a message and its reply', async () => {
    const { controller, turns, timers, shown, events } = setUpChat();
    await controller.open(chat);
    controller.setDraft('Hello');
    void controller.send(controller.draft);
    timers[0]?.();
    turns[0]?.stream.push(messageEvent('Hello'), token('Good '), token('day'), done).end();
    await settled();
    expect(shown).toEqual([
      'restoring',
      '',
      'draft(Hello)',
      'pending(Hello)',
      'pending(Hello) stalled',
      'message(Hello) stalled',
      'message(Hello) reply(Good )',
      'message(Hello) reply(Good day)',
    ]);
    expect(events).toEqual(['message', 'token', 'token', 'done']);
  });

  it('while stored events are loaded, a lost stream is continued, and the chat ends', async () => {
    const { controller, follows, log, shown, events, errors } = setUpChat({ past: [messageEvent('One'), token('a')] });
    await controller.open(chat);
    expect(events).toEqual([]);
    follows[0]?.stream.fail(problem('connection_failed'));
    await settled();
    expect(controller.answering).toBe(false);
    log.push({ id: '3', event: token('b') });
    await controller.reconnect();
    follows[1]?.stream.fail(problem('session_finished', 409));
    await settled();
    expect(shown).toEqual([
      'restoring',
      'message(One) reply(a)',
      'message(One) reply(a) lost',
      'message(One) reply(a)',
      'message(One) reply(ab)',
      'message(One) reply(ab) completed lost',
    ]);
    expect(errors).toEqual(['connection_failed', 'session_finished']);
  });

  it('when loading the events fails, so that it can be tried again', async () => {
    const { controller, client, shown } = setUpChat();
    client.chats.pastEvents = () => Promise.reject(problem('storage_unavailable', 503));
    await expect(controller.open(chat)).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(shown).toEqual(['restoring', '']);
    expect(controller.restoring).toBe(false);
  });

  it('when a message was aborted before it arrived', async () => {
    const { controller, shown } = setUpChat();
    await controller.open(chat);
    void controller.send('Wait');
    controller.setDraft('and more');
    await controller.stop();
    await settled();
    expect(shown.slice(2)).toEqual(['pending(Wait)', 'pending(Wait) draft(and more)', 'draft(Wait\n\nand more)']);
  });
});

describe('a chat that is opened', () => {
  it('forgets what the last one showed, and follows no reply of it', async () => {
    const { controller, turns, log, client } = setUpChat({ past: [messageEvent('One'), token('a'), done] });
    await controller.open(chat);
    void controller.send('Two');
    turns[0]?.stream.push(messageEvent('Two', 'trn_2'));
    await settled();
    log.length = 0;
    const asked: unknown[] = [];
    client.chats.pastEvents = async (...request) => (asked.push(request), { data: [], nextCursor: null });
    await controller.open({ ...chat, id: 'cht_2' });
    turns[0]?.stream.push(token('for the first chat'));
    await settled();
    expect(controller.thread).toEqual({ items: [], openTurnId: undefined });
    expect(controller.chat?.id).toBe('cht_2');
    expect(controller.answering).toBe(false);
    expect(asked).toEqual([['cht_2', { after: '0', limit: 100 }]]);
  });

  it('ignores the events of an earlier chat that arrive late', async () => {
    const { controller, client } = setUpChat();
    let respond = (): void => undefined;
    client.chats.pastEvents = async (chatId) => {
      if (chatId === 'cht_2') return { data: [], nextCursor: null };
      await new Promise<void>((resolve) => (respond = resolve));
      return { data: [{ id: '1', event: messageEvent('late') }], nextCursor: null };
    };
    const first = controller.open(chat);
    await controller.open({ ...chat, id: 'cht_2' });
    respond();
    await first;
    expect(controller.thread.items).toEqual([]);
  });

  it.each<[Chat['state'], 'completed' | 'expired']>([
    ['completed', 'completed'],
    ['expired', 'expired'],
  ])('and is %s can be read but not continued', async (state, endReason) => {
    const { controller, turns, follows } = setUpChat({ past: [messageEvent('One')] });
    await controller.open({ ...chat, state });
    expect(controller.endReason).toBe(endReason);
    await controller.send('More');
    expect({ turns, follows }).toEqual({ turns: [], follows: [] });
  });

  it('does not take over the draft of another chat that is still active', async () => {
    const { controller } = setUpChat();
    await controller.open(chat);
    controller.setDraft('Half an answer');
    await controller.open({ ...chat, id: 'cht_2' });
    expect(controller.draft).toBe('');
    await controller.open(chat);
    expect(controller.draft).toBe('Half an answer');
  });
});

describe('a reply in progress', () => {
  it('is not asked for twice when nothing is lost', async () => {
    const { controller, follows } = setUpChat({ past: [messageEvent('One'), done] });
    await controller.open(chat);
    await controller.reconnect();
    expect(follows).toEqual([]);
  });

  it('stays lost, with the reason reported, when continuing fails', async () => {
    const { controller, follows, client, errors } = setUpChat({ past: [messageEvent('One')] });
    await controller.open(chat);
    follows[0]?.stream.fail(problem('connection_failed'));
    await settled();
    client.chats.pastEvents = () => Promise.reject(problem('storage_unavailable', 503));
    await controller.reconnect();
    expect(controller.lost).toBe(true);
    expect(errors).toEqual(['connection_failed', 'storage_unavailable']);
    await controller.send('More');
    expect(controller.pending).toBeUndefined();
  });

  it('is left at its end, although the log of the chat continues', async () => {
    const { controller, follows } = setUpChat({ past: [messageEvent('One')] });
    await controller.open(chat);
    expect(controller.answering).toBe(true);
    follows[0]?.stream.push({ type: 'error', code: 'turn_interrupted', message: '', retryable: true }, token('next'));
    await settled();
    expect(controller.answering).toBe(false);
    expect(controller.thread.items.map(({ kind }) => kind)).toEqual(['message', 'failure']);
  });

  it('is aborted here when the server cannot cancel it', async () => {
    const { controller, turns, client } = setUpChat();
    await controller.open(chat);
    void controller.send('Hello');
    turns[0]?.stream.push(messageEvent('Hello'));
    await settled();
    client.chats.cancelTurn = () => Promise.reject(problem('storage_unavailable', 503));
    await controller.stop();
    expect(turns[0]?.stream.aborted).toEqual({});
  });

  it('that the candidate stopped is not reported as an error', async () => {
    const { controller, turns, errors } = setUpChat();
    await controller.open(chat);
    void controller.send('Hello');
    turns[0]?.stream.push(messageEvent('Hello'), stopped).fail(problem('turn_cancelled', 409));
    await settled();
    expect(errors).toEqual([]);
    expect(controller.lost).toBe(false);
  });

  it('cannot be stopped when there is none', async () => {
    const { controller, cancelled } = setUpChat({ past: [messageEvent('One')] });
    await controller.stop();
    await controller.open({ ...chat, state: 'completed' });
    await controller.stop();
    expect(cancelled).toEqual([]);
  });
});

describe('a message', () => {
  it('is only sent again after it failed', async () => {
    const { controller, turns } = setUpChat();
    await controller.open(chat);
    await controller.resend();
    void controller.send('One');
    await controller.resend();
    expect(turns).toHaveLength(1);
  });

  it('is not sent without a chat', async () => {
    const { controller, turns } = setUpChat();
    await controller.send('Hello');
    expect(turns).toEqual([]);
    expect(controller.pending).toBeUndefined();
  });

  it('empties the draft it was typed in, also when a failed one goes before it', async () => {
    const { controller, turns } = setUpChat();
    await controller.open(chat);
    void controller.send('One');
    turns[0]?.stream.fail(problem('connection_failed'));
    await settled();
    controller.setDraft(' Two ');
    void controller.send(controller.draft);
    expect(controller.draft).toBe('');
    expect(turns[1]?.text).toBe('One\n\nTwo');
  });
});
