import { InterviewPrepError } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { chat, done, messageEvent, problem, settled, setUpChat, token } from './chat-controller.suite.ts';

describe('a chat', () => {
  it('shows nothing of a reply that was left for another chat', async () => {
    const { controller, turns, events } = setUpChat();
    await controller.open(chat);
    const sending = controller.send('Hello');
    await controller.open({ ...chat, id: 'cht_2' });
    turns[0]?.stream.push(messageEvent('Hello'));
    await sending;
    expect([events, controller.thread.items, controller.chat?.id]).toEqual([[], [], 'cht_2']);
    expect([controller.pending, controller.draft]).toEqual([undefined, '']);
  });

  it('fails to open as its server does, and is no longer restoring', async () => {
    const { controller, fails } = setUpChat();
    fails.past = problem('not_found', 404);
    await expect(controller.open(chat)).rejects.toMatchObject({ code: 'not_found' });
    expect(controller.restoring).toBe(false);
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
    const { controller, turns, cancelled } = setUpChat();
    await controller.send('Hello');
    await controller.stop();
    expect([turns.length, controller.pending]).toEqual([0, undefined]);
    await controller.open(chat);
    await controller.stop();
    await controller.resend();
    void controller.send('Hello');
    await controller.resend();
    expect([turns.length, cancelled]).toEqual([1, []]);
    expect([controller.answering, controller.pending?.text]).toEqual([true, 'Hello']);
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
    const { controller, follows, events, timers } = setUpChat({ past: [messageEvent('One')] });
    await controller.open(chat);
    follows[0]?.stream.push(token('a'), token('b'), end, token('of another turn'));
    await settled();
    expect(events).toEqual(['token', 'token', end.type]);
    expect([controller.answering, timers.length]).toEqual([false, 0]);
  });

  it('goes on by itself once the server answers again, asking less and less often', async () => {
    const { controller, follows, fails, timers, delays, shown, log } = setUpChat({ past: [messageEvent('One')] });
    await controller.open(chat);
    follows[0]?.stream.push(token('a')).fail(problem('connection_failed'));
    await settled();
    fails.past = problem('shutting_down', 503);
    for (const _attempt of Array.from({ length: 6 })) {
      expect([controller.lost, timers.length]).toEqual([true, 1]);
      timers[0]?.();
      await settled();
    }
    expect(delays.filter((delayMs) => delayMs !== 10_000)).toEqual([
      3_000, 6_000, 12_000, 24_000, 48_000, 48_000, 48_000,
    ]);
    fails.past = undefined;
    timers[0]?.();
    await settled();
    expect([controller.lost, controller.stalled, follows.length]).toEqual([false, false, 2]);
    expect(shown.at(-2)).toContain('stalled');
    follows[1]?.stream.push(token('b'), done);
    await settled();
    expect([controller.answering, timers.length, log.length]).toEqual([false, 0, 1]);
  });

  it('does not go on by itself where that cannot help, and not once it is left', async () => {
    const { controller, follows, timers } = setUpChat({ past: [messageEvent('One')] });
    await controller.open(chat);
    follows[0]?.stream.fail(new InterviewPrepError({ code: 'forbidden', status: 403, message: '', retryable: false }));
    await settled();
    expect([controller.lost, timers.length]).toEqual([true, 0]);
    await controller.reconnect();
    follows[1]?.stream.fail(problem('connection_failed'));
    await settled();
    expect([controller.lost, timers.length]).toEqual([true, 1]);
    controller.close();
    expect(timers).toHaveLength(0);
  });

  it('is left with no timer, and nothing of it is read or reported afterwards', async () => {
    const { controller, turns, timers, events, errors } = setUpChat();
    await controller.open(chat);
    void controller.send('Hello');
    const [turn] = turns;
    turn?.stream.push(messageEvent('Hello'));
    await settled();
    controller.close();
    expect(timers).toHaveLength(0);
    await controller.open({ ...chat, id: 'cht_2' });
    void controller.send('Second');
    turn?.stream.push(token('late'));
    await settled();
    expect([events, errors, controller.answering]).toEqual([['message'], [], true]);
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
