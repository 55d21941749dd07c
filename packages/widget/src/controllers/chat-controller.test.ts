import { describe, expect, it } from 'vitest';
import { chat, done, messageEvent, problem, settled, setUpChat as setUp, token } from './chat-controller.suite.ts';

describe('chat', () => {
  it('shows a message at once and replaces it by the confirmed one', async () => {
    const { controller, turns } = setUp();
    await controller.open(chat);
    void controller.send('  Hello ');
    expect(controller.pending).toMatchObject({ text: 'Hello' });
    expect(controller.answering).toBe(true);
    turns[0]?.stream.push(messageEvent('Hello'), token('Hi'), done).end();
    await settled();
    expect(controller.pending).toBeUndefined();
    expect(controller.thread.items.map(({ kind }) => kind)).toEqual(['message', 'reply']);
    expect(controller.answering).toBe(false);
  });

  it('keeps a message that failed, also after a reload, and sends it again under the same key', async () => {
    const { controller, turns, storage } = setUp();
    await controller.open(chat);
    controller.setDraft('My answer');
    void controller.send(controller.draft);
    turns[0]?.stream.fail(problem('connection_failed'));
    await settled();
    expect(controller.pending).toMatchObject({ text: 'My answer', error: { code: 'connection_failed' } });
    expect(storage.get('draft:cht_1')).toBe('My answer');
    void controller.resend();
    expect(turns[1]).toMatchObject({ text: 'My answer', key: 'key-1' });
    turns[1]?.stream.push(messageEvent('My answer'), done).end();
    await settled();
    expect(storage.get('draft:cht_1')).toBeNull();
  });

  it('sends a failed message together with the next one', async () => {
    const { controller, turns } = setUp();
    await controller.open(chat);
    void controller.send('One');
    turns[0]?.stream.fail(problem('connection_failed'));
    await settled();
    void controller.send('Two');
    expect(turns[1]).toMatchObject({ text: 'One\n\nTwo', key: 'key-2' });
  });

  it('stores both the unconfirmed message and the draft', async () => {
    const { controller, storage } = setUp();
    await controller.open(chat);
    void controller.send('On its way');
    controller.setDraft('Being typed');
    expect(storage.get('draft:cht_1')).toBe('On its way\n\nBeing typed');
  });

  it('keeps the draft when a suggested prompt is sent', async () => {
    const { controller } = setUp();
    await controller.open(chat);
    controller.setDraft('Half an answer');
    void controller.send('Ask me a question.');
    expect(controller.draft).toBe('Half an answer');
  });

  it("moves a message that arrived after the end into the next chat's draft", async () => {
    const { controller, turns } = setUp();
    await controller.open(chat);
    void controller.send('Too late');
    turns[0]?.stream.fail(problem('session_expired', 409));
    await settled();
    await controller.open({ ...chat, id: 'cht_2' });
    expect(controller.endReason).toBeUndefined();
    expect(controller.draft).toBe('Too late');
  });

  it('puts a message back into the draft when it is aborted before it arrived', async () => {
    const { controller, turns } = setUp();
    await controller.open(chat);
    void controller.send('Wait');
    await controller.stop();
    await settled();
    expect(turns[0]?.stream.aborted).toBeDefined();
    expect(controller.draft).toBe('Wait');
    expect(controller.pending).toBeUndefined();
  });

  it('cancels a reply on the server and keeps the text received so far', async () => {
    const { controller, turns, cancelled } = setUp();
    await controller.open(chat);
    void controller.send('Hello');
    turns[0]?.stream.push(messageEvent('Hello'), token('Well'));
    await settled();
    await controller.stop();
    expect(cancelled).toEqual(['trn_1']);
    turns[0]?.stream
      .push({ type: 'error', code: 'turn_cancelled', message: '', retryable: true })
      .fail(problem('turn_cancelled', 409));
    await settled();
    expect(controller.thread.items.map(({ kind }) => kind)).toEqual(['message', 'reply', 'failure']);
    expect(controller.answering).toBe(false);
  });

  it('loads all pages of events, then follows the open turn', async () => {
    const { controller, follows } = setUp({
      past: [messageEvent('One'), token('a'), done, messageEvent('Two', 'trn_2'), token('b')],
      pageSize: 2,
    });
    await controller.open(chat);
    expect(controller.thread.items).toHaveLength(4);
    expect(follows).toHaveLength(1);
    expect(follows[0]?.after).toBe('5');
    follows[0]?.stream.push(token('c'), { type: 'done', turnId: 'trn_2' });
    await settled();
    expect(controller.thread.items.at(-1)).toMatchObject({ kind: 'reply', text: 'bc' });
    expect(controller.answering).toBe(false);
  });

  it('continues after a stream gave up, without repeating text', async () => {
    const { controller, turns, follows, log, errors } = setUp();
    await controller.open(chat);
    void controller.send('Hello');
    const stream = turns[0]?.stream;
    if (stream) stream.lastEventId = '2';
    stream?.push(messageEvent('Hello'), token('Good '));
    await settled();
    stream?.fail(problem('connection_failed'));
    await settled();
    expect(controller.lost).toBe(true);
    expect(errors).toEqual(['connection_failed']);
    for (const event of [messageEvent('Hello'), token('Good '), token('day')])
      log.push({ id: String(log.length + 1), event });
    await controller.reconnect();
    expect(controller.lost).toBe(false);
    expect(follows[0]?.after).toBe('3');
    expect(controller.thread.items.at(-1)).toMatchObject({ text: 'Good day' });
  });

  it('is stalled after a while without events, until the next event', async () => {
    const { controller, turns, timers } = setUp();
    await controller.open(chat);
    void controller.send('Hello');
    timers[0]?.();
    expect(controller.stalled).toBe(true);
    turns[0]?.stream.push(messageEvent('Hello'));
    await settled();
    expect(controller.stalled).toBe(false);
  });

  it('waits ten seconds after each event before it is stalled, and not after the end', async () => {
    const { controller, turns, timers, delays } = setUp();
    await controller.open(chat);
    expect(timers).toHaveLength(0);
    void controller.send('Hello');
    turns[0]?.stream.push(messageEvent('Hello'), token('Hi'));
    await settled();
    expect(delays).toEqual([10_000, 10_000, 10_000]);
    expect(timers).toHaveLength(1);
    turns[0]?.stream.push(done).end();
    await settled();
    expect(timers).toHaveLength(0);
    expect(controller.stalled).toBe(false);
  });

  it.each([
    ['session_expired', 'expired'],
    ['session_finished', 'completed'],
  ])('has ended after %s', async (code, endReason) => {
    const { controller, turns } = setUp();
    await controller.open(chat);
    void controller.send('Hello');
    turns[0]?.stream.fail(problem(code, 409));
    await settled();
    expect(controller.endReason).toBe(endReason);
    expect(controller.pending?.text).toBe('Hello');
  });

  it('restores the draft, and sends neither blank text nor a second message at the same time', async () => {
    const { controller, turns, storage } = setUp();
    storage.set('draft:cht_1', 'half an ans');
    await controller.open(chat);
    expect(controller.draft).toBe('half an ans');
    await controller.send('   ');
    void controller.send('One');
    await controller.send('Two');
    expect(turns.map(({ text }) => text)).toEqual(['One']);
  });

  it('keeps the turn on the server when it is closed', async () => {
    const { controller, turns } = setUp();
    await controller.open(chat);
    void controller.send('Hello');
    controller.close();
    await settled();
    expect(turns[0]?.stream.aborted).toEqual({ keepTurn: true });
  });
});
