// Control characters that reorder or hide text. The joiners U+200C and U+200D are kept: Persian, Hindi and emoji need
// them.
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- removing control characters is the point
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;

/** Removes invisible characters and characters that reorder text. Tabs and newlines are kept. */
export function cleanText(text: string): string {
  return text.replace(UNSEEN, '');
}
