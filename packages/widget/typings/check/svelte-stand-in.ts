/** What our typings take from Svelte 5, which is not installed here. */
export interface HTMLAttributes<Element extends EventTarget> {
  id?: string | null | undefined;
  class?: unknown;
  'bind:this'?: Element | null | undefined;
}
export interface SvelteHTMLElements {
  [name: string]: Record<string, unknown>;
}
