import { describe, expect, it } from 'vitest';
import { chat, done, messageEvent, problem, settled, setUpChat, token } from './chat-controller.suite.ts';

describe('a chat shows', () => {
  it('each state of opening, sending and being answered', async () => {
    const { controller, turns, shown, received } = setUpChat();
    await controller.open(chat);
    expect(shown.splice(0)).toEqual(['restoring, 0 items', '0 items']);
    controller.setDraft('Hello');
    expect(shown.splice(0)).toEqual(['draft “Hello”, 0 items']);
    const sending = controller.send('Hello');
    expect(shown.splice(0)).toEqual(['answering, pending “Hello”, 0 items']);
    turns[0]?.stream.push(messageEvent('Hello'), token('Hi'), done).end();
    await sending;
    expect(shown).toEqual(['answering, 1 items', 'answering, 2 items', 'answering, 2 items', '2 items']);
    expect(received).toEqual(['message', 'token', 'done']);
  });

  it('that it is stalled, and that a message failed', async () => {
    const { controller, turns, timers, shown, errors } = setUpChat();
    await controller.open(chat);
    const sending = controller.send('Hello');
    shown.splice(0);
    timers[0]?.();
    turns[0]?.stream.fail(problem('connection_failed'));
    await sending;
    expect(shown).toEqual(['answering, stalled, pending “Hello”, 0 items', 'pending “Hello” failed, 0 items']);
    expect(errors).toEqual(['connection_failed']);
  });

  it('that a reply was lost, that it is read again, and that this failed or succeeded', async () => {
    const { controller, turns, shown, errors, log, fails } = setUpChat();
    await controller.open(chat);
    const sending = controller.send('Hello');
    Object.assign(turns[0]?.stream ?? {}, { lastEventId: '1' });
    turns[0]?.stream.push(messageEvent('Hello')).fail(problem('connection_failed'));
    await sending;
    expect(shown.at(-1)).toBe('lost, 1 items');
    shown.splice(0);
    await controller.send('More');
    expect([turns.length, shown]).toEqual([1, []]);
    fails.past = problem('storage_unavailable');
    await controller.reconnect();
    expect(shown.splice(0)).toEqual(['1 items', 'lost, 1 items']);
    expect(errors).toEqual(['connection_failed', 'storage_unavailable']);
    delete fails.past;
    log.push({ id: '1', event: messageEvent('Hello') }, { id: '2', event: done });
    await controller.reconnect();
    expect(shown.splice(0)).toEqual(['1 items', '1 items']);
    await controller.reconnect();
    expect(shown).toEqual([]);
  });

  it('nothing of a reply that was left for another chat', async () => {
    const { controller, turns, received } = setUpChat();
    await controller.open(chat);
    const sending = controller.send('Hello');
    await controller.open({ ...chat, id: 'cht_2' });
    turns[0]?.stream.push(messageEvent('Hello'));
    await sending;
    expect([received, controller.thread.items, controller.chat?.id]).toEqual([[], [], 'cht_2']);
    expect([controller.pending, controller.draft]).toEqual([undefined, '']);
  });
});

