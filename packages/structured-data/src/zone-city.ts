/** Cities that many browsers and calendars still have under a former spelling. */
const SPELLINGS = new Map(
  Object.entries({
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
  }),
);
const BY_CITY =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/(?:.*\/)?(?<city>.+)$/;

/** The city that an IANA zone is named after: "New York". `undefined` for one that is not named after a city. */
export function cityOf(zone: string): string | undefined {
  const city = BY_CITY.exec(zone)?.groups?.['city'];
  return city === undefined ? undefined : (SPELLINGS.get(city) ?? city).replaceAll('_', ' ');
}
