export { compose } from './composition/compose.ts';
export type { DependencyOverrides } from './composition/dependency-overrides.ts';
export {
  type AiSdkOptions,
  aiSdkModel,
  type AnthropicOptions,
  anthropicModel,
  type BedrockOptions,
  bedrockModel,
  type OpenAiCompatibleOptions,
  openAiCompatibleModel,
} from './composition/models.ts';
export { type Config, readConfig, type TelemetryConfig } from './config.ts';
export { systemClock, type Clock } from './core/kernel/clock.ts';
export { type ErrorCode, FAILURES, ServiceError } from './core/kernel/service-error.ts';
export type {
  AnswerOf,
  BoundTool,
  Call,
  ReplyRequest,
  DecisionResult,
  Decision,
  Meter,
  Engine,
  ReplySpec,
  ReplyEvent,
  ToolOutcome,
  Usage,
} from './core/engine/ports.ts';
export { printableConfig } from './printable-config.ts';
export type { Attributes, Span, Tracer } from './core/kernel/tracer.ts';
export {
  type Model,
  type ModelEvent,
  ModelFailure,
  type ModelReads,
  type ModelRequest,
  type PdfLimits,
} from './core/engine/model.ts';
export type { Researcher, ResearchReport, ResearchRequest, SearchHit, WebSearch } from './core/research/ports.ts';
export type { DocumentReader, ReadDocument } from './core/resumes/ports.ts';
export type { DemoTenant } from './core/identity/demo-tenant.ts';
export { scopeFor, type Scope } from './core/tenancy/scope.ts';
export type { App } from './composition/app.ts';
export type { Storage } from './composition/dependencies.ts';
export { type RunningServer, startServer, type StartOptions } from './start-server.ts';
