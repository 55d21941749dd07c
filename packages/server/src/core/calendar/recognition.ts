import { jobTitle } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import { folded, wordsOf } from '../vocabulary/ports.ts';
import {
  HIRING_TOOLS,
  interviewWordsIn,
  isCancelled,
  isOfInterviewer,
  isOtherwise,
  LEGAL_FORMS,
  mentionsHiring,
  mentionsMeeting,
  SCHEDULERS,
} from './interview-words.ts';
import type { CalendarEvent, Interview } from './ports.ts';
import { belongsTo, hostAmong, videoHostOf } from './video-host.ts';

/** A posting as a calendar might name it. */
export type Job = { readonly postingId: string; readonly title: string; readonly company?: string };

export type Recognised = { readonly isInterview: Interview['isInterview']; readonly postingId?: string };

const SHORTEST_NAME = 3;
/** A title of one word ("Teacher") stands in many a calendar without meaning the job. */
const DISTINCTIVE_WORDS = 2;

/**
 * Why an entry is taken for an interview: its title says so, or it is about one of the candidate's postings. `undefined`
 * for everything else that a calendar holds. Jobs come newest first.
 */
export function recognised(event: CalendarEvent, jobs: readonly Job[]): Recognised | undefined {
  const { title } = event;
  return isCancelled(title) ? undefined : recognisedAnyway(event, jobs);
}

/** The same for an entry that may be cancelled, by its title or otherwise. */
export function recognisedAnyway(event: CalendarEvent, jobs: readonly Job[]): Recognised | undefined {
  if (isOfInterviewer(event.title) || event.invitesOthers === true) return undefined;
  const named = jobs.map((job) => ({ job, ...namesOf(event, job) }));
  const best = named.toSorted((a, b) => b.points - a.points).find(({ points }) => points > 0);
  const why = byWords(event, best !== undefined) ?? byPosting(event, named) ?? byTool(event);
  if (why === undefined) return undefined;
  return { isInterview: why, ...defined({ postingId: best?.job.postingId }) };
}

function byWords(
  { title, description = '', location = '' }: CalendarEvent,
  aboutJob: boolean,
): Interview['isInterview'] | undefined {
  const words =
    interviewWordsIn(title, aboutJob) ??
    (aboutJob ? interviewWordsIn(`${location}\n\n${description}`, true) : undefined);
  return words === undefined ? undefined : { by: 'word', words };
}

function byPosting(event: CalendarEvent, named: readonly Named[]): Interview['isInterview'] | undefined {
  for (const { inTitle, inOrganiser, jobInTitle, sender } of named) {
    if (jobInTitle !== undefined) return { by: 'posting', words: jobInTitle };
    if (sender !== undefined) return { by: 'posting', words: sender };
    const company = inTitle ?? inOrganiser;
    if (company !== undefined && (mentionsMeeting(event.title) || videoHostOf(event) !== undefined))
      return { by: 'posting', words: company };
  }
  return undefined;
}

/** By the program that sent the invitation: one for hiring, or one for any meeting that talks of hiring. */
function byTool(event: CalendarEvent): Interview['isInterview'] | undefined {
  const { title, description = '', organiser } = event;
  if (isOtherwise(title)) return undefined;
  const domain = organiser?.address?.split('@').at(-1)?.toLowerCase() ?? '';
  const from = (tools: readonly string[]) => (belongsTo(domain, tools) ? domain : hostAmong(event, tools));
  const tool = from(HIRING_TOOLS);
  if (tool !== undefined) return { by: 'word', words: tool };
  const scheduler = from(SCHEDULERS);
  const isAboutHiring = mentionsHiring(`${title}\n\n${description}\n\n${organiser?.name ?? ''}`);
  return scheduler !== undefined && isAboutHiring ? { by: 'word', words: scheduler } : undefined;
}

type Named = {
  readonly points: number;
  readonly inTitle?: string;
  readonly inOrganiser?: string;
  readonly jobInTitle?: string;
  readonly sender?: string;
};

/** Where an entry names a job or its company, in the words of the posting. */
function namesOf(event: CalendarEvent, { title, company }: Job): Named {
  const { organiser, location = '', description = '' } = event;
  const name = companyName(company);
  const role = jobTitle(title);
  const distinctive = wordsOf(role).length >= DISTINCTIVE_WORDS;
  const inTitle = name !== undefined && names(event.title, name);
  const inOrganiser =
    name !== undefined && (names(organiser?.name ?? '', name) || isDomainOf(organiser?.address, firstWord(name)));
  const sender = name !== undefined && isDomainOf(organiser?.address, name);
  const inRest = name !== undefined && names(`${location}\n${description}`, name);
  const jobInTitle = distinctive && names(event.title, role);
  const jobInRest = distinctive && names(description, role);
  return {
    points: (inTitle || inOrganiser || sender ? 4 : inRest ? 3 : 0) + (jobInTitle ? 2 : jobInRest ? 1 : 0),
    ...(inTitle ? { inTitle: name } : {}),
    ...(inOrganiser ? { inOrganiser: name } : {}),
    ...(jobInTitle ? { jobInTitle: role } : {}),
    ...(sender ? { sender: name } : {}),
  };
}

/** A company's name without its legal form; `undefined` where too little is left to recognise it by. */
function companyName(company: string | undefined): string | undefined {
  const words = wordsOf(company?.replace(/\b(?:\p{L}\.){2,4}/gu, ' ') ?? '').map(({ text }) => text);
  while (words.length > 1 && LEGAL_FORMS.has(folded(words.at(-1) ?? ''))) words.pop();
  while (words.length > 1 && LEGAL_FORMS.has(folded(words[0] ?? ''))) words.shift();
  const name = words.join(' ');
  return squashed(name).length < SHORTEST_NAME ? undefined : name;
}

/** What many a company shortens its name to. */
function firstWord(name: string): string {
  const [first = ''] = name.split(' ');
  return first.length > SHORTEST_NAME + 1 ? first : '';
}

/** Whether a text holds a name, word for word, however it is written. */
function names(text: string, name: string): boolean {
  const spread = (value: string) =>
    ` ${wordsOf(value)
      .map((word) => folded(word.text))
      .join(' ')} `;
  return spread(text).includes(spread(name));
}

function isDomainOf(address: string | undefined, name: string): boolean {
  const labels = folded(address?.split('@').at(-1) ?? '')
    .split('.')
    .slice(0, -1);
  const plain = squashed(name);
  return plain.length > SHORTEST_NAME && labels.some((label) => squashed(label) === plain);
}

const squashed = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, '');
