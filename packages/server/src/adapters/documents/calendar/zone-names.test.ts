import { expect, it } from 'vitest';
import { calendarOf, entry } from './test-calendars.ts';
import { one, single } from './test-calendar-reading.ts';

const winter = '20261201T140000';
const at = (tzid: string, start = winter) => {
  const { startsAt, writtenStart } = one(single(`DTSTART;TZID=${tzid}:${start}`), {
    timeZone: 'Asia/Tokyo',
    until: Date.UTC(2027, 9, 1),
  });
  return writtenStart === undefined ? startsAt.slice(11, 16) : `${writtenStart.slice(11)} as written`;
};

it.each([
  // Names of Windows, and what programs make of them
  ['Eastern Standard Time', '19:00'],
  ['Eastern Standard Time 2', '19:00'],
  ['Eastern Standard Time(1)', '19:00'],
  ['eastern standard time', '19:00'],
  ['W. Europe Standard Time 1', '13:00'],
  ['W. Europe', '13:00'],
  ['US Eastern Standard Time', '19:00'],
  ['China Standard Time', '06:00'],
  ['India Standard Time', '08:30'],
  ['Central Standard Time (Mexico)', '20:00'],
  ['Greenwich Standard Time', '14:00'],
  ['Russian Standard Time', '11:00'],
  ['UTC-02', '16:00'],
  ['UTC+12', '02:00'],
  // Labels of Windows, with and without the offset
  ['"(UTC-05:00) Eastern Time (US & Canada)"', '19:00'],
  ['(UTC-05:00) Eastern Time (US & Canada)', '19:00'],
  ['(GMT-05:00) Eastern Time (US & Canada)', '19:00'],
  ['(GMT-05.00) Eastern Time (US & Canada)', '19:00'],
  ['Eastern Time (US & Canada)', '19:00'],
  ['Pacific Time (US and Canada)', '22:00'],
  ['(UTC-08:00) Pacific Time (US & Canada)', '22:00'],
  ['"Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', '13:00'],
  ['(GMT+01.00) Amsterdam/Berlin/Bern/Rom/Stockholm/Wien', '13:00'],
  ['"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"', '13:00'],
  ['"(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris"', '13:00'],
  ['"(UTC-05:00) Est (États-Unis et Canada)"', '19:00'],
  ['"(UTC) Dublin, Edinburgh, Lisbon, London"', '14:00'],
  ['"(UTC+00:00) Dublin, Edinburgh, Lisbon, London"', '14:00'],
  ['"(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi"', '06:00'],
  ['"Beijing, Chongqing, Hong Kong, Urumqi"', '06:00'],
  ['"(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi"', '08:30'],
  ['"(UTC+09:00) 大阪、札幌、東京"', '05:00'],
  ['(UTC-07:00) Arizona', '21:00'],
  ['(UTC) Coordinated Universal Time', '14:00'],
  ['Coordinated Universal Time', '14:00'],
  ['"(UTC+10:00) Canberra, Melbourne, Sydney"', '03:00'],
  // Names in other languages
  ['Mitteleuropäische Zeit', '13:00'],
  ['Eastern Time', '19:00'],
  ['Central European Time', '13:00'],
  ['heure normale d’Europe centrale', '13:00'],
  ['日本標準時', '05:00'],
  // IANA, its old names, and what programs put before it
  ['Europe/Berlin', '13:00'],
  ['europe/berlin', '13:00'],
  ['America/New York', '19:00'],
  ['US/Pacific', '22:00'],
  ['Asia/Calcutta', '08:30'],
  ['Europe/Kyiv', '12:00'],
  ['Japan', '05:00'],
  ['America/Argentina/Buenos_Aires', '17:00'],
  ['/freeassociation.sourceforge.net/Europe/Berlin', '13:00'],
  ['/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires', '17:00'],
  ['/mozilla.org/20070129_1/America/New_York', '19:00'],
  ['/softwarestudio.org/Olson_20011030_5/US/Eastern', '19:00'],
  ['/citadel.org/20210210_1/Asia/Tokyo', '05:00'],
  ['/softwarestudio.org/Tzfile/UTC', '14:00'],
  ['tzone://Microsoft/Utc', '14:00'],
  ['"tzone://Microsoft/Utc"', '14:00'],
  ['Etc/GMT+5', '19:00'],
  ['Etc/UTC', '14:00'],
  ['EST5EDT', '19:00'],
  ['Berlin', '13:00'],
  // Offsets
  ['GMT', '14:00'],
  ['UTC', '14:00'],
  ['Z', '14:00'],
  ['GMT+0100', '13:00'],
  ['GMT-5', '19:00'],
  ['UTC+01:00', '13:00'],
  ['"UTC+01:00"', '13:00'],
  ['UTC+5:30', '08:30'],
  ['+01:00', '13:00'],
  ['(UTC−05:00)', '19:00'],
  // Borne by several that agree in winter
  ['EST', '19:00'],
  ['CET', '13:00'],
  ['Eastern Daylight Time', '14:00 as written'],
  // Not known, or not to everybody the same
  ['CST', '14:00 as written'],
  ['IST', '14:00 as written'],
  ['BST', '14:00 as written'],
  ['EDT', '14:00 as written'],
  ['tzone://Microsoft/Custom', '14:00 as written'],
  ['Customized Time Zone', '14:00 as written'],
  ['Somewhere/Else', '14:00 as written'],
  ['(UTC-04:00) Irgendwo', '14:00 as written'],
  ['', '14:00 as written'],
])('[N-15] the zone %j is known as one or as none', (tzid, startsAt) => {
  expect(at(tzid)).toBe(startsAt);
});

