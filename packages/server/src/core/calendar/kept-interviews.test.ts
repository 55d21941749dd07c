import { describe, expect, it } from 'vitest';
import { scopeFor } from '../tenancy/scope.ts';
import { CALENDAR_LIMITS, interviewsAmong } from './kept-interviews.ts';
import type { CalendarEvent } from './ports.ts';
import { type Job, recognised } from './recognition.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const HOUR = 3_600_000;
const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const job: Job = { postingId: 'pst_nurse', title: 'Staff Nurse', company: 'Northfield Hospital Ltd' };
const entry = (title: string, more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: title,
  occurrence: '',
  title,
  startsAt: NOW + HOUR,
  endsAt: NOW + 2 * HOUR,
  allDay: false,
  links: [],
  ...more,
});
const kept = (events: readonly CalendarEvent[], jobs: readonly Job[] = [job]) =>
  interviewsAmong(events, { scope, jobs, now: NOW, until: NOW + 90 * 24 * HOUR }).interviews;

describe('what is kept of a calendar', () => {
  it('is the interview with its place, people and why it is one, without the secrets of its links', () => {
    const event = entry('Interview at Northfield Hospital https://northfield.example/a?key=1', {
      timeZone: 'Europe/London',
      location: 'Room 3, https://acme.zoom.us/j/1?pwd=secret',
      organiser: { name: 'Jo\u202e Meyer', address: 'jo@northfield.example' },
      description: 'Bring your papers.',
    });
    expect(kept([event, entry('Dentist')])).toEqual([
      {
        id: expect.stringMatching(/^int_[0-9a-f]{32}$/),
        title: 'Interview at Northfield Hospital northfield.example',
        startsAt: NOW + HOUR,
        endsAt: NOW + 2 * HOUR,
        allDay: false,
        isInterview: { by: 'word', words: 'Interview' },
        timeZone: 'Europe/London',
        location: 'Room 3, acme.zoom.us',
        organiser: 'Jo Meyer',
        videoHost: 'acme.zoom.us',
        postingId: 'pst_nurse',
        version: { entry: expect.stringMatching(/^[0-9a-f]{32}$/), sequence: 0, stamp: 0 },
      },
    ]);
  });

  it('has only the fields that the calendar gives; an address stands for a name', () => {
    const [plain] = kept([entry('Interview', { organiser: { address: 'jo@acme.example' } })], []);
    expect(Object.keys(plain ?? {}).toSorted()).toEqual([
      'allDay',
      'endsAt',
      'id',
      'isInterview',
      'organiser',
      'startsAt',
      'title',
      'version',
    ]);
    expect(plain?.organiser).toBe('jo@acme.example');
  });

  it('lies ahead, within the time that is looked at, and ends after it begins', () => {
    const until = NOW + 90 * 24 * HOUR;
    const events = [
      entry('Interview at the last moment', { startsAt: until, endsAt: until }),
      entry('Interview too late', { startsAt: until + 1, endsAt: until + HOUR }),
      entry('Interview backwards', { endsAt: NOW + HOUR - 1 }),
      entry('Interview yesterday', { startsAt: NOW - 24 * HOUR, endsAt: NOW - 23 * HOUR }),
      entry('Interview soon'),
    ];
    expect(kept(events).map(({ title }) => title)).toEqual(['Interview soon', 'Interview at the last moment']);
  });

  it('is the soonest fifty, whatever their order', () => {
    const events = Array.from({ length: 51 }, (_, index) =>
      entry(`Interview ${index}`, { startsAt: NOW + (51 - index) * HOUR, endsAt: NOW + 60 * HOUR }),
    );
    const found = kept(events);
    expect(found).toHaveLength(CALENDAR_LIMITS.interviews);
    expect([found[0]?.title, found.at(-1)?.title]).toEqual(['Interview 50', 'Interview 1']);
  });

  it('has one id per appointment of a candidate, also when it is moved', () => {
    const id = (event: CalendarEvent, of = scope) =>
      interviewsAmong([event], { scope: of, jobs: [], now: NOW, until: NOW + 90 * 24 * HOUR }).interviews[0]?.id;
    const first = entry('Interview');
    const other = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_b' } });
    expect(id({ ...first, title: 'Interview moved', startsAt: NOW + 1.5 * HOUR })).toBe(id(first));
    const ids = [id(first), id({ ...first, occurrence: '2' }), id({ ...first, uid: 'other' }), id(first, other)];
    expect(new Set(ids).size).toBe(4);
  });
});

describe('the posting an interview is about', () => {
  const about = (event: CalendarEvent, ...jobs: Job[]) => recognised(event, jobs)?.postingId;
  const at = (postingId: string, title: string, company?: string): Job =>
    company === undefined ? { postingId, title } : { postingId, title, company };

  it('is the one whose company and title are named, the company counting more than the title', () => {
    const [cook, clerk] = [at('cook', 'Sous Chef', 'Lakeside'), at('clerk', 'Ward Clerk', 'Northfield')];
    expect(about(entry('Interview: Ward Clerk at Lakeside'), clerk, cook)).toBe('cook');
    expect(about(entry('Interview: Ward Clerk', { location: 'Lakeside' }), clerk, cook)).toBe('cook');
    expect(about(entry('Interview: Ward Clerk', { description: 'Also for the sous chef.' }), cook, clerk)).toBe(
      'clerk',
    );
    expect(about(entry('Interview', { description: 'For the sous chef.' }), clerk, cook)).toBe('cook');
    expect(about(entry('Interview', { location: 'Lakeside' }), clerk, cook)).toBe('cook');
    expect(
      about(entry('Interview', { organiser: { name: 'Lakeside team' }, location: 'Northfield' }), clerk, cook),
    ).toBe('cook');
  });

  it('is named without legal forms before or after it, by three letters at least', () => {
    expect(about(entry('Interview Lakeside'), at('a', 'X', 'Lakeside S.r.l.'))).toBe('a');
    expect(about(entry('Interview Lakeside'), at('a', 'X', 'The Lakeside Company Ltd'))).toBe('a');
    expect(about(entry('Interview BMW'), at('a', 'X', 'BMW AG'))).toBe('a');
    expect(about(entry('Interview Company'), at('a', 'X', 'Company'))).toBe('a');
    expect(about(entry('Interview AB'), at('a', 'X', 'AB'))).toBeUndefined();
    expect(about(entry('Interview Lakesides'), at('a', 'X', 'Lakeside'))).toBeUndefined();
  });

  it('is not named by a title of one word, nor by the last part of an address', () => {
    expect(about(entry('Interview Teacher'), at('a', 'Teacher'))).toBeUndefined();
    const from = (address: string) => entry('Interview', { organiser: { address } });
    expect(about(from('jo@mail.lakeside.example'), at('a', 'X', 'Lakeside'))).toBe('a');
    expect(about(from('jo@shop.lakeside'), at('a', 'X', 'Lakeside'))).toBeUndefined();
    expect(about(from('jo@bmw.example'), at('a', 'X', 'BMW'))).toBeUndefined();
    expect(about(from('lakeside@mail.example'), at('a', 'X', 'Lakeside'))).toBeUndefined();
  });
});
