const NEEDS_END = new Set(
  (
    'a abbr acronym address applet article aside audio b bdi bdo big blink blockquote body button canvas caption center cite code ' +
    'data datalist del details dfn dialog dir div dl em fieldset figcaption figure font footer form frameset h1 h2 h3 h4 h5 h6 ' +
    'head header hgroup html i iframe ins kbd label legend main map mark marquee math menu meter nav nobr noscript object ol ' +
    'output picture pre progress q ruby s samp script search section select slot small span strike strong style sub summary ' +
    'sup svg table template textarea time title tt u ul var video'
  ).split(' '),
);
const NEEDS_NONE = new Set(
  (
    'area base basefont bgsound br col colgroup command dd dt embed frame hr image img input keygen li link meta noembed noframes ' +
    'optgroup option p param plaintext rp rt source tbody td tfoot th thead tr track wbr xmp'
  ).split(' '),
);
const TAG = /(\w?)<([a-z][\w:.-]*)([^<>]{0,300}\/>)?/giu;

/** What stands for a `<` that is text: no other program writes it, and nothing that reads markup looks at it. */
const MARK = '\ue0f3';

/**
 * Keeps `List<String>`, `<T>` and `<jobs@example.com>` from being read as elements: a name that HTML does not have, or one
 * with a capital right behind a word, is text where nothing ends it. `unmarked` gives the text back.
 */
export function markedText(markup: string): string {
  const ends = new Set([...markup.matchAll(/<\/([a-z][\w:.-]*)/giu)].map(([, name = '']) => name.toLowerCase()));
  return markup.replace(TAG, (whole, ...[before = '', written = '', ending = '']: string[]) => {
    const name = written.toLowerCase();
    const isForeign = ending !== '' ? !name.endsWith(':') : /:\w/u.test(name);
    if (NEEDS_NONE.has(name) || ends.has(name) || isForeign) return whole;
    const isParameter = before !== '' && /^[A-Z](?:[a-z]+)?$/u.test(written);
    return NEEDS_END.has(name) && !isParameter ? whole : `${before}${MARK}${written}${ending}`;
  });
}

export const unmarked = (text: string): string => text.replaceAll(MARK, '<');
