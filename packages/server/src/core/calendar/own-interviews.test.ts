import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAY, entry, FILE, HOUR, setUp, START } from './test-calendar-service.ts';
import { daysUntil, whenOf } from './when.ts';

const unstated = (more = {}) => {
  const { timeZone: _none, ...event } = entry('Interview', START + DAY + 14 * HOUR, more);
  return { ...event, writtenStart: '2026-11-22T14:00' };
};
const BERLIN = 'Europe/Berlin';

describe('[N-15] an interview whose calendar does not state the zone', () => {
  it('is given as written, until the candidate says in which zone it is', async () => {
    const { calendars, scope } = setUp([unstated()]);
    await calendars.connect(scope, FILE, {});
    const [interview] = (await calendars.upcoming(scope, { limit: 5 })).data;
    expect(interview).toMatchObject({ writtenStart: '2026-11-22T14:00' });
    expect(interview).not.toHaveProperty('timeZone');
    expect(whenOf(interview ?? { startsAt: '', allDay: false })).toBe(
      'Sunday 22 November 2026, 14:00 as written (time zone not stated)',
    );
    const id = interview?.id ?? '';
    const stated = await calendars.stateZone(scope, id, 'America/New_York');
    expect(stated).toMatchObject({ id, startsAt: '2026-11-22T19:00:00.000Z', timeZone: 'America/New_York' });
    expect(stated).not.toHaveProperty('writtenStart');
    await calendars.connect(scope, FILE, {});
    expect((await calendars.upcoming(scope, { limit: 5 })).data).toEqual([stated]);
    // What is taken along is what holds.
    expect((await calendars.kept(scope))?.interviews).toEqual([stated]);
  });

  it('is asked about again once the calendar was disconnected', async () => {
    const { calendars, scope } = setUp([unstated()]);
    await calendars.connect(scope, FILE, {});
    const id = (await calendars.upcoming(scope, { limit: 5 })).data[0]?.id ?? '';
    await calendars.stateZone(scope, id, BERLIN);
    await calendars.disconnect(scope);
    await calendars.connect(scope, FILE, {});
    expect((await calendars.upcoming(scope, { limit: 5 })).data).toMatchObject([{ writtenStart: '2026-11-22T14:00' }]);
  });

  it('lies ahead as long as it may, wherever it takes place', async () => {
    const { calendars, scope, clock } = setUp([unstated()]);
    await calendars.connect(scope, FILE, {});
    await clock.advance(DAY + 20 * HOUR);
    expect((await calendars.upcoming(scope, { limit: 5 })).data).toHaveLength(1);
    await clock.advance(7 * HOUR);
    expect((await calendars.upcoming(scope, { limit: 5 })).data).toEqual([]);
  });

  it('has no other zone than one there is, and nobody else states it', async () => {
    const { calendars, scope } = setUp([unstated(), entry('Interview at noon', START + 3 * DAY)]);
    await calendars.connect(scope, FILE, {});
    const [first, second] = (await calendars.upcoming(scope, { limit: 5 })).data;
    for (const zone of ['Mars/Base', '+0100'])
      await expect(calendars.stateZone(scope, first?.id ?? '', zone)).rejects.toMatchObject({
        code: 'validation_failed',
        fields: [{ in: 'body', path: '/timeZone' }],
      });
    // Where the calendar states the zone, that stands.
    await expect(calendars.stateZone(scope, second?.id ?? '', BERLIN)).rejects.toMatchObject({ code: 'not_found' });
    await expect(calendars.stateZone(scope, 'int_0', BERLIN)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is as many days away as is written', () => {
    const at = { startsAt: '2026-11-22T23:00:00.000Z', writtenStart: '2026-11-23T08:00' };
    expect(daysUntil(at, START)).toBe(2);
  });
});

describe('[N-15] an interview that was added by hand', () => {
  const given = { title: 'Second talk with Northfield', date: '2026-11-24', time: '10:00', timeZone: BERLIN };

  it('is upcoming without any calendar, and names the posting it is about', async () => {
    const { calendars, scope } = setUp();
    const added = await calendars.add(scope, given);
    expect(added).toMatchObject({
      title: given.title,
      startsAt: '2026-11-24T09:00:00.000Z',
      isInterview: { by: 'candidate' },
      postingId: 'pst_1',
    });
    expect(await calendars.add(scope, given)).toEqual(added);
    expect(await calendars.upcoming(scope, { limit: 5 })).toEqual({ connected: false, data: [added] });
    expect(await calendars.added(scope)).toEqual([added]);
  });

  it('stands among those of a calendar, and stays when that is disconnected', async () => {
    const { calendars, scope } = setUp([entry('Interview', START + DAY), entry('Interview 2', START + 8 * DAY)]);
    await calendars.add(scope, given);
    await calendars.connect(scope, FILE, {});
    expect((await calendars.upcoming(scope, { limit: 5 })).data.map(({ title }) => title)).toEqual([
      'Interview',
      given.title,
      'Interview 2',
    ]);
    await calendars.disconnect(scope);
    expect((await calendars.upcoming(scope, { limit: 5 })).data).toHaveLength(1);
  });

  it('may be a day, may move to another zone, and can be taken away', async () => {
    const { calendars, scope } = setUp();
    const { time: _none, ...day } = given;
    expect(await calendars.add(scope, day)).toMatchObject({
      allDay: true,
      startsAt: '2026-11-23T23:00:00.000Z',
      endsAt: '2026-11-24T23:00:00.000Z',
    });
    const { id } = await calendars.add(scope, given);
    expect(await calendars.stateZone(scope, id, 'America/New_York')).toMatchObject({
      startsAt: '2026-11-24T15:00:00.000Z',
      timeZone: 'America/New_York',
    });
    await calendars.remove(scope, id);
    expect((await calendars.upcoming(scope, { limit: 5 })).data).toHaveLength(1);
    await expect(calendars.remove(scope, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each([
    [{ date: '2026-02-30' }, '/date'],
    [{ date: '2026-13-01' }, '/date'],
    [{ timeZone: 'Mars/Base' }, '/timeZone'],
    [{ timeZone: '+0100' }, '/timeZone'],
    [{ timeZone: '+01' }, '/timeZone'],
    [{ timeZone: '-05:30' }, '/timeZone'],
    [{ title: ' \u200b ' }, '/title'],
    [{ date: '2020-11-24' }, '/date'],
    [{ date: '2026-11-19' }, '/date'],
    [{ date: '2028-11-23' }, '/date'],
    [{ date: '9999-12-31' }, '/date'],
  ])('is refused with %j', async (wrong, path) => {
    const { calendars, scope } = setUp();
    await expect(calendars.add(scope, { ...given, ...wrong })).rejects.toMatchObject({ fields: [{ path }] });
  });

  it.each(['UTC', 'Etc/GMT-1', 'GMT', 'Europe/London'])('may be in the zone %s', async (timeZone) => {
    const { calendars, scope } = setUp();
    expect(await calendars.add(scope, { ...given, timeZone })).toMatchObject({ timeZone });
  });

  it('is kept up to the limit of twenty, also where forty come at once', async () => {
    const { calendars, scope } = setUp();
    const added = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => calendars.add(scope, { ...given, title: `Interview ${index}` })),
    );
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    const refused = added.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'validation_failed', fields: [{ path: '/title' }] });
    expect(await calendars.added(scope)).toHaveLength(20);
  });

  it('may have been yesterday, and may be in two years', async () => {
    const { calendars, scope } = setUp();
    for (const date of ['2026-11-20', '2028-11-20']) await calendars.add(scope, { ...given, date });
    expect(await calendars.added(scope)).toHaveLength(2);
  });

  it('is one of twenty at most, of which past ones make room', async () => {
    const { calendars, scope, clock } = setUp();
    for (let index = 0; index < 20; index += 1) await calendars.add(scope, { ...given, title: `Talk ${index}` });
    await expect(calendars.add(scope, given)).rejects.toMatchObject({ fields: [{ path: '/title' }] });
    await clock.advance(30 * DAY);
    await calendars.add(scope, { ...given, date: '2027-01-04' });
    expect(await calendars.added(scope)).toHaveLength(1);
  });
});

describe('[N-15] what could not be read of a calendar', () => {
  it('is named where it is an interview, and counted where it is not', async () => {
    const { calendars, scope, state } = setUp([entry('Dentist', START + DAY)]);
    state.unread = [
      { title: 'Interview with Ana', written: '12/1/2026 2pm' },
      { title: 'Therapy', written: 'soon' },
      { title: '' },
    ];
    expect((await calendars.connect(scope, FILE, {})).events).toEqual({
      seen: 1,
      unread: 3,
      interviews: 0,
      unreadInterviews: [{ title: 'Interview with Ana', written: '12/1/2026 2pm' }],
    });
  });
});

describe('[N-15] the address of a calendar', () => {
  const { url } = JSON.parse(
    readFileSync(new URL('../../../../../tests/cases/calendar/webcal-address.json', import.meta.url), 'utf8'),
  ) as { url: string };

  it.each([
    url,
    'WEBCAL://calendar.example.com/a.ics',
    'webcals://calendar.example.com/a.ics',
    'webcal://calendar.example.com:80/a.ics',
    ' https://calendar.example.com/a.ics\n',
    '<https://calendar.example.com/a.ics>',
    'feed:webcal://calendar.example.com/a.ics',
    'webcal://https://calendar.example.com/a.ics',
  ])('%j is taken as https', async (address) => {
    const { calendars, scope, state } = setUp();
    await calendars.connect(scope, { kind: 'url', url: address }, {});
    expect(state.fetched).toEqual(['https://calendar.example.com/a.ics']);
  });
});
