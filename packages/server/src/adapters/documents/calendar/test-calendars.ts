/** Calendars as the big programs write them. Line ends are theirs. */

const lines = (...all: readonly string[]) => `${all.join('\r\n')}\r\n`;

/** A VEVENT from its lines. */
export const entry = (...all: readonly string[]) => ['BEGIN:VEVENT', ...all, 'END:VEVENT'].join('\r\n');

/** A calendar of entries, with further lines of its own before them. */
export const calendarOf = (entries: readonly string[], ...more: readonly string[]) => lines('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Calendar 1.0//EN', ...more, ...entries, 'END:VCALENDAR');

export const BERLIN = [
  'BEGIN:VTIMEZONE', 'TZID:Europe/Berlin', 'X-LIC-LOCATION:Europe/Berlin',
  'BEGIN:DAYLIGHT', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'TZNAME:CEST', 'DTSTART:19700329T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT',
  'BEGIN:STANDARD', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'TZNAME:CET', 'DTSTART:19701025T030000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD',
  'END:VTIMEZONE',
] as const;

/** Google: a calendar with its own zone, times in UTC or by zone, folded lines, a link in a property of its own. */
export const GOOGLE = lines(
  'BEGIN:VCALENDAR', 'PRODID:-//Google Inc//Google Calendar 70.9054//EN', 'VERSION:2.0', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'X-WR-CALNAME:amara@example.com', 'X-WR-TIMEZONE:Europe/Berlin',
  ...BERLIN,
  'BEGIN:VEVENT', 'DTSTART:20261126T130000Z', 'DTEND:20261126T134500Z', 'DTSTAMP:20261120T080000Z', 'ORGANIZER;CN=Jo Meyer:mailto:jo.meyer@northfield.example', 'UID:7kukuqrfedlm2f9t@google.com',
  'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Amara', '  Bello;X-NUM-GUESTS=0:mailto:amara@example.com', 'X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij',
  String.raw`DESCRIPTION:Hello Amara\,\n\nwe look forward to meeting you.\n\nJoin: https://mee`, ' t.google.com/abc-defg-hij', 'LOCATION:', 'SEQUENCE:0', 'STATUS:CONFIRMED', 'SUMMARY:Interview – Registered Nurse\\, Paediatrics', 'TRANSP:OPAQUE',
  'BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:This is an event reminder', 'TRIGGER:-P0DT0H10M0S', 'END:VALARM', 'END:VEVENT',
  'BEGIN:VEVENT', 'DTSTART;TZID=Europe/Berlin:20261005T090000', 'DTEND;TZID=Europe/Berlin:20261005T093000', 'RRULE:FREQ=WEEKLY;BYDAY=MO', 'EXDATE;TZID=Europe/Berlin:20261123T090000', 'UID:standup@google.com', 'SUMMARY:Team standup', 'END:VEVENT',
  'BEGIN:VEVENT', 'DTSTART;TZID=Europe/Berlin:20261201T110000', 'DTEND;TZID=Europe/Berlin:20261201T113000', 'RECURRENCE-ID;TZID=Europe/Berlin:20261130T090000', 'UID:standup@google.com', 'SUMMARY:Team standup (moved)', 'END:VEVENT',
  'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'UID:holidays@google.com', 'SUMMARY:Christmas', 'END:VEVENT',
  'END:VCALENDAR',
);

/** Outlook: a Windows name for the zone with rules of its own, a Teams link, a reply-to organiser in capitals. */
export const OUTLOOK = lines(
  'BEGIN:VCALENDAR', 'METHOD:REQUEST', 'PRODID:Microsoft Exchange Server 2010', 'VERSION:2.0',
  'BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD',
  'BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT',
  'END:VTIMEZONE',
  'BEGIN:VEVENT', 'ORGANIZER;CN="Weber, Ines":MAILTO:ines.weber@klinik.example', 'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Amara Bello:MAILTO:amara@example.com',
  String.raw`DESCRIPTION;LANGUAGE=de-DE:Microsoft Teams-Besprechung\nAn Besprechung teilnehmen<https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=y>\n`,
  'UID:040000008200E00074C5B7101A82E00800000000', 'SUMMARY;LANGUAGE=de-DE:Vorstellungsgespräch Pflegefachkraft', 'DTSTART;TZID=W. Europe Standard Time:20261130T140000', 'DTEND;TZID=W. Europe Standard Time:20261130T150000',
  'CLASS:PUBLIC', 'PRIORITY:5', 'DTSTAMP:20261119T101112Z', 'TRANSP:OPAQUE', 'STATUS:CONFIRMED', 'SEQUENCE:1', 'LOCATION;LANGUAGE=de-DE:Microsoft Teams-Besprechung', 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE',
  'X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0', 'END:VEVENT',
  'END:VCALENDAR',
);

/** Apple: a floating time, a place with a structured one beside it, a series with its end in UTC. */
export const APPLE = lines(
  'BEGIN:VCALENDAR', 'CALSCALE:GREGORIAN', 'PRODID:-//Apple Inc.//macOS 14.5//EN', 'VERSION:2.0', 'X-APPLE-CALENDAR-COLOR:#1BADF8', 'X-WR-CALNAME:Home',
  'BEGIN:VEVENT', 'CREATED:20261110T090000Z', 'UID:9D0C7F7B-0B6E-4C0B-9A52', 'DTSTART:20261202T101500', 'DTEND:20261202T110000', 'SUMMARY:Entretien Hôpital Saint-Roch', 'LOCATION:12 rue de l’Église\\nNice',
  'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE="12 rue":geo:43.7,7.2', 'TRANSP:OPAQUE', 'END:VEVENT',
  'BEGIN:VEVENT', 'UID:A1', 'DTSTART;TZID=America/New_York:20261020T180000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;UNTIL=20261202T045959Z', 'SUMMARY:Choir', 'END:VEVENT',
  'END:VCALENDAR',
);
