/** A locale as the contract takes it, from what a page or a browser says; `undefined` when it says nothing sensible. */
export function firstLocale(...wanted: readonly (string | undefined)[]): string | undefined {
  for (const tag of wanted) {
    try {
      const [locale] = Intl.getCanonicalLocales(tag?.replaceAll('_', '-') ?? []);
      if (locale !== undefined && locale.length <= 35) return locale;
    } catch {
      // Not a language tag; the next one may be.
    }
  }
  return undefined;
}
