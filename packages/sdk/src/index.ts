export { InterviewPrep } from './client.ts';
export type { InterviewPrepOptions } from './client.ts';
export {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  InterviewPrepError,
  NotFoundError,
  PayloadTooLargeError,
  PermissionError,
  RateLimitError,
  ServerError,
  UnavailableError,
  UnsupportedMediaTypeError,
  ValidationError,
} from './errors.ts';
export type { FieldError } from './errors.ts';
export type { GetClientToken } from './http/credential.ts';
export type { ListOptions, Page, PageList } from './http/page.ts';
export type { RequestOptions } from './http/request.ts';
export { EventStream } from './streaming/event-stream.ts';
export { TurnStream } from './streaming/turn.ts';
export type { FinalTurn } from './streaming/turn.ts';
export type { TurnEvent, TurnEventOf, TurnEventType } from './streaming/event.ts';
export type { InterruptedTurn } from './resources/chats.ts';
export type { EventsOptions } from './resources/events.ts';
export type { DocumentOptions } from './resources/preps.ts';
export type { CalendarSource } from './resources/interviews.ts';
export type { ResumeFile } from './resources/resume.ts';
export type { UsageOptions } from './resources/usage.ts';
export type {
  Calendar,
  Chat,
  ChatCreate,
  ClientToken,
  ClientTokenCreate,
  Consent,
  ConsentCreate,
  EmbedConfig,
  EmbedSession,
  EmbedSessionCreate,
  Export,
  Health,
  Interview,
  InterviewCreate,
  InterviewZone,
  Key,
  KeyCreate,
  KeyRotate,
  KeyUpdate,
  KeyWithSecret,
  Me,
  Posting,
  PostingCreate,
  PostingSource,
  Prep,
  PrepCreate,
  Problem,
  Resume,
  ResumeCorrection,
  ServiceToken,
  ServiceTokenCreate,
  SessionEventPage,
  ToolServer,
  ToolServerCreate,
  Transcript,
  TranscriptSummary,
  Turn,
  TurnCreate,
  TurnInterrupt,
  UpcomingInterviews,
  UsageReport,
} from './contract/shapes.ts';
