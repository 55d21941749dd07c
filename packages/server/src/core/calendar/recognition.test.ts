import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from './ports.ts';
import { type Job, recognised } from './recognition.ts';
import { videoHostOf, withHostsOnly } from './video-host.ts';

const entry = (title: string, more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'a',
  occurrence: '',
  title,
  startsAt: 0,
  endsAt: 0,
  allDay: false,
  links: [],
  ...more,
});
const nurse: Job = {
  postingId: 'pst_nurse',
  title: 'Registered Nurse, Paediatrics (m/w/d)',
  company: 'Northfield Hospital GmbH',
};
const driver: Job = { postingId: 'pst_driver', title: 'Driver', company: 'Parcel & Co. KG' };
const why = (event: CalendarEvent, jobs: readonly Job[] = []) => recognised(event, jobs)?.isInterview;

describe('an entry is taken for an interview', () => {
  it.each([
    ['Interview: Registered Nurse', 'Interview'],
    ['2nd interviews with the team', 'interviews'],
    ['Vorstellungsgespräch Klinik', 'Vorstellungsgespräch'],
    ['VORSTELLUNGSGESPRÄCH', 'VORSTELLUNGSGESPRÄCH'],
    ['Probearbeiten im Café', 'Probearbeiten'],
    ["Entretien d'embauche – Renault", "Entretien d'embauche"],
    ['Entretien RH', 'Entretien'],
    ['Entrevista de trabajo', 'Entrevista de trabajo'],
    ['Colloquio con ACME', 'Colloquio'],
    ['Sollicitatiegesprek', 'Sollicitatiegesprek'],
    ['Rozmowa kwalifikacyjna', 'Rozmowa kwalifikacyjna'],
    ['Співбесіда', 'Співбесіда'],
    ['Phone screen (30 min)', 'Phone screen'],
    ['Assessment Centre, day 1', 'Assessment Centre'],
  ])('by the words of its title: %s', (title, words) => {
    expect(why(entry(title))).toEqual({ by: 'word', words });
  });

  it('when it names the company of a posting and people who talk', () => {
    expect(recognised(entry('Call with Northfield Hospital'), [driver, nurse])).toEqual({
      isInterview: { by: 'posting', words: 'Northfield Hospital' },
      postingId: 'pst_nurse',
    });
    expect(
      why(entry('Amara / northfield hospital', { location: 'https://us02web.zoom.us/j/1?pwd=x' }), [nurse]),
    ).toEqual({ by: 'posting', words: 'Northfield Hospital' });
    expect(
      why(entry('Getting to know you', { organiser: { address: 'jo@mail.northfield-hospital.de' } }), [nurse]),
    ).toEqual({ by: 'posting', words: 'Northfield Hospital' });
    expect(
      why(entry('Short meeting', { organiser: { name: 'Jo Meyer (Northfield Hospital)' } }), [nurse]),
    ).toMatchObject({ by: 'posting' });
  });

  it('when it names the job', () => {
    expect(why(entry('Registered Nurse, Paediatrics: Amara Bello'), [nurse])).toEqual({
      by: 'posting',
      words: 'Registered Nurse, Paediatrics',
    });
  });

  it('by its description only where it is also about a posting', () => {
    const described = entry('Amara and Jo', {
      description: 'We look forward to the interview at Northfield Hospital.',
    });
    expect(recognised(described, [nurse])).toEqual({
      isInterview: { by: 'word', words: 'interview' },
      postingId: 'pst_nurse',
    });
    expect(recognised(described, [])).toBeUndefined();
  });

  it('and says which of two postings of one company', () => {
    const other: Job = { postingId: 'pst_other', title: 'Ward Clerk', company: 'Northfield Hospital' };
    expect(recognised(entry('Interview Northfield Hospital: Ward Clerk'), [nurse, other])?.postingId).toBe('pst_other');
    expect(recognised(entry('Interview Northfield Hospital'), [nurse, other])?.postingId).toBe('pst_nurse');
    expect(recognised(entry('Interview at the harbour'), [nurse, other])).not.toHaveProperty('postingId');
  });
});

describe('an entry is not taken for an interview', () => {
  it.each([
    'Team standup',
    'Dentist',
    '1:1 with Jo',
    'Mock interview',
    'Exit interview Sam',
    'User interview #4',
    'Interview training for managers',
    'Entretien annuel',
    'Entretien chaudière',
    'Inter view point',
    '',
    'Driver',
    'Driver for the move',
    'Parcel pickup',
    'Lunch at Northfield Hospital',
    'Visit grandma, Northfield Hospital',
  ])('%s', (title) => {
    expect(recognised(entry(title), [nurse, driver])).toBeUndefined();
  });

  it('by a company that has no name to speak of', () => {
    expect(
      recognised(entry('Call with a company'), [
        { postingId: 'p', title: 'X', company: 'The Company Ltd' },
        { postingId: 'q', title: 'Y', company: '' },
      ]),
    ).toBeUndefined();
    expect(recognised(entry('Call about AB'), [{ postingId: 'p', title: 'X', company: 'AB' }])).toBeUndefined();
  });
});

describe('a video link', () => {
  it.each([
    [{ links: ['https://meet.google.com/abc'] }, 'meet.google.com'],
    [{ links: [], description: 'Join<https://teams.microsoft.com/l/meetup-join/19%3a>' }, 'teams.microsoft.com'],
    [{ links: [], location: 'https://acme.zoom.us/j/1?pwd=secret' }, 'acme.zoom.us'],
    [{ links: [], description: 'Join at https://acme.zoom.us/j/1' }, 'acme.zoom.us'],
    [
      { links: [], location: 'https://video.acme.example/room/1', description: 'See https://acme.example/jobs' },
      'video.acme.example',
    ],
    [
      { links: ['https://notzoom.us/x', 'https://zoom.us.evil.example/x'], description: 'https://acme.example/jobs' },
      undefined,
    ],
    [{ links: ['javascript:alert(1)', 'https://'] }, undefined],
  ])('is known by its host: %j', (event, host) => {
    expect(videoHostOf(event)).toBe(host);
  });

  it('is never kept whole', () => {
    expect(withHostsOnly('Zoom https://acme.zoom.us/j/1?pwd=secret (room 3)')).toBe('Zoom acme.zoom.us (room 3)');
  });
});
