/**
 * The locale of the page with the country of the browser where both are of one language, so that the coach says times as
 * the candidate's own clock shows them: "en" is "en-US" there. English of no country is international, on 24 hours.
 */
export const regional = (locale: string, own = navigator.language): string =>
  own.startsWith(`${locale}-`) ? own : locale;
