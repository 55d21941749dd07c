import type { AgentContext } from '../../../core/agents/reply-spec.ts';
import { saysAnyOf } from '../../../core/text/says-any-of.ts';
import { asText } from './markup.ts';
import type { ReplyRule } from './reply-rule.ts';
import { paragraph } from './reply-text.ts';

/** The first phrase of the spec of which words were said, or what it says otherwise. */
export const agentReplyRule: ReplyRule<AgentContext> = async function* ({ text, withoutModel }) {
  const { phrases, otherwise } = withoutModel;
  const fitting = phrases.find(({ when }) => saysAnyOf(text, when) !== undefined);
  yield* paragraph(asText(fitting?.say ?? otherwise));
};
