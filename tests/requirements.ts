/**
 * Everything that is promised, by id, with the number of the issue in which it is due, or `later` where no issue has it
 * yet. A test that proves one begins its title with the id in brackets: `[S0-3] …`. `requirements.test.ts` holds the two
 * together.
 */
export const PROMISES = {
  'S0-1': {
    issue: 3,
    is: 'One coach orchestrates tools and a research specialist, in process as well as over MCP and A2A.',
  },
  'S0-2': {
    issue: 2,
    is: 'A turn is one request, answered as a stream or one object; the server owns history and identity.',
  },
  'S0-3': {
    issue: 2,
    is: 'Streams speak `token`, `tool_call`, `pdf_generated`, `prep_list`, `error` and `done`, by exactly these names.',
  },
  'S0-4': {
    issue: 3,
    is: 'A model never receives more than 20 messages; they begin with a person, and tool calls keep their results.',
  },
  'S0-5': { issue: 3, is: 'A model that reads PDFs gets the résumé as it is, any other our text of it.' },
  'S0-6': { issue: 3, is: 'The tools are get_resume, upload_resume, list_preps and generate_prep; none takes a user.' },
  'S0-7': {
    issue: 2,
    is: 'A document is made in the background through named states, survives a restart, and is reached by a signed link of one hour.',
  },
  'S0-8': {
    issue: 3,
    is: 'Research follows one strict template, and every fact about a company carries a numbered, dated source.',
  },
  'S0-9': { issue: 2, is: 'Earlier documents are listed with signed links; an empty list is an empty list.' },
  'S0-10': {
    issue: 2,
    is: 'The widget streams answers, shows tool calls as steps and the PDF inline, lists documents, and goes on after a reload.',
  },
  'S0-11': {
    issue: 'later',
    is: 'Tokens of any OIDC issuer are verified in the app, and services trust each other by short-lived signed tokens.',
  },
  'S0-12': { issue: 'later', is: 'DynamoDB and S3 pass the same suites as the default storage.' },
  'S0-13': { issue: 'later', is: 'The AWS deployment is synthesised and asserted without an account.' },
  'S0-14': { issue: 'later', is: 'One typed configuration, masked secrets, and tracing by OpenTelemetry.' },
  'S1-1': {
    issue: 13,
    is: 'An interview goes through its stages with follow-ups, by text and by voice, from one core.',
  },
  'S1-2': {
    issue: 14,
    is: 'A LiveKit room is joined by its metadata, and an unknown session type is refused with a reason.',
  },
  'S1-3': { issue: 14, is: 'Time limits and participants are absolute, and survive a restart.' },
  'S1-4': { issue: 14, is: 'Live transcription is published as written, with an identity that no payload can forge.' },
  'S1-5': {
    issue: 14,
    is: 'A machine token is fetched once for many callers, renewed early, and tried once more after a 401.',
  },
  'S1-6': { issue: 14, is: 'Stage transcripts go through a durable outbox under idempotent names.' },
  'S1-7': { issue: 14, is: 'The full transcript waits for its stages, has the agreed shape, and is never lost.' },
  'S1-8': { issue: 14, is: 'Transcripts go to a folder or to S3, with presigned access.' },
  'S1-9': { issue: 14, is: 'Voice runs as dev, console and start; the console needs no key.' },
  'S1-10': { issue: 14, is: 'When speech fails, one apology, and the interview goes on in text.' },
  'S2-1': {
    issue: 3,
    is: 'The coach has the tools for upcoming interviews, answers to keep, an agenda, pay and goals, all of them real.',
  },
  'S2-2': {
    issue: 2,
    is: 'A turn as one JSON object; a chat is active, completed or expired, and the last two answer 409 with a clear code.',
  },
  'S2-3': { issue: 'later', is: 'Sessions are kept in files or S3, by configuration.' },
  'S2-4': {
    issue: 2,
    is: 'The coach can be tried in a terminal, alone with `--example`, and tested with published scripted engines and candidates.',
  },
  'S2-5': { issue: 2, is: 'Failures of storage and unexpected ones are both answered safely.' },
  'S2-6': { issue: 'later', is: 'Our own speed and cost are measured and printed, per turn and per tenant.' },
  'S2-7': {
    issue: 'later',
    is: 'A connected calendar leads to a document in time, with agenda, question bank, note sheet and plan.',
  },
  'S3-1': {
    issue: 15,
    is: 'An agent is created from a form with files, and a description without its file is refused by name.',
  },
  'S3-2': { issue: 15, is: 'Creation is one definition of steps, idempotent and resumable; a failure names its step.' },
  'S3-3': { issue: 15, is: 'A meta-agent writes data, and generated code is never run.' },
  'S3-4': { issue: 15, is: 'Agents are listed and shown with the agreed fields, and their status streams.' },
  'S3-5': { issue: 15, is: 'A knowledge base is used when its description says so, and answers quote their file.' },
  'S3-6': { issue: 15, is: 'Tenants are apart on every route, and nothing sensitive is logged.' },
  'S3-7': { issue: 15, is: 'An agent speaks over a socket, uses tools, and hands over to a person.' },
  'S4-1': { issue: 13, is: 'A panel has rounds and panelists from a plan that is versioned data, for any role.' },
  'S4-2': { issue: 13, is: 'One master mediates; everybody has a mailbox, and nobody blocks.' },
  'S4-3': {
    issue: 13,
    is: 'Next speaker, advice, coverage, rules, time and evaluation are named decisions with typed answers.',
  },
  'S4-4': { issue: 13, is: 'Panelists have a character and a private memory, and hear only what is said.' },
  'S4-5': {
    issue: 13,
    is: 'Code is analysed and run against tests in a sandbox; unchanged starter code costs nothing.',
  },
  'S4-6': { issue: 13, is: 'A panel speaks over a socket, and over streams where there is none.' },
  'S4-7': { issue: 13, is: 'One box runs it behind nginx; after kill -9 in mid-interview the interview goes on.' },
  'N-1': { issue: 2, is: 'Every quote in feedback is the candidate’s own words; without evidence there is no score.' },
  'N-2': { issue: 2, is: 'Engines decide small things, code counts: the same transcript gets the same score.' },
  'N-3': { issue: 2, is: 'One tag without configuration: the widget reads the JobPosting of the page.' },
  'N-4': { issue: 14, is: 'Text without a microphone prompt, voice when asked for, and patience for thinking.' },
  'N-5': {
    issue: 2,
    is: 'A résumé that cannot be read says so; hidden text is shown to the candidate and kept out of everything.',
  },
  'N-6': { issue: 2, is: 'Practice is private: nothing of it is visible to the employer.' },
  'N-7': {
    issue: 2,
    is: 'A light widget, clean under a strict policy, accessible, self-hosted, without cookies or phoning home.',
  },
  'N-8': { issue: 3, is: 'What tests us without a model is published for those who integrate us.' },
  'N-9': {
    issue: 'later',
    is: 'One order model for applicant tracking systems, with adapters for Greenhouse, Ashby and Workable.',
  },
  'N-10': {
    issue: 13,
    is: 'After the report of a panel any moment can be answered anew, and both takes stand side by side.',
  },
  'N-11': {
    issue: 13,
    is: 'Panelists say what they saw, with quotes; the candidate may object once, and the objection is checked like any quote.',
  },
  'N-12': {
    issue: 11,
    is: 'The coach interviews: a plan, memory, follow-ups on own words; conversation is never scored, nerves are met first.',
  },
  'N-13': {
    issue: 11,
    is: 'With any model connected no function is worse than without one; nothing raw and nothing false reaches a candidate.',
  },
  'N-14': { issue: 8, is: 'Erased means gone, by bytes, also while something was under way.' },
  'N-15': {
    issue: 10,
    is: 'The pages, files, calendars, frameworks and local models that people have work; nobody is accused, nothing is lost in silence.',
  },
  'N-16': { issue: 15, is: 'Practice inside a chat assistant, by a view of an MCP App.' },
  'N-17': {
    issue: 11,
    is: 'Judging is measured in the open: `npm run evaluate` for every engine, and the spread of repeated scoring in the report.',
  },
} as const satisfies Record<string, { issue: number | 'later'; is: string }>;

export type PromiseId = keyof typeof PROMISES;

/** The issues that are resolved: each of their promises must be carried by a test. */
export const RESOLVED_ISSUES: ReadonlySet<number | 'later'> = new Set([2, 3, 7, 9]);

/** The title of a test that proves promises. The same as writing the ids in front of it, checked by the compiler. */
export function verifies(ids: PromiseId | readonly PromiseId[], title: string): string {
  return `${(typeof ids === 'string' ? [ids] : ids).map((id) => `[${id}]`).join(' ')} ${title}`;
}
