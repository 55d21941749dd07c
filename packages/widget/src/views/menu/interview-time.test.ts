import { describe, expect, it } from 'vitest';
import { enMenu } from '../../localization/en-menu.ts';
import { addEnglish, localized, type Messages } from '../../localization/localizer.ts';
import { interviewTime, writtenTime } from './interview-time.ts';
import { cityOf } from '../../../../structured-data/src/zone-city.ts';
import { dateLocale, known, zoneGroups, zoneLabel, zonesFound } from './zones.ts';

addEnglish(enMenu);
const inGerman: Messages = {
  'calendar.at': '{day} um {time} in {place}',
  'calendar.atZone': '{day} um {time} ({zone})',
  'calendar.forYou': '{when} ({time} bei Ihnen)',
};
const texts = (locale: string, messages: Messages = {}, languages: readonly string[] = [locale]) => ({
  locale,
  languages,
  msg: localized(locale, messages),
});
const plain = (text: string) => text.replaceAll(/\s/gu, ' ');
const at = (startsAt: string, timeZone?: string, allDay = false) => ({
  startsAt,
  allDay,
  ...(timeZone === undefined ? {} : { timeZone }),
});
const ACME = at('2026-12-04T14:30:00Z', 'America/New_York');

describe('the time of an interview', () => {
  it.each([
    ['en', 'Europe/Berlin', 'Friday, December 4, 2026 at 9:30 AM in New York (3:30 PM for you)'],
    ['en-GB', 'Europe/Berlin', 'Friday 4 December 2026 at 09:30 in New York (15:30 for you)'],
    ['en', 'America/New_York', 'Friday, December 4, 2026 at 9:30 AM in New York'],
    ['en', 'America/Toronto', 'Friday, December 4, 2026 at 9:30 AM in New York'],
    ['en', 'Asia/Kolkata', 'Friday, December 4, 2026 at 9:30 AM in New York (8:00 PM for you)'],
    ['en', 'Asia/Tokyo', 'Friday, December 4, 2026 at 9:30 AM in New York (11:30 PM for you)'],
    [
      'en',
      'Pacific/Auckland',
      'Friday, December 4, 2026 at 9:30 AM in New York (Saturday, December 5, 2026 at 3:30 AM for you)',
    ],
  ])('[N-15] in %s names its zone, and the time in %s where that differs', (locale, own, expected) => {
    expect(plain(interviewTime(ACME, texts(locale), own)).replace('Friday, 4', 'Friday 4')).toBe(expected);
  });

  it.each([
    ['UTC', at('2026-12-04T14:30:00Z'), 'Friday, December 4, 2026 at 2:30 PM (UTC) (3:30 PM for you)'],
    ['an offset', at('2026-12-04T14:30:00Z', 'Etc/GMT+5'), 'at 9:30 AM (GMT-05:00) (3:30 PM for you)'],
    ['a zone without a city', at('2026-12-04T14:30:00Z', 'US/Eastern'), 'at 9:30 AM (Eastern Time) (3:30 PM for you)'],
    [
      'a zone this browser does not know',
      at('2026-12-04T14:30:00Z', 'Mars/Base'),
      'at 2:30 PM (UTC) (3:30 PM for you)',
    ],
    [
      'a city in a country',
      at('2026-12-04T14:30:00Z', 'America/Argentina/Buenos_Aires'),
      'at 11:30 AM in Buenos Aires',
    ],
    ['a former spelling', at('2026-12-04T14:30:00Z', 'Asia/Calcutta'), 'at 8:00 PM in Kolkata (3:30 PM for you)'],
    [
      'summer time there alone',
      at('2027-03-15T13:30:00Z', 'America/New_York'),
      'at 9:30 AM in New York (2:30 PM for you)',
    ],
    ['midnight', at('2026-12-03T23:00:00Z', 'Europe/Paris'), 'Friday, December 4, 2026 at 12:00 AM in Paris'],
  ])('is right for %s', (_, interview, expected) => {
    expect(plain(interviewTime(interview, texts('en'), 'Europe/Berlin'))).toContain(expected);
  });

  it('is a day alone where it takes the whole day, or where the zone is not stated', () => {
    const day = at('2026-12-04T05:00:00Z', 'America/New_York', true);
    expect(interviewTime(day, texts('en'), 'Pacific/Honolulu')).toBe('Friday, December 4, 2026');
    const written = { ...at('2026-12-04T23:00:00Z'), writtenStart: '2026-12-04T23:00' };
    expect(interviewTime(written, texts('en'), 'Asia/Tokyo')).toBe('Friday, December 4, 2026');
    expect(plain(writtenTime('2026-12-04T15:05', texts('en')))).toBe('3:05 PM');
    expect(writtenTime('2026-12-04T15:05', texts('de'))).toBe('15:05');
  });

  it('is in the language of the texts around it, not in that of the page', () => {
    const english = interviewTime(ACME, texts('de'), 'Europe/Berlin').replace(',', '');
    expect(english).toBe('Friday 4 December 2026 at 09:30 in New York (15:30 for you)');
    expect(interviewTime(ACME, texts('de', inGerman), 'Europe/Berlin')).toBe(
      'Freitag, 4. Dezember 2026 um 09:30 in New York (15:30 bei Ihnen)',
    );
  });

  it.each([
    ['en', ['en-US', 'en'], 'en-US'],
    ['en', ['en-GB', 'de'], 'en-GB'],
    ['en', ['de-DE', 'en-US'], 'en-GB'],
    ['en-AU', ['en-US'], 'en-AU'],
    ['de', ['en-US'], 'en-US'],
    ['de-AT', ['de-AT'], 'en-GB'],
    ['en', [], 'en'],
  ])('on a page in %s, for a browser in %s, is written as in %s', (locale, languages, expected) => {
    expect(dateLocale(texts(locale, {}, languages))).toBe(expected);
  });

  it.each([
    ['de', ['de-AT', 'de'], 'de-AT'],
    ['de', ['en-US'], 'de'],
    ['de-CH', ['de-DE'], 'de-CH'],
  ])('with German texts on a page in %s, for a browser in %s, is written as in %s', (locale, languages, expected) => {
    expect(dateLocale(texts(locale, inGerman, languages))).toBe(expected);
  });
});

