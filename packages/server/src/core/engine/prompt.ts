/** A prompt as it is kept: text with named slots, no logic. `hash` is kept with every answer it led to. */
export type Prompt = { readonly name: string; readonly text: string; readonly hash: string };

/** The prompts, by the name of their decision or reply spec. */
export type Prompts = ReadonlyMap<string, Prompt>;

/** What stays the same for every request, and what is of this one. A vendor can keep the first part. */
export type RenderedPrompt = { readonly system: string; readonly turn: string };

const SLOT = /\{\{(\w+)\}\}/gu;
/** Divides the standing part of a prompt from the part of one request. */
const DIVIDER = /^---\s*now\s*---$/mu;

/** The slots of a prompt. */
export function slotsOf({ text }: Prompt): string[] {
  return [...new Set([...text.matchAll(SLOT)].map(([, slot = '']) => slot))];
}

/**
 * The prompt with its slots filled. A slot holds JSON in which no angle bracket stands as such, so that what somebody
 * wrote can end neither the string it is in nor a tag around it. A slot without a value says `null`.
 */
export function rendered(prompt: Prompt, data: Readonly<Record<string, unknown>>): RenderedPrompt {
  const [system = '', turn = ''] = prompt.text
    .split(DIVIDER, 2)
    .map((part) => part.trim().replace(SLOT, (_slot, name: string) => asData(data[name])));
  return { system, turn };
}

/** A value as it may stand in a prompt. */
export function asData(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}
