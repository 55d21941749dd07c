const DOCUMENT = String.raw`(?:document|pdf|file|guide|report|agenda|download|prep(?:aration)? (?:document|pack|guide)|Dokument|Datei|Unterlagen|documento|fichier|archivo)`;
const OWNED = String.raw`\b(?:your|the|this|a|an|Ihre?|deine?|das|die|votre|le|su|tu|el)\s(?:[\p{L}-]+\s){0,3}${DOCUMENT}`;
/** What says that a document is there. */
const CLAIMS = [
  String.raw`${OWNED}\b[^.!?\n]{0,40}\b(?:is|are|has been|have been|was)\s(?:now |already |all |just )?(?:ready|done|finished|completed?|created|generated|prepared|available|attached|saved)\b`,
  String.raw`\bI(?:['’]ve| have)?(?: just| now| already)? (?:created|generated|made|prepared|written|attached|saved|produced|built|put together)(?: you| for you)? (?:your|the|a|an) (?:[\p{L}-]+ ){0,3}${DOCUMENT}\b`,
  String.raw`\bhere(?: is|['’]s) (?:your|the) (?:[\p{L}-]+ ){0,3}${DOCUMENT}\b`,
  String.raw`\byou can (?:now )?(?:download|open|find|view) (?:it|your (?:[\p{L}-]+ ){0,3}${DOCUMENT}|the (?:[\p{L}-]+ ){0,3}${DOCUMENT})\b`,
  String.raw`${OWNED}\b[^.!?\n]{0,40}\b(?:ist|sind|wurde|steht|est|está|ha sido)\b[^.!?\n]{0,30}(?:fertig|erstellt|bereit|verfügbar|prêt|terminé|disponible|list[oa]|generad[oa]|cread[oa])`,
].map((pattern) => new RegExp(pattern, 'iu'));
/** Before what only may come. */
const CONDITION = /\b(?:once|when|if|until|before|after|as soon as|unless|wenn|sobald|falls|quand|cuando|si)\b/iu;
const FIRST_WORDS = 'your the this a an here i you ihr ihre dein deine das die votre le su tu el'.split(' ');
const FIRST_WORD = /^[\s*_>#-]*(\p{L}*)(\P{L})?/u;
const NAMES = new RegExp(String.raw`\b${DOCUMENT}\b|\bdownload\b`, 'iu');
/** After so many words a sentence that names no document is about something else. */
const WORDS_BEFORE = 7;
const NOTHING_MADE = 'No document has been made yet. Ask for one, and it appears here.';
const MOST_HELD = 600;
const SENTENCE_END = /[。？！]|[.!?…]+["'”’)*_]*(?=\s)|\n+/u;
const LINK =
  /`[^`\n]*`|\[([^\]\n]{0,200})\]\(([^)\s]{0,500})\)|(?<![\w/])(?:(?:https?|sandbox|file|ftp):\/{0,3}|www\.)[^\s<>"'`)\]]+/giu;
const SCHEMES = ['https', 'sandbox', 'file', 'ftp', 'www'];
const BEGUN = SCHEMES.flatMap((name) => Array.from(name, (_, index) => name.slice(0, index + 1))).join('|');
const MAY_LINK = new RegExp(
  String.raw`\[[^\]\n]{0,200}(?:\](?:\([^)\s]{0,500})?)?$|(?:(?:https?|sandbox|file|ftp):|www\.)[^\s<>"'\x60)\]]*$|\b(?:${BEGUN})$`,
  'iu',
);
/** Where nothing is, whatever follows it. */
const NOWHERE = /^https?:\/\/(?:localhost|127\.0\.0\.1|(?:[\w-]+\.)*example\.(?:com|org|net))(?=[:/]|$)/iu;

/**
 * Limits what a reply says of documents and links to what is so: a sentence that says a document is there is left out
 * unless a tool has made or listed one, and of a link that stands in nothing the model was given only its words stay.
 * Push the text as it arrives; what `push` returns can be shown.
 */
export class DocumentClaims {
  #known: string;
  #isThere: boolean;
  #held = '';
  /** Whether the sentence is known to say nothing of a document. */
  #isClear = false;
  #isLeftOut = false;
  #isSaid = false;
  /** Whether the line stands in a fence of code. */
  #isCode = false;

  /** `said`: what was said in the conversation. `known`: what the model was given besides. */
  constructor({ said, known = [] }: { readonly said: readonly string[]; readonly known?: readonly string[] }) {
    this.#known = [...said, ...known].join('\n');
    this.#isThere = said.some(claims);
  }

  /** What a tool gave. `true` for one that makes or lists documents, and did. */
  learn(output: unknown, isDocument: boolean): void {
    this.#known += `\n${JSON.stringify(output) ?? ''}`;
    this.#isThere ||= isDocument;
  }

  push(text: string): string {
    this.#held += text;
    let shown = '';
    for (;;) {
      const ends = SENTENCE_END.exec(this.#held);
      if (ends === null) return shown + this.#begun();
      shown += this.#release(ends.index + ends[0].length);
      this.#isClear = false;
    }
  }

  end(): string {
    return this.#release(this.#held.length);
  }

  /** What is so, where nothing else remained of the reply. */
  instead(): string {
    return this.#isLeftOut && !this.#isSaid ? NOTHING_MADE : '';
  }

  /** What of a sentence that has no end yet can be shown. */
  #begun(): string {
    if (this.#held.length > MOST_HELD) return this.#release(this.#held.length);
    if (!this.#isClear && this.#mayClaim()) return '';
    this.#isClear = true;
    return this.#release(certain(this.#held));
  }

  #mayClaim(): boolean {
    if (this.#isThere) return false;
    if (this.#held.trim() === '' || NAMES.test(this.#held)) return true;
    const [, first = '', next] = FIRST_WORD.exec(this.#held) ?? [];
    const word = first.toLowerCase();
    if (next === undefined) return FIRST_WORDS.some((one) => one.startsWith(word));
    return FIRST_WORDS.includes(word) && this.#held.trim().split(/\s+/u).length <= WORDS_BEFORE;
  }

  #release(length: number): string {
    const text = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    const isClaim = !this.#isThere && !this.#isClear && claims(text);
    if (/^\s*`{3}/u.test(text)) this.#isCode = !this.#isCode;
    if (this.#isCode) return text;
    this.#isLeftOut ||= isClaim;
    if (isClaim) return text.endsWith('\n') ? '\n' : '';
    this.#isSaid ||= text.trim() !== '';
    return text.replaceAll(LINK, (link, words: string | undefined, target: string | undefined) => {
      if (link.startsWith('`')) return link;
      const address = (target ?? link).replace(/[.,;:!?*_]+$/u, '');
      if (this.#known.includes(address) || NOWHERE.test(address)) return link;
      return words ?? link.slice(address.length);
    });
  }
}

/** How much of a text is neither the beginning of a link or of code, nor perhaps the end of a sentence. */
function certain(text: string): number {
  const code = text.split('`').length % 2 === 0 ? text.lastIndexOf('`') : -1;
  const begun = [code, text.search(MAY_LINK), text.search(/[.!?…]+["'”’)*_]*$/u)].filter((at) => at >= 0);
  return Math.min(text.length, ...begun);
}

/** Whether it says that a document is there. One that may come, or is asked for, is not. */
function claims(sentence: string): boolean {
  return CLAIMS.some((claim) => {
    const at = sentence.search(claim);
    return at >= 0 && !CONDITION.test(sentence.slice(0, at)) && !/\?\W*$/u.test(sentence);
  });
}
