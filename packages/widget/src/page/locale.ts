/**
 * The first valid language tag of those given, in canonical form and at most 35 characters; `undefined` when none is
 * valid.
 */
export function firstLocale(...wanted: readonly (string | undefined)[]): string | undefined {
  for (const tag of wanted) {
    try {
      const [locale] = Intl.getCanonicalLocales(tag?.replaceAll('_', '-') ?? []);
      if (locale !== undefined && locale.length <= 35) return locale;
    } catch {
      // Not a language tag: try the next one.
    }
  }
  return undefined;
}
