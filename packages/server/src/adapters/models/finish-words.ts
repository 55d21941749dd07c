import type { ModelEvent } from '../../core/engine/model.ts';

type Reason = Extract<ModelEvent, { type: 'finished' }>['reason'];

/** What servers call the ends that OpenAI calls `stop`, `tool_calls`, `length` and `content_filter`, in lower case. */
const WORDS: readonly (readonly [Reason, string])[] = [
  ['end', 'stop stopped stop_sequence stop_token stop_string stop_word stop_words finish_reason_stop return s'],
  ['end', 'eos eos_token eos_token_id eot eot_id eom eom_id end end_turn end_of_turn endofturn end_of_text endoftext'],
  ['end', 'end_of_sequence im_end complete completed complete_response done finish finished normal natural success ok'],
  ['tool_calls', 'tool_calls tool_call tool_use tool tools function function_call function_calls'],
  ['length', 'length max_tokens max_token max_length max_new_tokens max_output_tokens max_completion_tokens limit'],
  ['length', 'token_limit length_limit model_length context_length context_length_exceeded finish_reason_max_tokens'],
  ['length', 'model_context_window_exceeded'],
  ['filtered', 'content_filter content_filtered safety finish_reason_safety blocked blocklist recitation refusal spii'],
  ['filtered', 'sensitive prohibited_content guardrail guardrail_intervened error_toxic'],
];

const REASONS: ReadonlyMap<string, Reason> = new Map(
  WORDS.flatMap(([reason, words]) => words.split(' ').map((word) => [word, reason] as const)),
);

/** What a server's own word for an end means; `undefined` where it names a failure, or nothing that is known. */
export function reasonOfWord(word: string): Reason | undefined {
  return REASONS.get(
    word
      .toLowerCase()
      .replaceAll(/^[<|/\s]+|[|>\s]+$/gu, '')
      .replaceAll(/[\s-]+/gu, '_'),
  );
}
