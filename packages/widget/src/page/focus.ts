/** Whether nothing else has the focus than `host` or the body. */
export function isFocusFree(host: Element): boolean {
  // The root node of a connected element is a document or a shadow root.
  const { activeElement } = host.getRootNode() as Document | ShadowRoot;
  return activeElement === null || activeElement === document.body || activeElement === host;
}
