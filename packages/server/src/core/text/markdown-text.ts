import { plainText } from './plain-text.ts';

const ALWAYS_MARKUP = /[\\`*_[\]<>&|~#$]/gu;
/** What renderers of the GitHub dialect turn into links by themselves: `https://…`, `www.…`, `name@host`. */
const LINK_STARTS = /:(?=\/\/)|(?<=www)\.|(?<=mailto|xmpp):|@/giu;

/** Any text as one line of Markdown that reads as exactly that text: it can open no markup where it is put. */
export function markdownText(text: string): string {
  return plainText(text)
    .replace(ALWAYS_MARKUP, '\\$&')
    .replace(LINK_STARTS, '\\$&')
    .replace(/^[-+=]/u, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/u, '$1\\$2');
}

/** A link to an https address that passed the schema, shown as its host: no words of anybody stand inside a link. */
export function markdownLink(httpsUrl: string): string {
  const { hostname, href } = new URL(httpsUrl);
  // The percent forms of the characters that could end or open something inside `<…>` mean the same address.
  const address = href.replace(/[<>\\`|]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${markdownText(hostname)}](<${address}>)`;
}
