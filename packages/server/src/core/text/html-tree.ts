import { htmlTokens } from './html-tokens.ts';

/** An element of a page with what is inside it, for a reader that looks for attributes. */
export type HtmlElement = {
  readonly name: string;
  attribute(name: string): string | undefined;
  readonly children: readonly HtmlElement[];
  text(): string;
  html(): string;
};

const EMPTY = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'head']);
const DEPTH = 150; // what is nested deeper is put beside its parent
/** Of all answers of a tree: its elements may be asked for their texts one inside another, or many times. */
const MOST_READ = 4_000_000; // pieces and characters

/** The elements of a page in a tree. A tag that nobody opened closes nothing; one that is not closed ends with its parent. */
export function htmlTree(html: string): readonly HtmlElement[] {
  const budget = { left: MOST_READ };
  const root = new TreeElement('', new Map(), budget);
  const open = [root];
  for (const token of htmlTokens(html)) {
    const parent = open.at(-1) ?? root;
    if (token.type === 'text') parent.add(token.text);
    else if (token.type === 'open') {
      const element = new TreeElement(token.name, token.attributes, budget);
      parent.add(element);
      if (!EMPTY.has(token.name) && open.length < DEPTH) open.push(element);
    } else if (token.type === 'close') {
      const at = open.findLastIndex(({ name }) => name === token.name);
      if (at > 0) open.length = at;
    }
  }
  return root.children;
}

class TreeElement implements HtmlElement {
  readonly name: string;
  readonly #attributes: ReadonlyMap<string, string>;
  readonly #budget: { left: number };
  readonly #content: (TreeElement | string)[] = [];

  constructor(name: string, attributes: ReadonlyMap<string, string>, budget: { left: number }) {
    this.name = name;
    this.#attributes = attributes;
    this.#budget = budget;
  }

  add(content: TreeElement | string): void {
    this.#content.push(content);
  }

  attribute(name: string): string | undefined {
    return this.#attributes.get(name);
  }

  get children(): readonly TreeElement[] {
    return this.#content.filter((content) => typeof content !== 'string');
  }

  text(): string {
    if (UNREAD.has(this.name)) return '';
    return this.#read((content) => (typeof content === 'string' ? content : content.text()));
  }

  /** The markup inside, without attributes. */
  html(): string {
    return this.#read((content) =>
      typeof content === 'string'
        ? content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
        : UNREAD.has(content.name)
          ? ''
          : `<${content.name}>${content.html()}${EMPTY.has(content.name) ? '' : `</${content.name}>`}`,
    );
  }

  /** What is inside, as far as the budget goes. */
  #read(piece: (content: TreeElement | string) => string): string {
    const pieces: string[] = [];
    for (const content of this.#content) {
      if (this.#budget.left <= 0) break;
      this.#budget.left -= typeof content === 'string' ? content.length + 1 : 10;
      pieces.push(piece(content));
    }
    return pieces.join('');
  }
}
