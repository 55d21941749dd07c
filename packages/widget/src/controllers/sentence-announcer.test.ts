import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SentenceAnnouncer } from './sentence-announcer.ts';
import type { Thread } from './thread.ts';

const reply = (text: string, open = true): Thread => ({
  items: [{ kind: 'reply', key: 'item:0', text, open }],
  openTurnId: 'trn_1',
});

describe('announced sentences', () => {
  it('tells finished sentences only, and the rest at the end', () => {
    const announced = new SentenceAnnouncer();
    expect(announced.next(reply('Tell me'))).toBe('');
    expect(announced.next(reply('Tell me more. And'))).toBe('Tell me more.');
    expect(announced.next(reply('Tell me more. And then? W'))).toBe('And then?');
    expect(announced.next(reply('Tell me more. And then? Well', false))).toBe('Well');
    expect(announced.next(reply('Tell me more. And then? Well', false))).toBe('');
  });

  it('does not tell what was there before', () => {
    const announced = new SentenceAnnouncer();
    announced.skip(reply('Said long ago.', false));
    expect(announced.next(reply('Said long ago.', false))).toBe('');
  });

  it('tells every word once, however the speech grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('One', ' two', '. ', '? ', '\n', '3.5', ' end'), { maxLength: 30 }),
        (pieces) => {
          const announced = new SentenceAnnouncer();
          let text = '';
          const announcements = pieces.map((piece) => announced.next(reply((text += piece))));
          announcements.push(announced.next(reply(text, false)));
          expect(announcements.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });
});
