import type { ZodType } from 'zod';
import type { components } from '../../contract/openapi.d.ts';
import type { Span } from '../kernel/tracer.ts';
import type { BoundTool } from '../engine/ports.ts';
import type { Origin } from '../kernel/ids.ts';
import type { Page } from '../records/ports.ts';
import type { TurnEvent } from '../sessions/ports.ts';
import type { TokenScope } from '../tenancy/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

export type ToolCall = {
  readonly scope: Scope;
  readonly signal: AbortSignal;
  /** The posting of the conversation, where there is one. */
  readonly postingId?: string;
  /** The locale (BCP 47) of the candidate, by which times are said. */
  readonly locale?: string;
  /** The work that uses the tool, for traces. */
  readonly span?: Span;
  /** Sends the candidate an event while the tool runs: progress, a list, a finished document. */
  report(event: TurnEvent): Promise<void>;
};

/** What an agent may do for a candidate. Identity comes from the call; no input names a person, a tenant or an address of ours. */
export type Tool<Input = unknown, Output = unknown> = {
  readonly name: string;
  /** Read by a model, so it says when to use the tool, not how it works. */
  readonly description: string;
  readonly input: ZodType<Input>;
  readonly output: ZodType<Output>;
  readonly readOnly: boolean;
  /** The scope that a client token needs to call it over MCP. In a chat the coach may use every tool. */
  readonly scope: TokenScope;
  readonly deadlineMs: number;
  /**
   * The part of the output that a language model sees; all of it where this is missing. A signed link opens a document
   * for whoever holds it, so it is for people and programs, and never for a model's vendor.
   */
  modelView?(output: Output): unknown;
  run(input: Input, call: ToolCall): Promise<{ output: Output; summary: string }>;
};

/** The one list of tools, for the coach and for MCP. */
export interface Toolbox {
  readonly tools: readonly Tool[];
  /** The tools with a caller in them. They throw only when their signal aborts. */
  bind(call: Omit<ToolCall, 'signal'>): readonly BoundTool[];
  /** The same for a language model, and after them what other sources have for this caller. A source that fails has nothing. */
  offered(call: Omit<ToolCall, 'signal'>, signal: AbortSignal): Promise<readonly BoundTool[]>;
}

/** Tools that are not ours, e.g. of a tenant's own servers. */
export interface ToolSource {
  /** What there is for this caller now. Throws the reason of its signal; for anything else it answers with fewer tools. */
  tools(scope: Scope, signal: AbortSignal): Promise<readonly BoundTool[]>;
}

export type ToolServer = components['schemas']['ToolServer'];
export type ToolServerCreate = components['schemas']['ToolServerCreate'];

/** What is found where the address of a tool server is checked before it is kept. */
export type AddressCheck = 'callable' | 'refused' | 'unresolved';

/** How a tenant's server is called. Its token is in it: never shown, never logged. */
export type ToolServerAddress = Pick<ToolServer, 'id' | 'name' | 'url' | 'tools'> & { readonly bearerToken?: string };

/** The tool servers of tenants. */
export interface ToolServers {
  /** Throws `validation_failed` for an address that may not be called, a name that is taken, and one server too many. The same origin is the same server. */
  create(scope: Scope, input: ToolServerCreate, origin?: Origin): Promise<ToolServer>;
  /** Newest first. */
  list(scope: Scope, page: Page): Promise<{ data: readonly ToolServer[]; nextCursor: string | null }>;
  /** Throws `not_found`. */
  remove(scope: Scope, toolServerId: string): Promise<void>;
  /** The servers of the tenant that `scope` belongs to, whoever of the tenant asks. */
  addresses(scope: Scope): Promise<readonly ToolServerAddress[]>;
}
