/**
 * The locale of the page with the country of the browser, so that the coach says times as the candidate's own clock shows
 * them: "en" is "en-US" there, and for a browser in another language international English, with the clock of 24 hours.
 */
export function regional(locale: string, languages: readonly string[] = navigator.languages): string {
  if (locale.includes('-')) return locale;
  const [first = ''] = languages;
  if (/^[a-z]{2,3}-[A-Z]{2}$/.test(first) && first.split('-')[0] === locale) return first;
  return locale === 'en' && first !== '' && !/^en\b/i.test(first) ? 'en-GB' : locale;
}