describe('the choice of a zone', () => {
  const groups = zoneGroups(['Europe/Berlin', 'America/New_York', 'Europe/Berlin'], texts('en'));

  it('begins with the likely zones and goes on by region, each zone once', () => {
    expect(groups[0]?.zones.map(({ label }) => label)).toEqual([
      'Berlin – Central European Time',
      'New York – Eastern Time',
    ]);
    expect(groups.slice(1).map(({ label }) => label)).toEqual([
      'Africa',
      'Americas',
      'Antarctica',
      'Asia',
      'Europe',
      'Oceania',
      'Atlantic, Indian Ocean, UTC',
    ]);
    const all = groups.flatMap(({ zones }) => zones.map(({ zone }) => zone));
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining([...Intl.supportedValuesOf('timeZone'), 'UTC']));
  });

  it.each([
    ['london', 'Europe/London'],
    ['New Y', 'America/New_York'],
    ['york', 'America/New_York'],
    ['sao paulo', 'America/Sao_Paulo'],
    ['germany', 'Europe/Berlin'],
    ['Kyiv', 'Europe/Kiev'],
    ['central european', 'Europe/Warsaw'],
    ['Europe/Madrid', 'Europe/Madrid'],
    ['utc', 'UTC'],
  ])('finds by typing %s', (words, zone) => {
    const found = zonesFound(groups, words, texts('en')).flatMap(({ zones }) => zones.map((one) => one.zone));
    expect(found.map((name) => (name === 'Europe/Kyiv' ? 'Europe/Kiev' : name))).toContain(zone);
    expect(found.length).toBeLessThan(60);
  });

  it('finds nothing for words that no zone has', () => {
    expect(zonesFound(groups, 'atlantis', texts('en'))).toEqual([]);
  });

  it('has labels in the language of the texts', () => {
    expect(zoneLabel('Europe/Berlin', 'de')).toBe('Berlin – Mitteleuropäische Zeit');
    expect(zoneGroups([], texts('de')).map(({ label }) => label)).toContain('Africa');
    expect(zoneGroups([], texts('de', inGerman)).map(({ label }) => label)).toContain('Afrika');
    expect(cityOf('Europe/constructor')).toBe('constructor');
    expect([cityOf('UTC'), cityOf('Etc/GMT+5'), cityOf('America/North_Dakota/New_Salem')]).toEqual([
      undefined,
      undefined,
      'New Salem',
    ]);
    expect([known('Etc/Unknown'), known('Nowhere'), known('Europe/Berlin')]).toEqual([
      undefined,
      undefined,
      'Europe/Berlin',
    ]);
  });
});
