import type { CSSResult } from 'lit';

type Owner = { readonly shadowRoot: ShadowRoot | null; requestUpdate(): void };

/** A dynamically imported module: its styles and the factory of its view. */
export type ViewModule<View, Host> = {
  readonly create: (host: Host) => View;
  readonly styles: CSSResult | readonly CSSResult[];
};

/** A view whose code is loaded on demand. Its owner is updated when it is loaded. */
export class LazyView<View, Host extends Owner> {
  /** Whether loading the code failed; `load` tries again. */
  failed = false;
  /** The view, once it is loaded. */
  loaded: View | undefined;
  #loading: Promise<View | undefined> | undefined;
  readonly #host: Host;
  readonly #import: () => Promise<ViewModule<View, Host>>;

  constructor(host: Host, load: () => Promise<ViewModule<View, Host>>) {
    this.#host = host;
    this.#import = load;
  }

  /** The view, or `undefined` after starting to load it. */
  get(): View | undefined {
    if (!this.loaded && !this.failed) void this.load();
    return this.loaded;
  }

  load(): Promise<View | undefined> {
    this.failed = false;
    this.#loading ??= this.#make();
    return this.#loading;
  }

  /** Loads the code while the browser is idle, without creating the view. */
  prefetch(): void {
    // A failure is reported by the `load` that needs the code.
    const fetch = () => void this.#import().catch(() => undefined);
    // Safari has no requestIdleCallback.
    (globalThis.requestIdleCallback ?? setTimeout)(fetch);
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
