import type { components } from './openapi.d.ts';

type Schemas = components['schemas'];

export type Problem = Schemas['Problem'];
export type Health = Schemas['Health'];
export type EmbedSessionCreate = Schemas['EmbedSessionCreate'];
export type EmbedSession = Schemas['EmbedSession'];
export type EmbedConfig = Schemas['EmbedConfig'];
// Fields with a default are optional in a request; the generated types describe the request after defaults are applied.
export type ClientTokenCreate = Omit<Schemas['ClientTokenCreate'], 'ttlSeconds'> &
  Partial<Pick<Schemas['ClientTokenCreate'], 'ttlSeconds'>>;
export type ClientToken = Schemas['ClientToken'];
export type ServiceTokenCreate = Omit<Schemas['ServiceTokenCreate'], 'ttlSeconds'> &
  Partial<Pick<Schemas['ServiceTokenCreate'], 'ttlSeconds'>>;
export type ServiceToken = Schemas['ServiceToken'];
export type ToolServerCreate = Schemas['ToolServerCreate'];
export type ToolServer = Schemas['ToolServer'];
export type PostingCreate = Schemas['PostingCreate'];
/** The source of a posting: plain text, a schema.org `JobPosting` of a page, or a URL. */
export type PostingSource = PostingCreate['source'];
export type Posting = Schemas['Posting'];
export type Resume = Schemas['Resume'];
export type ResumeCorrection = Schemas['ResumeCorrection'];
export type ChatCreate = Schemas['ChatCreate'];
export type Chat = Schemas['Chat'];
export type TurnCreate = Schemas['TurnCreate'];
export type TurnInterrupt = Schemas['TurnInterrupt'];
export type Turn = Schemas['Turn'];
export type SessionEventPage = Schemas['SessionEventPage'];
export type PrepCreate = Schemas['PrepCreate'];
export type Prep = Schemas['Prep'];
export type Calendar = Schemas['Calendar'];
export type Interview = Schemas['Interview'];
export type InterviewCreate = Schemas['InterviewCreate'];
export type InterviewZone = Schemas['InterviewZone'];
export type UpcomingInterviews = Schemas['UpcomingInterviews'];
export type TranscriptSummary = Schemas['TranscriptSummary'];
export type Transcript = Schemas['Transcript'];
export type ConsentCreate = Schemas['ConsentCreate'];
export type Consent = Schemas['Consent'];
export type Me = Schemas['Me'];
export type Export = Schemas['Export'];
export type KeyCreate = Schemas['KeyCreate'];
export type KeyUpdate = Schemas['KeyUpdate'];
export type KeyRotate = Partial<Schemas['KeyRotate']>;
export type Key = Schemas['Key'];
export type KeyWithSecret = Schemas['KeyWithSecret'];
export type UsageReport = Schemas['UsageReport'];
