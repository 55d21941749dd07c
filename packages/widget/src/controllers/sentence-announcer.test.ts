import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SentenceAnnouncer } from './sentence-announcer.ts';
import type { Thread } from './thread.ts';

const reply = (text: string, open = true): Thread => ({
  items: [{ kind: 'reply', key: 'item:0', text, open }],
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
