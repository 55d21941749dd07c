import type { ModelReads } from '../../../core/engine/model.ts';
import { pdfLimits } from '../limits/pdf-limits.ts';

/** What a family of models on Bedrock can be asked for. */
export type ModelFamily = {
  readonly reads: ModelReads;
  /** Where a cache point may stand. A model that knows none refuses the whole request. */
  readonly caches: { readonly tools: boolean; readonly prompt: boolean };
  /** How a call can be demanded: of one tool by name, of any, or not at all. */
  readonly demands: 'tool' | 'any' | 'nothing';
  /** Whether a result may say that its tool failed. */
  readonly resultStatus: boolean;
  /** Whether the outermost object of a tool's schema may hold nothing but its type, properties and required names. */
  readonly bareSchemas: boolean;
};

/** Two letters, or one of the longer names of a group of regions. No vendor of models is called like that. */
const PREFIX = /^(?:[a-z]{2}|us-gov|apac|global)\./;

/** Claude models from before prompt caching, and the one where only its first testers have it. */
const UNCACHED_CLAUDE = /^anthropic\.claude-(?:v2|instant|3-(?:opus|sonnet|haiku)|3-5-sonnet)/;

/** Claude models from before the fourth generation. */
const OLDER_CLAUDE = /^anthropic\.claude-(?:v2|instant|3)/;

const OTHER: ModelFamily = {
  reads: { pdf: false },
  caches: { tools: false, prompt: false },
  demands: 'nothing',
  resultStatus: false,
  bareSchemas: false,
};

/**
 * The model id with the prefix of a group of regions before it (`us`, `eu`, `apac`, `global`, …), as many models must be
 * called. An id that has one, and an ARN, stay as they are; so does every id when the prefix is empty or missing.
 */
export function regionalModelId(modelId: string, prefix: string | undefined): string {
  const group = prefix?.replace(/\.$/, '') ?? '';
  return group === '' || modelId.startsWith('arn:') || PREFIX.test(modelId) ? modelId : `${group}.${modelId}`;
}

/** The family of a model id, with or without a regional prefix, or of an ARN that ends in one. An unknown one is asked for little. */
export function familyOf(modelId: string): ModelFamily {
  const name = modelId.slice(modelId.lastIndexOf('/') + 1).replace(PREFIX, '');
  if (name.startsWith('anthropic.claude')) {
    const cached = !UNCACHED_CLAUDE.test(name);
    return {
      reads: { pdf: true, limits: OLDER_CLAUDE.test(name) ? pdfLimits.olderClaudeOnBedrock : pdfLimits.claude },
      caches: { tools: cached, prompt: cached },
      demands: 'tool',
      resultStatus: true,
      bareSchemas: false,
    };
  }
  if (name.startsWith('amazon.nova')) {
    return {
      reads: { pdf: !/^amazon\.nova-(?:micro|.*sonic)/.test(name), limits: pdfLimits.nova },
      caches: { tools: false, prompt: true },
      demands: 'tool',
      resultStatus: true,
      bareSchemas: true,
    };
  }
  return name.startsWith('mistral.mistral-large') ? { ...OTHER, demands: 'any' } : OTHER;
}
