import type { components } from '../../contract/openapi.d.ts';
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
import type { CalendarEvent } from './calendar-event.ts';
import { belongsTo, hostAmong, videoHostOf } from './video-host.ts';

type Why = components['schemas']['Interview']['isInterview'];

/** A posting as a calendar might name it. */
export type Job = { readonly postingId: string; readonly title: string; readonly company?: string };

export type Recognised = { readonly isInterview: Why; readonly postingId?: string };

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
  if (event.invitesOthers === true) return undefined;
  const texts = textsOf(event);
  const named = jobs.map((job) => ({ job, ...namesOf({ event, texts }, job) }));
  const outweighed = hiringToolOf(event) !== undefined || named.some(namesEmployer);
  if (!outweighed && isOfInterviewer(event.title)) return undefined;
  const best = named.toSorted((a, b) => b.points - a.points).find(({ points }) => points > 0);
  const why = byWords(event, { aboutJob: best !== undefined, outweighed }) ?? byPosting(event, named) ?? byTool(event);
  if (why === undefined) return undefined;
  return { isInterview: why, ...defined({ postingId: best?.job.postingId }) };
}

function byWords(
  { title, description = '', location = '' }: CalendarEvent,
  { aboutJob, outweighed }: { aboutJob: boolean; outweighed: boolean },
): Why | undefined {
  const words =
    interviewWordsIn(title, aboutJob, outweighed) ??
    (aboutJob ? interviewWordsIn(`${location}\n\n${description}`, true) : undefined);
  return words === undefined ? undefined : { by: 'word', words };
}

function byPosting(event: CalendarEvent, named: readonly Named[]): Why | undefined {
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
function byTool(event: CalendarEvent): Why | undefined {
  const { title, description = '', organiser } = event;
  if (isOtherwise(title)) return undefined;
  const tool = hiringToolOf(event);
  if (tool !== undefined) return { by: 'word', words: tool };
  const scheduler = senderAmong(event, SCHEDULERS);
  const isAboutHiring = mentionsHiring(`${title}\n\n${description}\n\n${organiser?.name ?? ''}`);
  return scheduler !== undefined && isAboutHiring ? { by: 'word', words: scheduler } : undefined;
}

const hiringToolOf = (event: CalendarEvent): string | undefined => senderAmong(event, HIRING_TOOLS);

function senderAmong(event: CalendarEvent, tools: readonly string[]): string | undefined {
  const domain = event.organiser?.address?.split('@').at(-1)?.toLowerCase() ?? '';
  return belongsTo(domain, tools) ? domain : hostAmong(event, tools);
}

/** Whoever interviews others seldom stands beside the employer of a posting that they practise for. */
function namesEmployer({ inTitle, inOrganiser, sender }: Named): boolean {
  return (inTitle ?? inOrganiser ?? sender) !== undefined;
}

type Named = {
  readonly points: number;
  readonly inTitle?: string;
  readonly inOrganiser?: string;
  readonly jobInTitle?: string;
  readonly sender?: string;
};

/** Where an entry names a job or its company, in the words of the posting. */
function namesOf({ event: { organiser }, texts }: { event: CalendarEvent; texts: Texts }, job: Job): Named {
  const { name, role, distinctive, spreadName, spreadRole } = namesOfJob(job);
  const inTitle = name !== undefined && texts.title.includes(spreadName);
  const inOrganiser =
    name !== undefined && (texts.organiser.includes(spreadName) || isDomainOf(organiser?.address, firstWord(name)));
  const sender = name !== undefined && isDomainOf(organiser?.address, name);
  const inRest = name !== undefined && (texts.location.includes(spreadName) || texts.description.includes(spreadName));
  const jobInTitle = distinctive && texts.title.includes(spreadRole);
  const jobInRest = distinctive && texts.description.includes(spreadRole);
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

type Texts = Readonly<Record<'title' | 'organiser' | 'location' | 'description', string>>;

/** The texts of an entry with their words apart, once for all jobs. */
function textsOf({ title, organiser, location = '', description = '' }: CalendarEvent): Texts {
  return {
    title: spread(title),
    organiser: spread(organiser?.name ?? ''),
    location: spread(location),
    description: spread(description),
  };
}

type JobNames = {
  readonly name: string | undefined;
  readonly role: string;
  readonly distinctive: boolean;
  /** Both with their words apart. */
  readonly spreadName: string;
  readonly spreadRole: string;
};
const namesByJob = new WeakMap<Job, JobNames>();

function namesOfJob(job: Job): JobNames {
  const known = namesByJob.get(job);
  if (known !== undefined) return known;
  const role = jobTitle(job.title);
  const name = companyName(job.company);
  const distinctive = wordsOf(role).length >= DISTINCTIVE_WORDS;
  const found = { name, role, distinctive, spreadName: spread(name ?? ''), spreadRole: spread(role) };
  namesByJob.set(job, found);
  return found;
}

/** The words of a text, so that one that holds another holds it word for word, however it is written. */
function spread(text: string): string {
  return ` ${wordsOf(text)
    .map((word) => folded(word.text))
    .join(' ')} `;
}

function isDomainOf(address: string | undefined, name: string): boolean {
  const labels = folded(address?.split('@').at(-1) ?? '')
    .split('.')
    .slice(0, -1);
  const plain = squashed(name);
  return plain.length > SHORTEST_NAME && labels.some((label) => squashed(label) === plain);
}

const squashed = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, '');
