import entityData from './html-entities.json' with { type: 'json' };

const entities = new Map(Object.entries(entityData));
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Character references as characters; what is no reference stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?/giu, (reference) => {
    const name = reference.slice(1).replace(';', '');
    if (!name.startsWith('#')) return namedCharacter(reference, name);
    return characterOf(/^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
  });
}

/** Decoded as often as systems that pass a text on have encoded it: at most four times. */
export function decodedFully(text: string): string {
  let plain = text;
  for (let layer = 0; layer < 4; layer += 1) {
    const decoded = decodeEntities(plain);
    if (decoded === plain) break;
    plain = decoded;
  }
  return plain;
}

function namedCharacter(reference: string, name: string): string {
  const known = entities.get(name);
  // Without its semicolon "&copy2" may be part of an address.
  return known !== undefined && (reference.endsWith(';') || name.length <= 6) ? known : reference;
}

function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows1252.charAt(code - 0x80);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}
