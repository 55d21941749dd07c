import { childOf, childrenOf, type XmlElement } from './xml.ts';

const properties = /^m:\w+Pr$/u;

/** A formula (`m:oMath`) on one line, as it would be typed: fractions with a slash, powers with a circumflex. */
export function formulaText(element: XmlElement): string {
  const part = (name: string) => {
    const found = childOf(element, name);
    return found === undefined ? '' : formulaText(found);
  };
  switch (element.name) {
    case 'm:t':
      return element.children.filter((child) => typeof child === 'string').join('');
    case 'm:f':
      return `${grouped(part('m:num'))}/${grouped(part('m:den'))}`;
    case 'm:sSup':
      return `${part('m:e')}^${grouped(part('m:sup'))}`;
    case 'm:sSub':
      return `${part('m:e')}_${grouped(part('m:sub'))}`;
    case 'm:rad':
      return `√${grouped(part('m:e'))}`;
    case 'm:d':
      return `(${childrenOf(element, 'm:e').map(formulaText).join(', ')})`;
    default:
      return childrenOf(element)
        .filter(({ name }) => !properties.test(name) && !name.startsWith('w:'))
        .map(formulaText)
        .join('');
  }
}

function grouped(text: string): string {
  return /^[\p{L}\p{N}.,]*$/u.test(text) ? text : `(${text})`;
}
