import { en } from './en.ts';
import type { enDocument } from './en-document.ts';
import type { enMenu } from './en-menu.ts';
import type { enCards } from './en-cards.ts';
import type { enResume } from './en-resume.ts';
import type { enPractice } from './en-practice.ts';
import type { enErrorScreens } from './en-error-screens.ts';

type English = typeof en &
  typeof enDocument &
  typeof enMenu &
  typeof enCards &
  typeof enResume &
  typeof enPractice &
  typeof enErrorScreens;

/** Every text of the widget by its name. */
export type MessageKey = keyof English;

/** One text, or one for each plural category of the language; `other` is always there. `{name}` stands for a value. */
export type MessageText = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/** Some texts of one language, or texts that replace ours. */
export type Messages = { readonly [Key in MessageKey]?: MessageText };

/** Values for the `{names}` of a text. `count` also chooses the plural category. */
export type MessageParams = Readonly<Record<string, string | number>>;

/** The text of a key in the language of the page. */
export type Msg = (key: MessageKey, params?: MessageParams) => string;

const english: Record<string, MessageText | undefined> = { ...en };

/** Adds the English words of a part that has just been loaded. */
export function addEnglish(messages: Messages): void {
  Object.assign(english, messages);
}

/** Whether a text with that name is known; for names that come from the server. */
export const hasMessage = (key: string): key is MessageKey => Object.hasOwn(english, key);

/** Catalogues of other languages, each loaded when it is asked for. */
export type Catalogues = Readonly<Record<string, () => Promise<Messages>>>;

/** The languages to look a text up in: `pt-BR` also looks in `pt`. English comes last by itself. */
export function localeChain(locale: string): string[] {
  const parts = locale.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/** The texts of a locale from the nearest catalogue there is; nothing for English and for languages we do not have. */
export async function loadMessages(locale: string, catalogues: Catalogues): Promise<Messages> {
  for (const candidate of localeChain(locale)) {
    const load = catalogues[candidate];
    if (load !== undefined) return load();
  }
  return {};
}

/** A way to the texts: the host's own first, then the language's, then English. */
export function localized(locale: string, ...layers: readonly Messages[]): Msg {
  return (key, params = {}) => {
    const text = layers.find((layer) => layer[key] !== undefined)?.[key] ?? english[key] ?? key;
    const { count } = params;
    const form =
      typeof text === 'string'
        ? text
        : typeof count === 'number'
          ? (text[pluralOf(locale, count)] ?? text.other)
          : text.other;
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
