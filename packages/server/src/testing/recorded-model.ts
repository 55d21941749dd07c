import type { Model, ModelEvent, ModelRequest } from '../core/engine/model.ts';

/** What a model answered to one request. `request` names it by what was asked, so that a changed prompt is noticed. */
export type RecordedAnswer = { readonly request: string; readonly events: readonly ModelEvent[] };

/** Writes down what a real model answers, for `recordedModel`. `keep` receives each answer once it is whole. */
export function recordingModel(model: Model, keep: (answer: RecordedAnswer) => void): Model {
  return {
    ...model,
    async *stream(request, signal) {
      const events: ModelEvent[] = [];
      for await (const event of model.stream(request, signal)) {
        events.push(event);
        yield event;
      }
      keep({ request: named(request), events });
    },
  };
}

/** A model that says again what was recorded, request by request. Throws when it is asked what the recording does not hold. */
export function recordedModel(
  recording: readonly RecordedAnswer[],
  { id = 'recorded', pdf = false }: { id?: string; pdf?: boolean } = {},
): Model {
  const waiting = [...recording];
  return {
    id,
    provider: 'interview_prep.recorded',
    reads: { pdf },
    async *stream(request, signal) {
      const wanted = named(request);
      const at = waiting.findIndex((answer) => answer.request === wanted);
      const [answer] = at < 0 ? [] : waiting.splice(at, 1);
      if (answer === undefined)
        throw new Error(`The recording holds no (further) answer to this request: ${wanted.slice(0, 200)}`);
      for (const event of answer.events) {
        signal.throwIfAborted();
        yield event;
      }
    },
  };
}

/** Our own names of tool calls differ from run to run; what was asked does not. */
function named({ system, messages, answer }: ModelRequest): string {
  const said = messages.map(({ role, blocks }) => ({
    role,
    blocks: blocks.map((block) =>
      'bytes' in block ? { ...block, bytes: block.bytes.length } : 'id' in block ? { ...block, id: '' } : block,
    ),
  }));
  return JSON.stringify({ system, said, answer: answer?.name });
}
