/** As much of a request to `ConverseStream` as the rules read. */
export type ConverseBody = {
  readonly messages?: readonly ConverseMessage[];
  readonly system?: readonly ConverseBlock[];
  readonly inferenceConfig?: { readonly maxTokens?: number; readonly temperature?: number };
  readonly toolConfig?: {
    readonly tools: readonly {
      readonly toolSpec?: {
        readonly name: string;
        readonly description?: string;
        readonly inputSchema: { readonly json: object };
      };
      readonly cachePoint?: object;
    }[];
    readonly toolChoice?: { readonly tool?: { readonly name: string }; readonly any?: object };
  };
  readonly guardrailConfig?: { readonly guardrailIdentifier?: string; readonly guardrailVersion?: string };
};

export type ConverseMessage = { readonly role: 'user' | 'assistant'; readonly content: readonly ConverseBlock[] };

export type ConverseBlock = {
  readonly text?: string;
  readonly cachePoint?: object;
  readonly document?: { readonly format: string; readonly name: string; readonly source: { readonly bytes: string } };
  readonly toolUse?: { readonly toolUseId: string; readonly name: string };
  readonly toolResult?: {
    readonly toolUseId: string;
    readonly content: readonly { readonly text?: string }[];
    readonly status?: string;
  };
};

type Refusal = { readonly status: number; readonly errorType: string; readonly message: string };

const KNOWS_CACHE_POINTS = /(?:^|[./])(?:anthropic\.claude-(?:3-5-haiku|3-7|opus|sonnet|haiku)|amazon\.nova)/;
const CACHE_POINTS_MOST = 4;

/** What Bedrock would say to a request that breaks a rule of its documentation; nothing where all is well. */
export function refusalOf({
  headers,
  modelId,
  body,
}: {
  headers: Readonly<Record<string, unknown>>;
  modelId: string;
  body: ConverseBody;
}): Refusal | undefined {
  if (!/^(?:AWS4-HMAC-SHA256 Credential=.+\/bedrock\/aws4_request|Bearer )/.test(String(headers['authorization']))) {
    return { status: 403, errorType: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' };
  }
  const broken = [...messageRules(body.messages ?? []), ...toolRules(body), ...cacheRules(body, modelId)].find(
    ([isBroken]) => isBroken,
  );
  return broken === undefined ? undefined : { status: 400, errorType: 'ValidationException', message: broken[1] };
}

type Rule = readonly [isBroken: boolean, complaint: string];

function messageRules(messages: readonly ConverseMessage[]): Rule[] {
  const documents = messages.flatMap(({ content }) => content.flatMap(({ document }) => document ?? []));
  return [
    [messages.length === 0 || messages[0]?.role !== 'user', 'A conversation must start with a user message.'],
    [
      messages.some(({ role }, at) => role === messages[at - 1]?.role),
      'Roles must alternate between user and assistant.',
    ],
    [messages.some(({ content }) => content.length === 0), 'The content field in the Message object is empty.'],
    [
      messages.some(({ content }) => content.some(({ text }) => text?.trim() === '')),
      'The text field in the ContentBlock object is blank.',
    ],
    [
      messages.some(
        ({ content }) =>
          content.some(({ document }) => document !== undefined) && !content.some(({ text }) => text !== undefined),
      ),
      'A document needs a text block beside it.',
    ],
    [
      documents.some(({ name }) => !/^(?!.*\s\s)[A-Za-z0-9\s\-()[\]]{1,200}$/.test(name)),
      'The document file name can only contain certain characters.',
    ],
    [
      new Set(documents.map(({ name }) => name)).size < documents.length,
      "Messages can't contain duplicate document names.",
    ],
    [
      messages.some((message, at) => !resultsFit(message, messages[at - 1])),
      'toolResult blocks must match the toolUse blocks of the previous turn.',
    ],
    [
      (messages.at(-1)?.content ?? []).some(({ toolUse }) => toolUse !== undefined),
      'Expected toolResult blocks for the toolUse blocks of the last turn.',
    ],
  ];
}

function resultsFit({ content }: ConverseMessage, before: ConverseMessage | undefined): boolean {
  const asked = (before?.content ?? []).flatMap(({ toolUse }) => toolUse?.toolUseId ?? []);
  const given = content.flatMap(({ toolResult }) => toolResult?.toolUseId ?? []);
  return asked.toSorted().join() === given.toSorted().join();
}

function toolRules({ messages = [], toolConfig }: ConverseBody): Rule[] {
  const usesTools = messages.some(({ content }) =>
    content.some(({ toolUse, toolResult }) => toolUse !== undefined || toolResult !== undefined),
  );
  const specs = (toolConfig?.tools ?? []).flatMap(({ toolSpec }) => toolSpec ?? []);
  const chosen = toolConfig?.toolChoice?.tool?.name;
  return [
    [
      usesTools && toolConfig === undefined,
      'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
    ],
    [toolConfig !== undefined && specs.length === 0, 'The toolConfig field needs at least one tool.'],
    [specs.some(({ name }) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name)), 'The name of a tool does not satisfy its pattern.'],
    [specs.some(({ description }) => description === ''), 'The description of a tool is empty.'],
    [
      chosen !== undefined && !specs.some(({ name }) => name === chosen),
      'The toolChoice names a tool that is not there.',
    ],
  ];
}

function cacheRules({ messages = [], system = [], toolConfig }: ConverseBody, modelId: string): Rule[] {
  const blocks = [...messages.flatMap(({ content }) => content), ...system];
  const inTools = (toolConfig?.tools ?? []).filter(({ cachePoint }) => cachePoint !== undefined).length;
  const points = inTools + blocks.filter(({ cachePoint }) => cachePoint !== undefined).length;
  return [
    [
      points > 0 && !KNOWS_CACHE_POINTS.test(modelId) && !modelId.startsWith('arn:'),
      'You invoked an unsupported model or your request did not allow prompt caching.',
    ],
    [points > CACHE_POINTS_MOST, 'Too many cache points.'],
    [inTools > 0 && modelId.includes('amazon.nova'), 'The model does not support cache points in tools.'],
    [
      [system, ...messages.map(({ content }) => content)].some((content) => content[0]?.cachePoint !== undefined),
      'A cache point needs something before it.',
    ],
  ];
}
