/** An inline node: plain text or one of the supported formats. */
export type Inline =
  | string
  | { readonly kind: 'strong' | 'em'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly host: string; readonly children: readonly Inline[] };

/** An item of a list, with at most one nested list. */
export type ListItem = { readonly children: readonly Inline[]; readonly sub?: ListBlock };

export type ListBlock = {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly start: number;
  readonly items: readonly ListItem[];
};

/** A block of Markdown. No kind carries HTML, images or styles, so none can be rendered. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'rule' }
  | ListBlock;