it.each([
  ['EST', '14:00 as written'],
  ['EDT', '18:00'],
  ['Eastern Standard Time 1', '18:00'],
  ['Eastern Daylight Time', '18:00'],
  ['(UTC-05:00) Irgendwo', '14:00 as written'],
  ['"(UTC-05:00) Eastern Time (US & Canada)"', '18:00'],
  ['GMT+0100', '13:00'],
])('the zone %j in summer', (tzid, startsAt) => {
  expect(at(tzid, '20270701T140000')).toBe(startsAt);
});

const block = (id: string, ...lines: readonly string[]) => ['BEGIN:VTIMEZONE', `TZID:${id}`, ...lines, 'END:VTIMEZONE'];
const part = (kind: string, offsets: string, ...more: readonly string[]) => {
  const [from, to] = offsets.split('>');
  return [`BEGIN:${kind}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, ...more, `END:${kind}`];
};
const yearly = (month: number) => `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=-1SU`;

it.each([
  [
    'by its rules',
    block(
      'Ours',
      ...part('STANDARD', '+0200>+0100', 'DTSTART:16010101T030000', yearly(10)),
      ...part('DAYLIGHT', '+0100>+0200', 'DTSTART:16010101T020000', yearly(3)),
    ),
    '13:00',
  ],
  [
    'before its first change, by what was before that',
    block('Ours', ...part('DAYLIGHT', '+0100>+0200', 'DTSTART:20270328T020000', yearly(3))),
    '13:00',
  ],
  ['by the one offset it has', block('Ours', ...part('STANDARD', '-0300>-0300', 'DTSTART:19700101T000000')), '17:00'],
  [
    'while daylight saving time may last',
    block('Ours', ...part('DAYLIGHT', '+0100>+0200', 'DTSTART:20261001T020000')),
    '12:00',
  ],
  [
    'not long after the only daylight saving time it knows of',
    block('Ours', ...part('DAYLIGHT', '+0100>+0200', 'DTSTART:20260329T020000')),
    '14:00 as written',
  ],
  [
    'not by an offset no place has',
    block('Ours', ...part('STANDARD', '+9900>+9900', 'DTSTART:19700101T000000')),
    '14:00 as written',
  ],
  ['not by a block without anything', block('Ours'), '14:00 as written'],
  [
    'by the place it says it is of',
    block('Ours', 'X-LIC-LOCATION:America/New_York', ...part('STANDARD', '+0100>+0100', 'DTSTART:19700101T000000')),
    '19:00',
  ],
  [
    'past a broken part',
    block(
      'Ours',
      ...part('STANDARD', '-0300>-0300', 'DTSTART:19700101T000000', 'TZNAME'),
      ...part('DAYLIGHT', 'x>y', 'DTSTART:sometime'),
    ),
    '17:00',
  ],
])('a zone that only the file knows is read %s', (_how, lines, startsAt) => {
  const { startsAt: read, writtenStart } = one(calendarOf([entry('UID:a', `DTSTART;TZID=Ours:${winter}`)], ...lines));
  expect(writtenStart === undefined ? read.slice(11, 16) : `${writtenStart.slice(11)} as written`).toBe(startsAt);
});
