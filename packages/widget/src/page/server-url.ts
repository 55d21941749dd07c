/** The address of a server as a page gives it, also a relative one, without a trailing slash; `undefined` for none. */
export const serverUrl = (server: string | undefined): string | undefined =>
  server && URL.canParse(server, document.baseURI)
    ? new URL(server, document.baseURI).href.replace(/\/+$/, '')
    : undefined;
