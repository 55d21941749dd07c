/** The mark that such a tag is. */
export type LooseTag = { readonly text: string; readonly tag: true } & (
  { readonly kind: 'thoughts'; readonly closers: readonly string[] } | { readonly kind: 'thoughts_end' }
);

/** Names of tags around thoughts. */
export const THOUGHT_TAGS: readonly string[] = (
  'think thinking thought thoughts reason reasoning reflection scratchpad analysis cot seed:think seed:cot_budget_reflect ' +
  'antml:thinking inner_monologue internal_monologue thought_process thinking_process reasoning_content reasoning_process ' +
  'chain_of_thought inner_thought inner_thoughts'
).split(' ');

/** Names that elements of other uses have, too: around thoughts only where they end, and not behind a colon. */
export const SHY_THOUGHT_TAGS: readonly string[] = ['internal', 'monologue', 'plan'];

const NAME = `(?:${THOUGHT_TAGS.join('|')})`;
const OPEN = '(?:<|‹|＜|&lt;)';
const CLOSE = '(?:>|›|＞|&gt;)';
const MOST_SPACES = 3;
const MOST_ATTRIBUTES = 80;
const GAP = `\\s{0,${MOST_SPACES}}`;
const ATTRIBUTES = `(?:\\s+[\\w:-]{1,40}\\s?=[^<>‹›＜＞&]{0,${MOST_ATTRIBUTES}})?${GAP}`;
/** As far as they have come. */
const ATTRIBUTES_BEGUN = `(?:\\s[^<>‹›＜＞&]{0,${2 * MOST_ATTRIBUTES}})?`;

const WHOLE = new RegExp(`^${OPEN}${GAP}(/?)${GAP}(${NAME})${ATTRIBUTES}${CLOSE}`, 'iu');
const BEGUN = new RegExp(`^${OPEN}${GAP}/?${GAP}${NAME}${ATTRIBUTES_BEGUN}(?:&(?:g(?:t)?)?)?$`, 'iu');
/** As Open WebUI keeps thoughts. */
const DETAILS = /^<details\s+type=["']?(?:reasoning|thinking|thoughts?)["']?(?:\s[^<>]{0,120})?>/iu;
const DETAILS_BEGUN = /^<(?:d|de|det|deta|detai|detail|details(?:\s[^<>]{0,160})?)$/iu;
const NAMING = new RegExp(`^${OPEN}${GAP}/?${GAP}([a-z:_]*)$`, 'iu');

/** A tag around thoughts as it is written with attributes, spaces, entities or full-width signs. */
export function looseTagAt(text: string): LooseTag | undefined {
  const details = DETAILS.exec(text)?.[0];
  if (details !== undefined) return { text: details, kind: 'thoughts', closers: ['</details>'], tag: true };
  const [whole, slash, name = ''] = WHOLE.exec(text) ?? [];
  if (whole === undefined) return undefined;
  if (slash === '/') return { text: whole, kind: 'thoughts_end', tag: true };
  return { text: whole, kind: 'thoughts', closers: closersOf(name.toLowerCase()), tag: true };
}

/** Whether more text could make such a tag of it. */
export function mayBecomeLooseTag(text: string): boolean {
  if (/^&(?:l(?:t)?)?$/u.test(text) || BEGUN.test(text) || DETAILS_BEGUN.test(text)) return true;
  const naming = NAMING.exec(text)?.[1]?.toLowerCase();
  return naming !== undefined && THOUGHT_TAGS.some((name) => name.startsWith(naming));
}

function closersOf(name: string): string[] {
  return [
    [`<`, '>'],
    ['&lt;', '&gt;'],
  ].flatMap(([open = '', close = '']) =>
    ['/', '/ ', ' /', ' / '].flatMap((slash) => [`${open}${slash}${name}${close}`, `${open}${slash}${name} ${close}`]),
  );
}
