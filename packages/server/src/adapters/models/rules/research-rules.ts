import type { Findings } from '../../../core/research/decisions.ts';
import type { ResearchContext } from '../../../core/research/reply-spec.ts';
import type { ReplyRule } from './reply-rule.ts';

/** Rules cannot tell what a page says about a company, so they say that nothing was found. */
export function foundNothing(): Findings {
  return { sections: [] };
}

/** Looks nothing up: there would be nobody to read it. */
export const researchReplyRule: ReplyRule<ResearchContext> = async function* () {
  yield { type: 'text', text: 'Without a language model nothing is looked up.' };
};
