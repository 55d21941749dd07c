import { cityOf } from '../../../../structured-data/src/zone-city.ts';

/** Where a time is, to follow it: "in New York"; "(UTC)" or "(Eastern Time)" for a zone that is not named after a city. */
export function placeOf(timeZone: string): string {
  const city = cityOf(timeZone);
  if (city !== undefined) return `in ${city}`;
  if (/^(Etc\/)?(UTC|UCT|GMT|Zulu|Universal|Greenwich)$/.test(timeZone)) return '(UTC)';
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longGeneric' }).formatToParts();
  return `(${parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone})`;
}
