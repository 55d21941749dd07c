const NAME = 'ip-embed';
const QUICK_MS = 999;
/** How often in quick succession something in the page may remove the widget before it stays away. */
const MAX_REMOVALS = 9;

export type EmbedHostOptions = {
  /** Puts the element into the page. */
  readonly place: (host: HTMLElement) => void;
  /** Called each time the element has come into the page. */
  readonly onConnected: () => void;
};

/** The element of the script tag. It stays in the page whatever the page does to its own content. */
export type EmbedHost = {
  readonly element: HTMLElement;
  /** Puts the element into the page unless it is there. */
  place(): void;
};

/** Whether another copy of the script has created its element. */
export const isEmbedded = (): boolean => customElements.get(NAME) !== undefined;

/** Creates the element of the script tag. Call it once. */
export function createEmbedHost({ place, onConnected }: EmbedHostOptions): EmbedHost {
  const element = document.createElement(NAME);
  let connectedAt = 0;
  let removals = 0;
  const putBack = () => {
    if (!element.isConnected && removals < MAX_REMOVALS) place(element);
  };
  const define = () =>
    customElements.define(
      NAME,
      class extends HTMLElement {
        connectedCallback() {
          if (this === element) {
            connectedAt = performance.now();
            onConnected();
            // A page that writes its own HTML again has copied the empty element.
          } else if (element.isConnected) this.remove();
          else this.replaceWith(element);
        }
        disconnectedCallback() {
          if (this !== element) return;
          removals = performance.now() - connectedAt < QUICK_MS ? removals + 1 : 0;
          // By then the page has put in what replaces its old content.
          setTimeout(putBack);
        }
      },
    );
  return {
    element,
    place: () => {
      // Copies of the element that are in the page already are replaced now.
      if (!isEmbedded()) define();
      removals = 0;
      putBack();
    },
  };
}
