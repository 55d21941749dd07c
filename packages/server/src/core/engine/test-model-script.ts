import type { Model, ModelEvent, ModelRequest, ModelUsage } from './model.ts';

/** What the vendor's server does, by request: the first answer for the first, and so on; the last is given again and again. */
export type ModelScript = readonly ScriptedAnswer[];

export type ScriptedAnswer =
  /** An answer that is no stream, as the vendor words it. `unavailable` is a 5xx; the header is sent where `retryAfterSeconds` is given. */
  | { readonly refuse: 'throttled' | 'unavailable' | 'forbidden' | 'invalid'; readonly retryAfterSeconds?: number }
  /** Takes the request and never answers, not even with headers. */
  | { readonly hang: true }
  /**
   * Streams. The usage (one token in, one out, when left out) is sent where the vendor sends it, if `ending` is a
   * reason of the model's.
   */
  | { readonly say: readonly ScriptedPart[]; readonly usage?: ModelUsage; readonly ending: ScriptedEnding };

export type ScriptedPart =
  /** One delta. */
  | { readonly text: string }
  /** A whole call, its JSON sent in at least two pieces where there is something to cut; nothing of it where `json` is empty. */
  | { readonly call: { readonly id: string; readonly name: string; readonly json: string } }
  /** One delta of the object that `ModelRequest.answer` asked for, in the way the vendor gives such objects. */
  | { readonly answer: string };

export type ScriptedEnding =
  | Extract<ModelEvent, { type: 'finished' }>['reason']
  /** The body ends in good order, without the vendor's end event. */
  | 'no_end'
  /** The body ends in good order, in the middle of a frame. */
  | 'half_frame'
  /** The connection is destroyed once all that was said is on its way. */
  | 'destroyed'
  /** The vendor's event for "I am overloaded", then the body ends. */
  | 'error_event'
  /** Nothing more comes, and the body stays open. */
  | 'hang';

/** One request as the vendor's server saw it. */
export type SeenRequest = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Parsed. */
  readonly body: unknown;
  /** Resolves when the client ends the request or its connection while the answer is not whole; else never. */
  readonly left: Promise<void>;
};

/** A model over a server of the vendor's protocol. */
export type OpenModel = { readonly model: Model; seen(): readonly SeenRequest[]; close(): Promise<void> };

/** Two tools, as a coach has them. */
export const TOOLS: ModelRequest['tools'] = [
  {
    name: 'get_resume',
    description: 'The résumé as text.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
  },
  {
    name: 'list_preps',
    description: 'The documents made so far.',
    inputSchema: {
      type: 'object',
      properties: { most: { type: 'integer', minimum: 1 } },
      required: ['most'],
      additionalProperties: false,
    },
  },
];

/** The smallest request. */
export const SMALL_REQUEST: ModelRequest = {
  system: 'You are a coach.',
  messages: [{ role: 'user', blocks: [{ type: 'text', text: 'Hello' }] }],
  tools: [],
  maxOutputTokens: 200,
};

/** A request in the middle of a conversation, with calls and their results. For each vendor's own test of the shape. */
export const HISTORY_REQUEST: ModelRequest = {
  system: 'You coach for “interviews”.',
  messages: [
    { role: 'user', blocks: [{ type: 'text', text: 'What have I made so far?' }] },
    {
      role: 'assistant',
      blocks: [
        { type: 'text', text: 'Let me look.' },
        { type: 'tool_call', id: 'call_1', name: 'list_preps', args: { most: 3 } },
        { type: 'tool_call', id: 'call_2', name: 'get_resume', args: {} },
      ],
    },
    {
      role: 'user',
      blocks: [
        { type: 'tool_result', id: 'call_1', name: 'list_preps', ok: true, text: '["Acme, backend"]' },
        { type: 'tool_result', id: 'call_2', name: 'get_resume', ok: false, text: 'There is no résumé yet.' },
      ],
    },
    { role: 'assistant', blocks: [{ type: 'text', text: 'One, for Acme.' }] },
    { role: 'user', blocks: [{ type: 'text', text: 'Thanks. And now?' }] },
  ],
  tools: TOOLS,
  maxOutputTokens: 321,
  temperature: 0.25,
};

/** A request for one JSON object. */
export const ANSWER_REQUEST: ModelRequest = {
  system: 'You read one answer.',
  messages: [{ role: 'user', blocks: [{ type: 'text', text: 'I led the migration.' }] }],
  tools: [],
  answer: {
    name: 'answer_reading',
    schema: {
      type: 'object',
      properties: {
        shown: { type: 'string', enum: ['yes', 'no', 'not_shown'] },
        quotes: { type: 'array', items: { type: 'string' } },
      },
      required: ['shown', 'quotes'],
      additionalProperties: false,
    },
  },
  maxOutputTokens: 64,
  temperature: 0,
};

/** A request with a PDF, for models that read them. */
export const DOCUMENT_REQUEST: ModelRequest = {
  ...SMALL_REQUEST,
  messages: [
    {
      role: 'user',
      blocks: [
        {
          type: 'document',
          name: 'resume',
          mediaType: 'application/pdf',
          bytes: new TextEncoder().encode('%PDF-1.4 of a suite'),
        },
        { type: 'text', text: 'My résumé.' },
      ],
    },
  ],
};
