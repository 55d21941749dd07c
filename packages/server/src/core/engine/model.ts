/** JSON Schema 2020-12 of one object. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export type ModelBlock =
  | { readonly type: 'text'; readonly text: string }
  /** A file for a model that reads PDFs. `name` is ours, never a person's. */
  | {
      readonly type: 'document';
      readonly name: string;
      readonly mediaType: 'application/pdf';
      readonly bytes: Uint8Array;
    }
  | {
      readonly type: 'tool_call';
      readonly id: string;
      readonly name: string;
      readonly args: Readonly<Record<string, unknown>>;
    }
  | {
      readonly type: 'tool_result';
      readonly id: string;
      readonly name: string;
      readonly ok: boolean;
      readonly text: string;
    };

/** Tool results stand in messages of the user, as their protocols have it. */
export type ModelMessage = { readonly role: 'user' | 'assistant'; readonly blocks: readonly ModelBlock[] };

export type ModelTool = { readonly name: string; readonly description: string; readonly inputSchema: JsonSchema };

export type ModelRequest = {
  readonly system: string;
  /** At most 20, beginning with a person's, roles alternating; every tool call is followed by its result. */
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
  /** One JSON object of this shape is wanted, as text. Then `tools` is empty. The caller checks what came. */
  readonly answer?: { readonly name: string; readonly schema: JsonSchema };
  readonly maxOutputTokens: number;
  readonly temperature?: number;
};

/** Tokens of one request, as the vendor counted them. `cachedInputTokens` are part of `inputTokens`. */
export type ModelUsage = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens?: number;
};

export type ModelEvent =
  | { readonly type: 'text'; readonly text: string }
  /** A whole call. `json` is what the model wrote, which need not be JSON. */
  | { readonly type: 'tool_call'; readonly id: string; readonly name: string; readonly json: string }
  | ({ readonly type: 'usage' } & ModelUsage)
  /** `filtered`: a safety filter or guardrail stopped it. `length`: the model ran out of output tokens. */
  | { readonly type: 'finished'; readonly reason: 'end' | 'tool_calls' | 'length' | 'filtered' };

/** What a vendor refuses of a PDF. A file beyond it goes to the model as text. */
export type PdfLimits = {
  /** Largest file, in bytes. */
  readonly bytes: number;
  readonly pages: number;
  /** Whether a file may be encrypted, as one is that opens without a password and restricts printing. */
  readonly encrypted: boolean;
  /** Ways of packing a picture that it cannot open, as PDF names them (`JPXDecode`). */
  readonly unreadFilters: readonly string[];
};

/** What a model can be given as a file. `limits` are those of its vendor; without them, ones that every vendor keeps. */
export type ModelReads = { readonly pdf: boolean; readonly limits?: PdfLimits };

/**
 * What a vendor must give. `finished` comes once and last, after `usage`, or the iterator throws a `ModelFailure`: silence
 * is never an end. An aborted signal ends the request; what the iterator does then is of no interest to anybody.
 * Retries nothing by itself. Passes `model.suite.ts`.
 */
export interface Model {
  /** The vendor's name of the model, for prices, usage and traces. */
  readonly id: string;
  /** As OpenTelemetry names providers: `aws.bedrock`, `anthropic`, `openai`, … */
  readonly provider: string;
  readonly reads: ModelReads;
  /**
   * Whether its server may leave thoughts in the text, with an end and without a beginning: some templates write the beginning
   * into the prompt. Then the first answer is said when it is whole; what is learned from it holds for the next.
   */
  readonly mayThinkAloud?: boolean;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

/**
 * Why a model gave no whole answer. `throttled` and `unavailable` may pass; `cut` ended without its end; `rejected` will
 * fail again: a wrong name, key or request.
 */
export type ModelFailureKind = 'throttled' | 'unavailable' | 'cut' | 'rejected';

/** Thrown by models. The message may quote the vendor and is for the operator's log only. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
  readonly kind: ModelFailureKind;
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: ModelFailureKind,
    message: string,
    { cause, retryAfterMs }: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(message, { cause });
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}
