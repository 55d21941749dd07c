import type { CSSResult } from 'lit';

type Owner = { readonly shadowRoot: ShadowRoot | null; requestUpdate(): void };

/** A module that is loaded when it is needed: its styles and a way to make its part. */
export type ViewModule<View, Host> = {
  readonly create: (host: Host) => View;
  readonly styles: CSSResult | readonly CSSResult[];
};

/** A part whose code comes later. Asking for it starts the loading; its owner is updated when it is there. */
export class LazyView<View, Host extends Owner> {
  /** The code could not be loaded; asking with `load` tries again. */
  failed = false;
  /** The part if it is there already. */
  loaded: View | undefined;
  #loading: Promise<View | undefined> | undefined;
  readonly #host: Host;
  readonly #import: () => Promise<ViewModule<View, Host>>;

  constructor(host: Host, load: () => Promise<ViewModule<View, Host>>) {
    this.#host = host;
    this.#import = load;
  }

  /** The part, or `undefined` while it is loading. */
  get(): View | undefined {
    if (!this.loaded && !this.failed) void this.load();
    return this.loaded;
  }

  load(): Promise<View | undefined> {
    this.failed = false;
    this.#loading ??= this.#make();
    return this.#loading;
  }

  /** Fetches the code when the browser has nothing better to do, so that nobody waits for it later. */
  prefetch(): void {
    // Whoever needs it in earnest learns of a failure.
    const fetch = () => void this.#import().catch(() => undefined);
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(fetch);
    else setTimeout(fetch, 200);
  }

  async #make(): Promise<View | undefined> {
    try {
      const { create, styles } = await this.#import();
      const sheets = this.#host.shadowRoot?.adoptedStyleSheets ?? [];
      for (const { styleSheet } of [styles].flat())
        if (styleSheet && !sheets.includes(styleSheet)) sheets.push(styleSheet);
      this.loaded = create(this.#host);
    } catch {
      this.failed = true;
      this.#loading = undefined;
    }
    this.#host.requestUpdate();
    return this.loaded;
  }
}
