/** Whether the focus is nowhere in particular, or on `host` itself. */
export function isFocusFree(host: Element): boolean {
  // An element's root is a document or a shadow root.
  const { activeElement } = host.getRootNode() as Document | ShadowRoot;
  return activeElement === null || activeElement === document.body || activeElement === host;
}
