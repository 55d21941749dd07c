import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnouncedSentences } from './announced-sentences.ts';
import type { Thread } from './thread.ts';

const speech = (text: string, open = true): Thread => ({
  items: [{ kind: 'speech', key: 'item:0', text, open }],
  openTurnId: 'trn_1',
});

describe('announced sentences', () => {
  it('tells finished sentences only, and the rest at the end', () => {
    const announced = new AnnouncedSentences();
    expect(announced.next(speech('Tell me'))).toBe('');
    expect(announced.next(speech('Tell me more. And'))).toBe('Tell me more.');
    expect(announced.next(speech('Tell me more. And then? W'))).toBe('And then?');
    expect(announced.next(speech('Tell me more. And then? Well', false))).toBe('Well');
    expect(announced.next(speech('Tell me more. And then? Well', false))).toBe('');
  });

  it('does not tell what was there before', () => {
    const announced = new AnnouncedSentences();
    announced.skip(speech('Said long ago.', false));
    expect(announced.next(speech('Said long ago.', false))).toBe('');
  });

  it('tells every word once, however the speech grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('One', ' two', '. ', '? ', '\n', '3.5', ' end'), { maxLength: 30 }),
        (pieces) => {
          const announced = new AnnouncedSentences();
          let text = '';
          const told = pieces.map((piece) => announced.next(speech((text += piece))));
          told.push(announced.next(speech(text, false)));
          expect(told.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });
});
