/**
 * Runs in a host page before anything else: patches every API through which a script could read the widget, and records
 * all results in `window.seen`. Does nothing in an iframe, where a host page cannot run code either.
 */
export function spy(): void {
  if (window !== top) return;
  const seen: string[] = [];
  Object.assign(window, { seen });
  const record = (value: unknown) => {
    try {
      seen.push(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));
    } catch {
      seen.push(String(value));
    }
  };
  const wrap = (owner: object, name: string, change: (given: unknown[]) => unknown[] = (given) => given) => {
    // Any function of the platform.
    const real = Reflect.get(owner, name) as ((...given: unknown[]) => unknown) | undefined;
    Reflect.set(owner, name, function (this: unknown, ...given: unknown[]) {
      given.forEach(record);
      const answer = real?.apply(this, change(given));
      if (answer instanceof Promise)
        void answer
          .then(async (value: unknown) => value instanceof Response && record(await value.clone().text()))
          .catch(() => {});
      return answer;
    });
  };
  wrap(Element.prototype, 'attachShadow', () => [{ mode: 'open' }]);
  for (const [owner, name] of [
    [window, 'fetch'],
    [XMLHttpRequest.prototype, 'open'],
    [XMLHttpRequest.prototype, 'send'],
    [navigator, 'sendBeacon'],
    [window, 'postMessage'],
    [MessagePort.prototype, 'postMessage'],
    [Storage.prototype, 'setItem'],
    [Storage.prototype, 'getItem'],
    [history, 'pushState'],
    [history, 'replaceState'],
    [console, 'error'],
    [JSON, 'parse'],
  ] as const)
    wrap(owner, name);
  const parts = [
    [Element.prototype, 'innerHTML'],
    [Node.prototype, 'textContent'],
    [CharacterData.prototype, 'data'],
    [HTMLTextAreaElement.prototype, 'value'],
    [HTMLIFrameElement.prototype, 'src'],
  ] as const;
  for (const [owner, name] of parts) {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, {
      configurable: true,
      get(this: unknown): unknown {
        return own?.get?.call(this);
      },
      set(this: unknown, value: unknown) {
        record(value);
        own?.set?.call(this, value);
      },
    });
  }
  const RealSocket = WebSocket;
  class Socket extends RealSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      given.forEach(record);
      super(...given);
      this.addEventListener('message', ({ data }) => record(data));
    }
  }
  Object.assign(window, { WebSocket: Socket });
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (this: EventTarget, ...given: Parameters<typeof listen>) {
    if (given[0] === 'message') listen.call(this, 'message', (event) => record((event as MessageEvent).data));
    listen.apply(this, given);
  };
  listen.call(window, 'message', (event) => record((event as MessageEvent).data));
  let typed = '';
  for (const type of ['keydown', 'input', 'paste', 'drop', 'copy']) {
    listen.call(window, type, (event) => event instanceof KeyboardEvent && record((typed += event.key)), true);
  }
  for (const type of ['ip-ready', 'ip-open', 'ip-message', 'ip-feedback', 'ip-prep-ready', 'ip-error', 'ip-complete']) {
    listen.call(window, type, (event) => record([type, (event as CustomEvent).detail]), true);
  }
  // All changes in the document and in every reachable shadow root.
  const roots = new WeakSet<Node>();
  const watch = (root: Node) => {
    if (roots.has(root)) return;
    roots.add(root);
    new MutationObserver((records) => records.forEach(({ target }) => look(target))).observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  };
  const look = (node: Node) => {
    record(node instanceof Element ? node.outerHTML : node.textContent);
    const elements = node instanceof Element || node instanceof ShadowRoot ? node.querySelectorAll('*') : [];
    for (const element of [node, ...elements])
      if (element instanceof Element && element.shadowRoot) watch(element.shadowRoot);
  };
  watch(document);
  setInterval(() => {
    const reach = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) {
          watch(element.shadowRoot);
          record(element.shadowRoot.innerHTML);
          reach(element.shadowRoot);
        }
        if (element instanceof HTMLIFrameElement) {
          try {
            record(element.contentDocument?.documentElement.outerHTML);
          } catch (error) {
            record(String(error));
          }
        }
        if (element instanceof HTMLTextAreaElement) record(element.value);
      }
    };
    reach(document);
    record(performance.getEntries().map(({ name }) => name));
  }, 50);
}
