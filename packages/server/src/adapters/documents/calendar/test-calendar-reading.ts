import type { CalendarQuestion } from '../../../core/calendar/ports.ts';
import { calendarDocument } from './calendar-document.ts';
import { calendarOf, entry } from './test-calendars.ts';

const from = Date.UTC(2026, 10, 21);
const until = Date.UTC(2027, 1, 19);

export const read = (text: string | Uint8Array, more: Partial<CalendarQuestion> = {}) =>
  calendarDocument(typeof text === 'string' ? new TextEncoder().encode(text) : text, { from, until, ...more });
export const one = (text: string, more: Partial<CalendarQuestion> = {}) => {
  const [first] = read(text, more).events;
  if (first === undefined) throw new Error('no entry');
  return { ...first, startsAt: new Date(first.startsAt).toISOString(), endsAt: new Date(first.endsAt).toISOString() };
};
export const single = (...all: string[]) => calendarOf([entry('UID:a', ...all)]);
