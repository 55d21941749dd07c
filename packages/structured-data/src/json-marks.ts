const SPACE = String.raw`[\s\ufeff\u200b-\u200d\u2060]{0,300}`;
const QUOTED_KEY = String.raw`["'“”„][@$\w:./# -]{1,80}["'“”]${SPACE}:`;
const BARE_KEY = String.raw`[$@\w-]{1,60}${SPACE}:`;
/** Where a comma stands, several may. */
const COMMA = `(?:,${SPACE}){1,4}`;
const CLOSED = String.raw`[}\]]${SPACE}(?:$|[,}\]{;<"'/-])`;
const COMMENT = String.raw`\/[/*]|<[!?%]|\{[{%]`;
/** What follows the end of a string: as the value of a key, in a list, and by itself. Bounded, so that a quote costs the same anywhere. */
export const AFTER = {
  member: new RegExp(
    `${SPACE}(?:$|;|${CLOSED}|${COMMA}(?:$|[}\\]]|${COMMENT}|${QUOTED_KEY}|${BARE_KEY}${SPACE}["'\`{[])|${COMMENT}|${QUOTED_KEY})`,
    'uy',
  ),
  bareMember: new RegExp(`${SPACE}(?:${COMMA}|\\n${SPACE})${BARE_KEY}`, 'uy'),
  item: new RegExp(
    `${SPACE}(?:$|;|${CLOSED}|${COMMA}(?:$|["'“„{[\\]\\d-]|true|false|null|${COMMENT})|${COMMENT})|[^\\S\\n]{0,300}\\n${SPACE}["{[]`,
    'uy',
  ),
  alone: new RegExp(`${SPACE}(?:$|[;)]|-->|\\/\\/|\\]\\]>)`, 'uy'),
} as const;
export const NEXT_MEMBER = new RegExp(`${COMMA}(?:$|#|[}\\]]|${COMMENT}|${QUOTED_KEY}|${BARE_KEY})`, 'uy');
/** A string whose own end is missing: the next key begins after a comma or on a new line. */
export const KEY_INSIDE = new RegExp(`["'][@\\w]{1,60}["']${SPACE}:${SPACE}["'{[\\d]`, 'uy');
/** What may stand between values: white space, marks of CDATA and comments, what a template left, and remarks after `#`. */
export const NOISE = new RegExp(
  [
    String.raw`[\s\ufeff\u200b-\u200d\u2060\u00ad;]+`,
    String.raw`(?:\/\/|\/\*)?[^\S\n]{0,99}(?:<!\[CDATA\[|\]\]>)(?:\*\/)?`,
    '<!--|-->',
    String.raw`\$\{[^{}]{0,200}\}`,
    String.raw`#[^\n]{0,300}`,
  ].join('|'),
  'uy',
);

/** Comments and what a template left, by what begins and ends them. With an object or a key behind `{{` it is a value. */
export const ENDS = new Map([
  ['/*', '*/'],
  ['{{', '}}'],
  ['{%', '%}'],
  ['<%', '%>'],
  ['<?', '?>'],
]);
