/** A piece of a line: words as they are, or one of the few marks we know. */
export type Inline =
  | string
  | { readonly kind: 'strong' | 'em'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly host: string; readonly children: readonly Inline[] };

/** One entry of a list, with at most one list inside. */
export type ListItem = { readonly children: readonly Inline[]; readonly sub?: ListBlock };

export type ListBlock = {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly start: number;
  readonly items: readonly ListItem[];
};

/** A block of model text. There is no kind that carries markup, an image or a style, so none can be shown. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'rule' }
  | ListBlock;
