import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectContract } from './expect-contract.ts';
import { startRealServer } from './real-server.ts';
import { bearer, clientToken } from './test-server.ts';

const FOLDER = new URL('../cases/calendar/', import.meta.url);

let server: Awaited<ReturnType<typeof startRealServer>>;
let headers: Record<string, string>;
beforeAll(async () => {
  server = await startRealServer();
  headers = bearer(await clientToken(server, server.tenant));
}, 60_000);
afterAll(() => server.close());

async function ask(
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  payload?: string | Buffer | object,
) {
  const type = payload instanceof Buffer || typeof payload === 'string' ? { 'content-type': 'text/calendar' } : {};
  const response = await server.app.inject({
    method,
    url,
    headers: { ...headers, ...type },
    ...(payload === undefined ? {} : { payload }),
  });
  expectContract(response);
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

const upcoming = async (file: string | Buffer) => {
  const { body } = await ask('PUT', '/v1/calendar?timeZone=America/New_York', file);
  expect(body.events).toMatchObject({ seen: expect.any(Number), unread: 0 });
  return (await ask('GET', '/v1/interviews/upcoming')).body.data.map(
    ({ title, startsAt, allDay }: { title: string; startsAt: string; allDay: boolean }) =>
      `${allDay ? startsAt.slice(0, 10) : startsAt.slice(0, 16)} ${title}`,
  );
};

/** What each file comes to for a candidate in New York: the interviews, with the time in UTC. */
const RIGHT: Readonly<Record<string, readonly string[]>> = {
  '02-ms-utc-offset-name-no-vtimezone': ['2026-12-01T13:00 Interview'],
  '03-ms-unquoted-colon-tzid': ['2026-12-01T19:00 Interview'],
  '05-eastern-standard-time-1': ['2026-12-01T19:00 Interview'],
  '06-olson-prefixed-us-eastern': ['2026-12-01T19:00 Interview'],
  '09-iso-dates-with-dashes': ['2026-12-01T14:00 Interview'],
  '10-no-seconds': ['2026-12-01T14:00 Interview'],
  '12-value-date-missing': ['2026-12-01 Interview day'],
  '13-raw-newline-in-description': ['2026-12-01T14:00 Interview with Northfield'],
  '15-outlook-canceled-prefix': [],
  '16-abgesagt-prefix': [],
  '18-thisandfuture': [
    '2026-11-30T14:00 Interview round',
    '2026-12-07T14:00 Interview round',
    '2026-12-14T16:00 Interview round',
    '2026-12-21T16:00 Interview round',
  ],
  '19-japanese': ['2026-12-01T05:00 一次面接（オンライン）'],
  '21-hindi': ['2026-12-01T14:00 नौकरी का साक्षात्कार'],
  '22-czech': ['2026-12-01T14:00 Pracovní pohovor'],
  '24-greenhouse-style': ['2026-12-01T14:00 Northfield Hospital - Hiring Manager Screen'],
  '30-html-summary': ['2026-12-01T14:00 Interview & tour <Northfield>'],
  '33-tz-gmt-name': ['2026-12-01T13:00 Interview'],
  '41-organizer-unquoted-comma': ['2026-12-01T14:00 Interview'],
  '43-empty-dtend': ['2026-12-01T14:00 Interview'],
  '44-bad-other-property': ['2026-12-01T14:00 Interview'],
  '46-vtimezone-only-daylight': ['2026-12-01T13:00 Interview'],
  '47-vtimezone-starts-after-event': ['2026-12-01T11:00 Interview'],
  '49-korean': ['2026-12-01T14:00 1차 면접'],
  '50-chinese': ['2026-12-01T14:00 线上面试'],
  '52-danish': ['2026-12-01T14:00 Jobsamtale hos Nordsø'],
  '53-hungarian': ['2026-12-01T14:00 Állásinterjú'],
  '57-interviewing-candidate-as-interviewer': [],
  '60-tz-display-name-no-offset': ['2026-12-01T14:00 Interview'],
};

describe('[N-15] a calendar as people have it comes to the interviews that are in it', () => {
  it('has its right value here', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ics'));
    expect(files.map((name) => name.slice(0, -4)).toSorted()).toEqual(Object.keys(RIGHT).toSorted());
  });

  it.each(Object.entries(RIGHT))('%s', async (name, right) => {
    expect(await upcoming(readFileSync(new URL(`${name}.ics`, FOLDER)))).toEqual(right);
  });
});

it('[N-15] invitations that come one by one stand together where they are added, and replace each other otherwise', async () => {
  const invitation = (uid: string) =>
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:Interview ${uid}`, 'DTSTART:20261201T140000Z']
      .concat('END:VEVENT', 'END:VCALENDAR')
      .join('\r\n');
  await ask('PUT', '/v1/calendar', invitation('one'));
  await ask('PUT', '/v1/calendar?add=true', invitation('two'));
  expect((await ask('GET', '/v1/interviews/upcoming')).body.data).toHaveLength(2);
  await ask('PUT', '/v1/calendar?add=false', invitation('three'));
  expect((await ask('GET', '/v1/interviews/upcoming')).body.data).toHaveLength(1);
  expect(await ask('PUT', '/v1/calendar?add=perhaps', invitation('four'))).toMatchObject({ status: 422 });
});

describe('[N-15] an interview that the calendar leaves open', () => {
  const file = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:1',
    'SUMMARY:Interview with Northfield',
    'DTSTART;TZID=Customized Time Zone:20261201T140000',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:2',
    'SUMMARY:Second interview',
    'DTSTART:12/2/2026 2:00 PM',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

  it('is stated by the candidate: the zone of one, and all of another', async () => {
    const calendar = await ask('PUT', '/v1/calendar?timeZone=Europe/Berlin', file);
    expect(calendar.body.events).toMatchObject({
      unread: 1,
      unreadInterviews: [{ title: 'Second interview', written: '12/2/2026 2:00 PM' }],
    });
    const [open] = (await ask('GET', '/v1/interviews/upcoming')).body.data;
    expect(open).toMatchObject({ writtenStart: '2026-12-01T14:00' });
    expect(open).not.toHaveProperty('timeZone');
    expect(await ask('PATCH', `/v1/interviews/${open.id}`, { timeZone: 'Europe/London' })).toMatchObject({
      status: 200,
      body: { startsAt: '2026-12-01T14:00:00.000Z', timeZone: 'Europe/London' },
    });
    const own = { title: 'Second interview', date: '2026-12-02', time: '14:00', timeZone: 'America/New_York' };
    const added = await ask('POST', '/v1/interviews', own);
    expect(added).toMatchObject({ status: 201, body: { startsAt: '2026-12-02T19:00:00.000Z' } });
    expect((await ask('GET', '/v1/me/export')).body.ownInterviews).toEqual([added.body]);
    expect((await ask('GET', '/v1/interviews/upcoming')).body.data).toHaveLength(2);
    expect(await ask('DELETE', `/v1/interviews/${added.body.id}`)).toMatchObject({ status: 204 });
    expect(await ask('DELETE', `/v1/interviews/${open.id}`)).toMatchObject({ status: 404 });
  });
});
