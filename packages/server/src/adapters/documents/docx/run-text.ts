import { type Look, settingOf } from './look.ts';
import { drawnText, symbolText } from './symbols.ts';
import type { XmlElement } from './xml.ts';

/** What a piece of a run prints; `undefined` for what is no text. */
export function printedText(piece: XmlElement, look: Look): string | undefined {
  switch (piece.name) {
    case 'w:t':
      return look.caps === true || look.smallCaps === true
        ? capitals(drawnText(plainText(piece), look.font), look)
        : drawnText(plainText(piece), look.font);
    case 'w:sym':
      return symbolText(settingOf(piece, 'font'), settingOf(piece, 'char'));
    case 'w:tab':
    case 'w:ptab':
      return '\t';
    case 'w:br':
    case 'w:cr':
      return '\n';
    case 'w:noBreakHyphen':
      return '-';
    case 'w:softHyphen':
      return '';
    default:
      return undefined;
  }
}

/** The text of an element itself. */
export function plainText(element: XmlElement): string {
  return element.children.filter((part) => typeof part === 'string').join('');
}

function capitals(text: string, { language }: Look): string {
  return /^(?:tr|az|lt)\b/iu.test(language ?? '') ? text.toLocaleUpperCase(language) : text.toUpperCase();
}
