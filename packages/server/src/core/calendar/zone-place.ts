/** Cities that are known in many calendars under a former spelling. */
const SPELLINGS: Readonly<Record<string, string>> = {
  Calcutta: 'Kolkata',
  Coral_Harbour: 'Atikokan',
  Enderbury: 'Kanton',
  Faeroe: 'Faroe',
  Godthab: 'Nuuk',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Ponape: 'Pohnpei',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh',
  Truk: 'Chuuk',
};

const BY_CITY =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/(?:.*\/)?(?<city>.+)$/;

/** Where a time is, to follow it: "in New York"; "(UTC)" or "(Eastern Time)" for a zone that is not named after a city. */
export function placeOf(timeZone: string): string {
  const city = BY_CITY.exec(timeZone)?.groups?.['city'];
  if (city !== undefined) return `in ${(SPELLINGS[city] ?? city).replaceAll('_', ' ')}`;
  if (/^(Etc\/)?(UTC|UCT|GMT|Zulu|Universal|Greenwich)$/.test(timeZone)) return '(UTC)';
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longGeneric' }).formatToParts();
  return `(${parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone})`;
}
