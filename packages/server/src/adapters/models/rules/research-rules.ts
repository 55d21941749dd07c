import type { Findings } from '../../../core/research/decisions.ts';
import type { ResearchContext } from '../../../core/research/reply-spec.ts';
import type { ReplyRule } from './reply-rule.ts';

/** Rules cannot read a page about a company, so the findings are empty. */
export function foundNothing(): Findings {
  return { sections: [] };
}

/** Looks nothing up: there would be nobody to read it. */
export const researchReplyRule: ReplyRule<ResearchContext> = async function* () {
  yield { type: 'text', text: 'Without a language model nothing is looked up.' };
};
