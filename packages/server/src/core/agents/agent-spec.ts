import * as z from 'zod';

const ID = /^[a-z][a-z0-9-]{0,63}$/u;
const line = z.string().trim().min(1).max(2_000);
const words = z.array(z.string().trim().min(1).max(100)).min(1).max(50);

/** What it says where one of these phrases stands in the candidate's message. */
const phrase = z.strictObject({ when: words, say: line });

/** A prompt that is shipped with the code, by its name. */
const namedPrompt = z.strictObject({ name: z.string() });

/** A prompt that is written in the spec: instructions for a language model, and what is said without one. */
const writtenPrompt = z.strictObject({
  instructions: z.string().trim().min(1).max(20_000),
  withoutModel: z.strictObject({ phrases: z.array(phrase).max(200), otherwise: line }),
});

/**
 * An agent as data: its instructions, what it may decide and use, and when a person should take over. The code that runs
 * it is the same for every agent of its behaviour.
 */
export const agentSpec = z.strictObject({
  /** Its speaker id. */
  id: z.string().regex(ID),
  version: z.int().min(1),
  /** What the candidate sees. */
  name: z.string().trim().min(1).max(80),
  /** `coach` asks practice questions and gives feedback; `conversation` answers by its prompt. */
  behaviour: z.enum(['coach', 'conversation']),
  prompt: z.union([namedPrompt, writtenPrompt]),
  /** The decisions it may ask its engine for, by name. */
  decisions: z.array(z.string()),
  /** The tools it may use, by name: of ours, and of the servers that the tenant registered. */
  tools: z.union([z.literal('all'), z.array(z.string())]),
  /** Which of the configured engines answers for it. */
  engine: z.enum(['coach', 'research']),
  /** What it may know of the candidate and the job, beside the conversation. */
  knowledge: z.array(z.enum(['posting', 'resume'])),
  /** By what it judges answers; `null` where it judges none. */
  rubric: z.string().nullable(),
  /** When a person should take over, and what it says then; `null` where it never says so. */
  handOff: z.strictObject({ when: words, say: line }).nullable(),
});

export type AgentSpec = z.infer<typeof agentSpec>;

/** What a spec may name. */
export type Named = {
  readonly prompts: readonly string[];
  readonly decisions: readonly string[];
  readonly rubrics: readonly string[];
};

/** A spec from data. Throws, naming each field, what is not right with it. */
export function parseAgentSpec(data: unknown, named: Named): AgentSpec {
  const parsed = agentSpec.safeParse(data);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`The agent spec is not right: ${wrong.join('; ')}`);
  }
  const spec = parsed.data;
  const unknown = [
    ...spec.decisions.filter((name) => !named.decisions.includes(name)).map((name) => `decisions: no ${name}`),
    ...('name' in spec.prompt && !named.prompts.includes(spec.prompt.name)
      ? [`prompt.name: no ${spec.prompt.name}`]
      : []),
    ...(spec.rubric !== null && !named.rubrics.includes(spec.rubric) ? [`rubric: no ${spec.rubric}`] : []),
  ];
  if (unknown.length > 0) throw new Error(`The agent spec ${spec.id} names what is not there: ${unknown.join('; ')}`);
  return spec;
}
