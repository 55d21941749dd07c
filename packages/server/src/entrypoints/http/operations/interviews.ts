import type { HttpServices } from '../options.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { EMPTY, json } from '../answer.ts';
import { pageOf, scopeOf } from '../call.ts';
import type { Handlers } from '../handlers.ts';

type Names =
  | 'putCalendar'
  | 'getCalendar'
  | 'deleteCalendar'
  | 'addInterview'
  | 'stateInterviewZone'
  | 'deleteInterview'
  | 'listUpcomingInterviews';

/** The candidate's calendar, and the interviews in it. */
export function interviewOperations({ calendars }: HttpServices): Pick<Handlers, Names> {
  return {
    putCalendar: async (call) => {
      const { body } = call;
      const source =
        body instanceof Uint8Array ? { kind: 'file' as const, bytes: body } : { kind: 'url' as const, url: body.url };
      return json(
        await calendars.connect(scopeOf(call), source, defined({ timeZone: call.query.timeZone, add: call.query.add })),
      );
    },
    getCalendar: async (call) => json(await calendars.get(scopeOf(call))),
    deleteCalendar: async (call) => {
      await calendars.disconnect(scopeOf(call));
      return EMPTY;
    },
    addInterview: async (call) => json(await calendars.add(scopeOf(call), call.body), 201),
    stateInterviewZone: async (call) =>
      json(await calendars.stateZone(scopeOf(call), call.path.interviewId, call.body.timeZone)),
    deleteInterview: async (call) => {
      await calendars.remove(scopeOf(call), call.path.interviewId);
      return EMPTY;
    },
    listUpcomingInterviews: async (call) =>
      json(await calendars.upcoming(scopeOf(call), { limit: pageOf(call.query).limit })),
  };
}
