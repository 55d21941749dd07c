import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SentenceAnnouncer } from './sentence-announcer.ts';
import type { Thread } from './thread.ts';

const reply = (text: string, open = true): Thread => ({
  items: [{ kind: 'reply', messageId: 'msg_2', speakerId: 'coach', key: 'item:0', text, open }],
  openTurnId: 'trn_1',
});

describe('announced sentences', () => {
  it('announce finished sentences only, and the rest at the end', () => {
    const announcer = new SentenceAnnouncer();
    expect(announcer.next(reply('Tell me'))).toBe('');
    expect(announcer.next(reply('Tell me more. And'))).toBe('Tell me more.');
    expect(announcer.next(reply('Tell me more. And then? W'))).toBe('And then?');
    expect(announcer.next(reply('Tell me more. And then? Well', false))).toBe('Well');
    expect(announcer.next(reply('Tell me more. And then? Well', false))).toBe('');
  });

  it('do not include text from before', () => {
    const announcer = new SentenceAnnouncer();
    announcer.skip(reply('Said long ago.', false));
    expect(announcer.next(reply('Said long ago.', false))).toBe('');
  });

  it('start again with the next reply, whatever stands after it', () => {
    const announcer = new SentenceAnnouncer();
    announcer.skip({ items: [], openTurnId: undefined });
    expect(announcer.next({ items: [], openTurnId: undefined })).toBe('');
    expect(announcer.next(reply('One sentence. '))).toBe('One sentence.');
    const [first] = reply('One sentence. ', false).items;
    const question = { kind: 'message', key: 'msg_2', text: 'And now? ' } as const;
    const second = {
      kind: 'reply',
      messageId: 'msg_1',
      speakerId: 'coach',
      key: 'item:2',
      text: 'Two. Thr',
      open: true,
    } as const;
    const step = { kind: 'step', key: 'step:1', name: 'x', state: 'done', summary: '' } as const;
    const items = first ? [first, question, second, step] : [];
    expect(announcer.next({ items, openTurnId: undefined })).toBe('Two.');
    const other = new SentenceAnnouncer();
    other.skip({ items, openTurnId: undefined });
    expect(other.next({ items: items.with(2, { ...second, text: 'Two. Three. ' }), openTurnId: undefined })).toBe(
      'ee.',
    );
  });

  it('end like sentences of any language do, and leave out Markdown', () => {
    const announcer = new SentenceAnnouncer();
    expect(announcer.next(reply('Version 3.5 of **it**.” Then'))).toBe('Version 3.5 of it.”');
    const chinese = {
      kind: 'reply',
      messageId: 'msg_1',
      speakerId: 'coach',
      key: 'item:1',
      text: '你先说说情况。然后呢',
      open: true,
    } as const;
    expect(announcer.next({ items: [chinese], openTurnId: undefined })).toBe('你先说说情况。');
  });

  it('announce every word once, however the reply grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('One', ' two', '. ', '? ', '\n', '3.5', ' end'), { maxLength: 30 }),
        (pieces) => {
          const announcer = new SentenceAnnouncer();
          let text = '';
          const announcements = pieces.map((piece) => announcer.next(reply((text += piece))));
          announcements.push(announcer.next(reply(text, false)));
          expect(announcements.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });
});
