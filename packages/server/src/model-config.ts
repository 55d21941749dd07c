import * as z from 'zod';
import { defined } from './core/kernel/defined.ts';
import { type ModelName, parsedModelName } from './model-name.ts';

const modelName = z.string().transform((text, context): ModelName => {
  const parsed = parsedModelName(text);
  if ('name' in parsed) return parsed.name;
  context.addIssue(parsed.problem);
  return z.NEVER;
});

/** The variables that choose and reach a language model. */
export const modelEnvironment = {
  MODEL: modelName.default({ provider: 'rehearsal' }),
  RESEARCH_MODEL: modelName.optional(),
  ANTHROPIC_API_KEY: z.string().min(1).optional(),
  ANTHROPIC_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  BEDROCK_REGION_PREFIX: z
    .string()
    .regex(/^[a-z]{2,8}(?:-[a-z]{2,8})?\.?$/, 'must be a prefix such as us, eu, apac or global')
    .optional(),
  BEDROCK_GUARDRAIL_ID: z.string().min(1).optional(),
  BEDROCK_GUARDRAIL_VERSION: z.string().min(1).default('DRAFT'),
};

const schema = z.object(modelEnvironment);

/** Research is the harder work: on Bedrock a stronger model does it unless one is named. */
const BEDROCK_RESEARCH: ModelName = { provider: 'bedrock', model: 'anthropic.claude-opus-4-6-v1' };

export type ModelConfig = {
  readonly coach: ModelName;
  readonly research: ModelName;
  readonly anthropic: { readonly apiKey?: string; readonly baseUrl?: string };
  readonly openAi: { readonly apiKey?: string };
  readonly bedrock: {
    readonly regionPrefix?: string;
    readonly guardrail?: { readonly id: string; readonly version: string };
  };
};

/** Throws an Error of one line that names the variable which is missing. */
export function modelConfigOf(values: z.infer<typeof schema>): ModelConfig {
  const {
    MODEL: coach,
    RESEARCH_MODEL: named,
    ANTHROPIC_API_KEY: apiKey,
    ANTHROPIC_BASE_URL: baseUrl,
    OPENAI_API_KEY: openAiKey,
  } = values;
  const research = named ?? (coach.provider === 'bedrock' ? BEDROCK_RESEARCH : coach);
  if (coach.provider === 'rehearsal' && research.provider !== 'rehearsal')
    throw new Error('Configuration: RESEARCH_MODEL needs a MODEL that is a language model too');
  if (coach.provider !== 'rehearsal' && research.provider === 'rehearsal')
    throw new Error('Configuration: RESEARCH_MODEL must be a language model where MODEL is one');
  if (apiKey === undefined && [coach, research].some(({ provider }) => provider === 'anthropic'))
    throw new Error('Configuration: ANTHROPIC_API_KEY is needed for a model of Anthropic');
  const { BEDROCK_REGION_PREFIX: regionPrefix, BEDROCK_GUARDRAIL_ID: id, BEDROCK_GUARDRAIL_VERSION: version } = values;
  return {
    coach,
    research,
    anthropic: { ...defined({ apiKey, baseUrl }) },
    openAi: defined({ apiKey: openAiKey }),
    bedrock: { ...defined({ regionPrefix }), ...(id === undefined ? {} : { guardrail: { id, version } }) },
  };
}
