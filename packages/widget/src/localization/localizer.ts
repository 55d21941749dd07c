import { en } from './en.ts';
import type { enDocument } from './en-document.ts';
import type { enMenu } from './en-menu.ts';
import type { enCards } from './en-cards.ts';
import type { enOtherJob } from './en-other-job.ts';
import type { enResume } from './en-resume.ts';
import type { enPractice } from './en-practice.ts';
import type { enErrorScreens } from './en-error-screens.ts';
import type { enAdvert } from './en-advert.ts';

type English = typeof en &
  typeof enDocument &
  typeof enMenu &
  typeof enCards &
  typeof enOtherJob &
  typeof enResume &
  typeof enPractice &
  typeof enErrorScreens &
  typeof enAdvert;

/** The key of every text of the widget. */
export type MessageKey = keyof English;

/** A text, or one form per plural category of the language; `other` is required. `{name}` is a placeholder. */
export type MessageText = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/** Texts of one language, or texts that replace the built-in ones. */
export type Messages = { readonly [Key in MessageKey]?: MessageText };

/** Values of the placeholders of a text. `count` also selects the plural category. */
export type MessageParams = Readonly<Record<string, string | number>>;

/** Returns the text for a key in the current language. */
export type Msg = (key: MessageKey, params?: MessageParams) => string;

const english: Record<string, MessageText | undefined> = { ...en };

/** Adds the English texts of a view that has just been loaded. */
export function addEnglish(messages: Messages): void {
  Object.assign(english, messages);
}

/** Whether a key is known; for keys built from server values. */
export const hasMessage = (key: string): key is MessageKey => Object.hasOwn(english, key);

/** Catalogues by language tag, each loaded on demand. */
export type Catalogues = Readonly<Record<string, () => Promise<Messages>>>;

/** Language tags to look a text up in, most specific first: `pt-BR`, then `pt`. English is the last fallback. */
export function localeChain(locale: string): string[] {
  const parts = locale.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/**
 * The messages of the most specific catalogue for a locale; empty for English and for languages without a catalogue.
 */
export async function loadMessages(locale: string, catalogues: Catalogues): Promise<Messages> {
  const load = localeChain(locale)
    .map((tag) => catalogues[tag])
    .find(Boolean);
  return load?.() ?? {};
}

/** Creates the lookup function: first the page's own messages, then the language's, then English. */
export function localized(locale: string, ...layers: readonly Messages[]): Msg {
  return (key, params = {}) => {
    const text = layers.find((layer) => layer[key] !== undefined)?.[key] ?? english[key] ?? key;
    const form = typeof text === 'string' ? text : (text[pluralOf(locale, Number(params['count']))] ?? text.other);
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  };
}

function pluralOf(locale: string, count: number): Intl.LDMLPluralRule {
  try {
    return new Intl.PluralRules(locale).select(count);
  } catch {
    return 'other';
  }
}
