import { describe, expect, it } from 'vitest';
import type { CalendarEvent, CalledOff } from './ports.ts';
import { DAY, FILE, START, entry, setUp } from './test-calendar-service.ts';

const interview = (uid: string, more: Partial<CalendarEvent> = {}) =>
  entry(`Interview ${uid}`, START + 2 * DAY, { uid, ...more });
const off = (event: CalendarEvent, why: CalledOff['off'] = 'cancelled'): CalledOff => ({ ...event, off: why });

/** Gives files one after another; each holds events that take place, and events that do not. */
async function given(...files: readonly (readonly (CalendarEvent | CalledOff)[])[]) {
  const { calendars, state, scope, storage } = setUp();
  for (const file of files) {
    state.events = file.filter((event) => !('off' in event));
    state.calledOff = file.filter((event) => 'off' in event);
    await calendars.connect(scope, FILE, { add: true });
  }
  const { data } = await calendars.upcoming(scope, { limit: 50 });
  const { events } = await calendars.get(scope);
  return { titles: data.map(({ title }) => title), data, events, calendars, scope, state, storage };
}

describe('[N-15] calendar files given one after another', () => {
  it('stand together', async () => {
    const { titles, events } = await given([interview('one')], [interview('two', { startsAt: START + DAY })]);
    expect(titles).toEqual(['Interview two', 'Interview one']);
    expect(events.interviews).toBe(2);
  });

  it('count once where the same one is given again', async () => {
    expect((await given([interview('one')], [interview('one')])).titles).toEqual(['Interview one']);
  });

  it.each<[string, Partial<CalendarEvent>, Partial<CalendarEvent>]>([
    ['a higher number', { sequence: 0, stamp: 9 }, { sequence: 1, stamp: 1 }],
    ['the same number and a later time', { sequence: 1, stamp: 1 }, { sequence: 1, stamp: 2 }],
  ])('count as the version with %s, in whichever order they come', async (_case, old, fresh) => {
    const first = interview('one', { ...old, title: 'Interview at ten' });
    const moved = interview('one', { ...fresh, title: 'Interview at noon' });
    expect((await given([first], [moved])).titles).toEqual(['Interview at noon']);
    expect((await given([moved], [first])).titles).toEqual(['Interview at noon']);
  });

  it('take an interview away with its cancellation, which an older invitation does not undo', async () => {
    const cancelled = off(interview('one', { sequence: 1 }));
    for (const files of [
      [[interview('one')], [cancelled]],
      [[cancelled], [interview('one')]],
    ]) {
      const { titles, events } = await given(...files);
      expect(titles).toEqual([]);
      expect(events).toMatchObject({ interviews: 0, notAhead: { cancelled: 1 } });
    }
    const again = await given([interview('one')], [cancelled], [interview('one', { sequence: 2 })]);
    expect(again.titles).toEqual(['Interview one']);
    expect(again.events.notAhead).toBeUndefined();
  });

  it('take all occurrences of a series away with the cancellation of the series', async () => {
    const series = ['1', '2'].map((occurrence) => interview('one', { occurrence }));
    expect((await given(series)).titles).toHaveLength(2);
    expect((await given(series, [off(interview('one', { sequence: 1 }))])).titles).toEqual([]);
    const single = await given(series, [off(interview('one', { occurrence: '1', sequence: 1 }))]);
    expect(single.titles).toHaveLength(1);
  });

  it('are replaced by a file that is not to be added', async () => {
    const { calendars, scope, state } = await given([interview('one')]);
    state.events = [interview('two')];
    await calendars.connect(scope, FILE, {});
    expect((await calendars.upcoming(scope, { limit: 50 })).data.map(({ title }) => title)).toEqual(['Interview two']);
  });

  it('are replaced by an address, and replace one', async () => {
    const { calendars, scope, state } = await given([interview('one')]);
    state.events = [interview('two')];
    await calendars.connect(scope, { kind: 'url', url: 'https://calendar.example.com/a.ics' }, {});
    const titles = async () => (await calendars.upcoming(scope, { limit: 50 })).data.map(({ title }) => title);
    expect(await titles()).toEqual(['Interview two']);
    state.events = [interview('three')];
    await calendars.connect(scope, FILE, { add: true });
    expect(await titles()).toEqual(['Interview three']);
  });

  it('are all taken along, and all gone when the calendar is disconnected', async () => {
    const { calendars, scope } = await given([interview('one')], [interview('two')]);
    const taken = await calendars.kept(scope);
    expect(taken?.interviews).toHaveLength(2);
    expect(JSON.stringify(taken)).not.toContain('version');
    await calendars.disconnect(scope);
    expect((await calendars.upcoming(scope, { limit: 50 })).data).toEqual([]);
  });
});

describe('interviews that do not lie ahead', () => {
  it('are counted with the reason, and other entries are not', async () => {
    const { events } = await given([
      off(interview('one')),
      off(interview('two'), 'declined'),
      off(interview('three'), 'past'),
      interview('four', { startsAt: START - DAY, endsAt: START - DAY }),
      interview('five', { title: 'Cancelled: Interview' }),
      off(entry('Dentist', START)),
    ]);
    expect(events).toMatchObject({ interviews: 0, notAhead: { cancelled: 2, declined: 1, past: 2 } });
  });
});
