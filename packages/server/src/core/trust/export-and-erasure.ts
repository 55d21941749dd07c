import type { Calendars } from '../calendar/ports.ts';
import type { Chats } from '../chat/ports.ts';
import type { Consents } from '../consents/ports.ts';
import { isoTime, type Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError, type ErrorCode } from '../kernel/service-error.ts';
import { joined } from '../objects/ports.ts';
import type { Postings } from '../postings/ports.ts';
import type { FigureRepository, SavedAnswers } from '../preparation/ports.ts';
import type { Preps } from '../preps/ports.ts';
import type { Page } from '../records/ports.ts';
import type { Research, ResearchTask } from '../research/ports.ts';
import type { Resumes } from '../resumes/ports.ts';
import { BEGINNING, isPublic, type Position } from '../sessions/ports.ts';
import { type Scope, withoutBound } from '../tenancy/scope.ts';
import type { CandidateEraser } from './candidate-eraser.ts';
import type { Export, PersonalData } from './ports.ts';

export type PersonalDataDependencies = {
  readonly eraser: Pick<CandidateEraser, 'erase'>;
  readonly resumes: Pick<Resumes, 'get'>;
  readonly postings: Pick<Postings, 'list'>;
  readonly chats: Pick<Chats, 'list' | 'past'>;
  readonly preps: Pick<Preps, 'list' | 'document'>;
  readonly calendars: Pick<Calendars, 'kept' | 'added'>;
  readonly answers: Pick<SavedAnswers, 'list'>;
  readonly figures: Pick<FigureRepository, 'known'>;
  readonly research: Pick<Research, 'list'>;
  readonly consents: Pick<Consents, 'list'>;
  /** The id of an event on the wire. */
  readonly positionId: (position: Position) => string;
  readonly clock: Clock;
};

const PAGE = 100;
const EVENTS = 500;

/** All that is kept about a candidate: to take along, and to be gone. */
export function personalData(dependencies: PersonalDataDependencies): PersonalData {
  return {
    async export(given) {
      // All that is kept, also by a token that is for one posting: it is the candidate's own.
      const scope = withoutBound(given);
      const { resumes, postings, chats, preps, calendars, answers, figures, research, consents, clock } = dependencies;
      const resume = await unless('not_found', resumes.get(scope));
      const [calendar, known] = [await calendars.kept(scope), await figures.known(scope)];
      const ownInterviews = await calendars.added(scope);
      const exported: Export = {
        exportedAt: isoTime(clock.now()),
        candidateId: scope.subject.id,
        ...defined({ resume }),
        postings: await all((page) => postings.list(scope, page)),
        chats: [],
        preps: [],
        ...defined({ calendar }),
        ...(ownInterviews.length === 0 ? {} : { ownInterviews }),
        savedAnswers: await all((page) => answers.list(scope, page)),
        ...defined({ figures: known }),
        consents: await all((page) => consents.list(scope, page)),
        research: (await all((page) => research.list(scope, page))).map(researchOf),
      };
      for (const chat of await all((page) => chats.list(scope, page)))
        exported.chats.push({ chat, events: await eventsOf(scope, chat.id, dependencies) });
      for (const prep of await all((page) => preps.list(scope, page)))
        exported.preps.push({ prep, ...(await markdownOf(scope, prep.id, preps)) });
      return exported;
    },

    async erase(scope) {
      await dependencies.eraser.erase(scope);
    },
  };
}

function researchOf({ id, state, request, report }: ResearchTask): NonNullable<Export['research']>[number] {
  return { id, state, company: request.company, posting: request.posting, ...defined({ report }) };
}

async function eventsOf(
  scope: Scope,
  chatId: string,
  { chats, positionId }: PersonalDataDependencies,
): Promise<Export['chats'][number]['events']> {
  const events: Export['chats'][number]['events'] = [];
  let after = BEGINNING;
  for (;;) {
    const past = await chats.past(scope, chatId, { after, limit: EVENTS });
    for (const { position, fact } of past) {
      if (isPublic(fact)) events.push({ id: positionId(position), event: fact });
      after = position;
    }
    if (past.length === 0) return events;
  }
}

async function markdownOf(
  scope: Scope,
  prepId: string,
  preps: Pick<Preps, 'document'>,
): Promise<{ markdown?: string }> {
  const document = await unless('prep_not_ready', unless('not_found', preps.document(scope, prepId, 'markdown')));
  return document === undefined ? {} : { markdown: new TextDecoder().decode(await joined(document.stored.read())) };
}

async function all<Item>(
  list: (page: Page) => Promise<{ data: readonly Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let page: Page = { limit: PAGE };
  for (;;) {
    const { data, nextCursor } = await list(page);
    items.push(...data);
    if (nextCursor === null) return items;
    page = { limit: PAGE, cursor: nextCursor };
  }
}

async function unless<Value>(code: ErrorCode, attempt: Promise<Value>): Promise<Value | undefined> {
  try {
    return await attempt;
  } catch (failure) {
    if (failure instanceof ServiceError && failure.code === code) return undefined;
    throw failure;
  }
}