describe('a chat', () => {
  it('fails to open as its server does, and is no longer restoring', async () => {
    const { controller, fails, shown } = setUpChat();
    fails.past = problem('not_found', 404);
    await expect(controller.open(chat)).rejects.toMatchObject({ code: 'not_found' });
    expect(controller.restoring).toBe(false);
    expect(shown).toEqual(['restoring, 0 items', '0 items']);
  });

  it.each(['completed', 'expired'] as const)(
    'that is %s is read, and neither followed nor continued',
    async (state) => {
      const { controller, follows, turns } = setUpChat({ past: [messageEvent('One')] });
      await controller.open({ ...chat, state });
      await controller.send('Two');
      expect([controller.endReason, controller.thread.items.length]).toEqual([state, 1]);
      expect([follows.length, turns.length]).toEqual([0, 0]);
    },
  );

  it('does not stop, send again or send without anything to', async () => {
    const { controller, turns, cancelled, shown } = setUpChat();
    await controller.send('Hello');
    await controller.stop();
    expect([turns.length, controller.pending]).toEqual([0, undefined]);
    await controller.open(chat);
    await controller.stop();
    await controller.resend();
    void controller.send('Hello');
    await controller.resend();
    expect([turns.length, cancelled]).toEqual([1, []]);
    expect(shown.at(-1)).toBe('answering, pending “Hello”, 0 items');
  });

  it('stops reading where the server cannot cancel the reply', async () => {
    const { controller, turns, fails } = setUpChat();
    await controller.open(chat);
    void controller.send('Hello');
    turns[0]?.stream.push(messageEvent('Hello'));
    await settled();
    fails.cancel = problem('not_found', 404);
    await controller.stop();
    expect(turns[0]?.stream.aborted).toEqual({});
    await settled();
    expect([controller.answering, controller.lost, controller.pending]).toEqual([false, false, undefined]);
  });

  it('does not report a cancelled reply, and has not lost a reply that ended', async () => {
    const { controller, turns, errors } = setUpChat();
    await controller.open(chat);
    void controller.send('Hello');
    turns[0]?.stream.fail(problem('turn_cancelled', 409));
    await settled();
    expect([errors, controller.pending?.error?.code]).toEqual([[], 'turn_cancelled']);
    void controller.resend();
    turns[1]?.stream.push(messageEvent('Hello'), done).fail(problem('internal', 500));
    await settled();
    expect([errors, controller.lost]).toEqual([['internal'], false]);
  });

  it('is at rest before it is opened', () => {
    const { restoring, stalled, lost, answering, endReason, draft } = setUpChat().controller;
    expect([restoring, stalled, lost, answering, endReason, draft]).toEqual([
      false,
      false,
      false,
      false,
      undefined,
      '',
    ]);
  });

  it.each([
    ['done', done],
    ['error', { type: 'error', code: 'internal', message: '', retryable: true } as const],
  ])('follows an open reply until its %s, and not beyond', async (_type, end) => {
    const { controller, follows, received, timers } = setUpChat({ past: [messageEvent('One')] });
    await controller.open(chat);
    follows[0]?.stream.push(token('a'), token('b'), end, token('of another turn'));
    await settled();
    expect(received).toEqual(['token', 'token', end.type]);
    expect([controller.answering, timers.length]).toEqual([false, 0]);
  });

  it('is left with no timer, and nothing of it is read or reported afterwards', async () => {
    const { controller, turns, timers, received, errors, shown } = setUpChat();
    await controller.open(chat);
    void controller.send('Hello');
    const [turn] = turns;
    turn?.stream.push(messageEvent('Hello'));
    await settled();
    controller.close();
    expect(timers).toHaveLength(0);
    await controller.open({ ...chat, id: 'cht_2' });
    void controller.send('Second');
    shown.splice(0);
    turn?.stream.push(token('late'));
    await settled();
    expect([received, errors, controller.answering]).toEqual([['message'], [], true]);
    expect(controller.pending?.text).toBe('Second');
  });

  it('takes no stored events of the chat that was open before', async () => {
    const { controller } = setUpChat({ past: [messageEvent('One'), done] });
    const opening = controller.open(chat);
    await Promise.all([opening, controller.open({ ...chat, id: 'cht_2' })]);
    expect([controller.chat?.id, controller.thread.items.length]).toEqual(['cht_2', 1]);
  });

  it('stores what is sent until it has arrived', async () => {
    const { controller, turns, storage } = setUpChat();
    await controller.open(chat);
    void controller.send('Hello');
    expect(storage.get('draft:cht_1')).toBe('Hello');
    turns[0]?.stream.push(messageEvent('Hello'), token('Hi'));
    await settled();
    expect(storage.get('draft:cht_1')).toBeNull();
    controller.setDraft('  ');
    turns[0]?.stream.push(token('!'));
    await settled();
    expect(controller.draft).toBe('  ');
  });

  it('forgets its stored draft with the last word of it', async () => {
    const { controller, storage } = setUpChat();
    await controller.open(chat);
    controller.setDraft('Half');
    expect(storage.get('draft:cht_1')).toBe('Half');
    controller.setDraft('');
    expect(storage.get('draft:cht_1')).toBeNull();
  });

  it('leaves out the draft that is already the end of what is sent', async () => {
    const { controller, turns } = setUpChat();
    await controller.open(chat);
    void controller.send('One');
    turns[0]?.stream.fail(problem('connection_failed'));
    await settled();
    controller.setDraft(' Two ');
    void controller.send(controller.draft);
    expect([turns[1]?.text, controller.draft]).toEqual(['One\n\nTwo', '']);
  });
});
