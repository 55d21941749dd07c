import { describe, expect, it } from 'vitest';
import { chat, done, messageEvent, problem, settled, setUpChat } from './chat-controller.suite.ts';

describe('a chat that is opened after another', () => {
  it('is read from its own beginning', async () => {
    const { controller, log } = setUpChat({ past: [messageEvent('One'), done] });
    await controller.open(chat);
    log.splice(0, log.length, { id: '1', event: messageEvent('Two') });
    await controller.open({ ...chat, id: 'cht_2' });
    expect(controller.thread.items).toMatchObject([{ kind: 'message', text: 'Two' }]);
    expect(controller.thread.openTurnId).toBe('trn_1');
  });

  it('does not take over its draft while the other is still active', async () => {
    const { controller } = setUpChat();
    await controller.open(chat);
    controller.setDraft('Half an answer');
    await controller.open({ ...chat, id: 'cht_2' });
    expect(controller.draft).toBe('');
    await controller.open(chat);
    expect(controller.draft).toBe('Half an answer');
  });
});

describe('what a chat shows', () => {
  it('of a message that was aborted before it arrived: its text, before what was typed meanwhile', async () => {
    const { controller, shown } = setUpChat();
    await controller.open(chat);
    shown.splice(0);
    void controller.send('Wait');
    controller.setDraft('and more');
    await controller.stop();
    await settled();
    expect(shown).toEqual(['pending(Wait)', 'pending(Wait) draft(and more)', 'draft(Wait\n\nand more)']);
  });

  it('when it ended while a reply was followed: that no more can be sent', async () => {
    const { controller, follows, errors } = setUpChat({ past: [messageEvent('One')] });
    await controller.open(chat);
    follows[0]?.stream.fail(problem('session_finished', 409));
    await settled();
    expect(controller.endReason).toBe('completed');
    expect(errors).toEqual(['session_finished']);
  });
});
