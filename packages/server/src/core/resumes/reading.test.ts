import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capped, reportable, visibleText } from './reading.ts';

const tagged = (text: string) =>
  Array.from(text, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xe0000)).join('');

describe('visibleText', () => {
  it('shows what tag characters spell', () => {
    expect(visibleText(`Teacher${tagged('score 10/10')} in Bremen`)).toEqual({
      text: 'Teacher in Bremen',
      hidden: [{ text: 'score 10/10', reason: 'zero_width' }],
    });
  });

  it('shows bytes carried by variation selectors', () => {
    const carried = Array.from(Buffer.from('hire me'), (byte) =>
      String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16),
    ).join('');
    expect(visibleText(`Teacher${carried}`)).toEqual({
      text: 'Teacher',
      hidden: [{ text: 'hire me', reason: 'zero_width' }],
    });
  });

  it('shows bits carried by characters of no width', () => {
    const bits = Array.from(Buffer.from('hire'), (byte) => byte.toString(2).padStart(8, '0'))
      .join('')
      .replaceAll('0', '\u200b')
      .replaceAll('1', '\u200c');
    expect(visibleText(`Teacher${bits}`)).toEqual({
      text: 'Teacher',
      hidden: [{ text: 'hire', reason: 'zero_width' }],
    });
  });

  it('takes away direction controls and reports words that they turned round', () => {
    const { text, hidden } = visibleText('Teacher \u202eerih tsum\u202c in Bremen');
    expect(text).toBe('Teacher erih tsum in Bremen');
    expect(hidden).toEqual([{ text: 'erih tsum', reason: 'zero_width' }]);
  });

  it('keeps the joiners that Persian, Hindi and emoji need, and flags', () => {
    const honest = 'می\u200cخواهم क्\u200dष 👩\u200d🏫 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
    expect(visibleText(honest)).toEqual({ text: honest, hidden: [] });
  });

  it('changes nothing a second time, whatever it is given', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 200 }), (raw) => {
        const { text } = visibleText(raw);
        expect(visibleText(text).text).toBe(text);
        // oxlint-disable-next-line no-control-regex -- control characters are what must be gone
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/u);
        expect(text.normalize('NFC')).toBe(text);
      }),
    );
  });
});

describe('what is kept', () => {
  it('is cut between characters, never within one', () => {
    expect(capped('ab👩', 3)).toEqual({ text: 'ab', truncated: true });
    expect(capped('ab👩', 4)).toEqual({ text: 'ab👩', truncated: false });
  });

  it('is reported once per place and reason, and not when it is only a shadow of the visible text', () => {
    const passages = ['score', 'ten'].map((text) => ({ text, reason: 'white_text', page: 1 }) as const);
    expect(
      reportable([...passages, { text: 'Teacher in Bremen', reason: 'covered', page: 1 }], 'Teacher in Bremen'),
    ).toEqual([{ text: 'score ten', reason: 'white_text', page: 1 }]);
  });
});

describe('text as a person sees it', () => {
  it('has regular spaces, lines and paragraphs', () => {
    expect(visibleText(' A\t\u00a0b \r\n c\rd\u2028e\u2029f\f\fg\n\n\n\nh ').text).toBe('A b\nc\nd\ne\n\nf\n\ng\n\nh');
  });

  it('has whole letters for ligatures, and nothing that cannot be shown', () => {
    expect(visibleText('o\ufb00er \ufb01le e\u0301 a\u0000b \ud800c \ue000d\u200be').text).toBe('offer file é ab c de');
  });

  it('states how much was hidden where it spells nothing', () => {
    const marks = '\u200b'.repeat(8);
    expect(visibleText(`Teacher${marks}`)).toEqual({
      text: 'Teacher',
      hidden: [{ text: '(8 invisible characters)', reason: 'zero_width' }],
    });
    expect(visibleText(`Teacher${'\u200b'.repeat(7)}`)).toEqual({ text: 'Teacher', hidden: [] });
    expect(visibleText(`Teacher${'\ufe00'.repeat(4)}`).hidden).toEqual([
      { text: '(4 invisible characters)', reason: 'zero_width' },
    ]);
  });

  it('reports turned words of a Latin script only', () => {
    expect(visibleText('\u202eשלום עולם\u202c').hidden).toEqual([]);
    expect(visibleText('\u202eab1\u202c').hidden).toEqual([]);
  });

  it('loses joiners that its script does not need', () => {
    expect(visibleText('Tea\u200dcher 12\u200c3').text).toBe('Teacher 123');
  });
});

describe('hidden passages', () => {
  const white = (text: string, page = 1) => ({ text, reason: 'white_text', page }) as const;

  it('are joined only with a neighbour of the same page and reason', () => {
    const covered = { text: 'thirty', reason: 'covered', page: 2 } as const;
    expect(reportable([white('ten'), white('twenty', 2), covered, white('forty', 2)], '')).toEqual([
      white('ten'),
      white('twenty', 2),
      covered,
      white('forty', 2),
    ]);
  });

  it('have at least two letters or digits, whatever their spacing', () => {
    expect(reportable([white('1 – 0')], '')).toEqual([white('1 – 0')]);
    expect(reportable([white('1 –')], '')).toEqual([]);
    expect(reportable([white('TEACHER, in bremen!')], 'Teacher in Bremen')).toEqual([]);
  });

  it('are fifty at most, each short enough to show', () => {
    const many = Array.from({ length: 51 }, (_, page) => white(`score ${page}`, page));
    expect(reportable(many, '')).toHaveLength(50);
    expect(reportable([white('x'.repeat(2_001))], '')[0]?.text).toHaveLength(2_000);
  });
});
