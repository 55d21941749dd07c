import { CalendarService } from '../core/calendar/calendar-service.ts';
import type { Postings } from '../core/postings/ports.ts';
import { practicePast } from '../core/practice/practice-past.ts';
import { ownFigures } from '../core/preparation/own-figures.ts';
import { savedAnswers } from '../core/preparation/saved-answers.ts';
import type { SessionLog } from '../core/sessions/ports.ts';
import type { AppDependencies } from './dependencies.ts';

/** What candidates keep beside their chats. */
export function createPreparationServices(
  { storage, clock, calendars }: AppDependencies,
  { log, postings: postingService }: { log: SessionLog; postings: Postings },
) {
  const { records } = storage;
  const past = practicePast({ records, log });
  return {
    past,
    answers: savedAnswers({ records, clock }),
    figures: ownFigures({ records, clock }),
    calendars: new CalendarService({ records, ...calendars, postings: postingService, past, clock }),
  };
}
