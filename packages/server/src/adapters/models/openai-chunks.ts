import { saidByServer } from './server-errors.ts';

type Fields = Readonly<Record<string, unknown>>;

const END = '[DONE]';

/**
 * The chunks of one answer as the API reference has them, from chunks as servers write them: other types of the same
 * things, errors in every form, a whole message instead of a delta. `[DONE]` is the end of an answer whose end has no name.
 */
export class ChunkReader {
  #named = false;
  #calls = false;
  #answered = false;
  /** Whether chunks with text have an empty reason too: then an empty one says nothing. */
  #emptyAlways = false;

  take(data: string): string[] {
    if (data === END) return this.done();
    let value: unknown;
    try {
      value = JSON.parse(data);
    } catch {
      // Passed on as it is: whoever reads it finds that it is no answer.
      return [data];
    }
    return [value].flat().flatMap((chunk) => this.#chunk(fieldsOf(chunk)));
  }

  /** The end that the server named by `[DONE]` alone, or by a whole document. */
  done(): string[] {
    if (this.#named || !this.#answered) return [];
    this.#named = true;
    return [JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: this.#calls ? 'tool_calls' : 'stop' }] })];
  }

  #chunk(chunk: Fields): string[] {
    const error = saidByServer(chunk);
    if (error !== undefined) return [JSON.stringify({ error })];
    const { id, created, model } = chunk;
    const choices = listOf(chunk['choices'])
      .map(fieldsOf)
      .filter(isFirst)
      .slice(0, 1)
      .map((one) => this.#choice(one));
    const usage = usageOf(chunk['usage']);
    return [
      JSON.stringify({
        ...(typeof id === 'string' && { id }),
        ...(typeof created === 'number' && { created }),
        ...(typeof model === 'string' && { model }),
        choices,
        ...(usage !== undefined && { usage }),
      }),
    ];
  }

  #choice(choice: Fields): object {
    const own = fieldsOf(choice['delta'] ?? choice['message']);
    const content = wordsOf(own['content']) ?? wordsOf(choice['text']);
    const thoughts = wordsOf(own['reasoning_content']) ?? wordsOf(own['reasoning']) ?? wordsOf(own['thinking']);
    const refusal = wordsOf(own['refusal']);
    const calls = callsOf(own);
    this.#answered = true;
    this.#calls ||= calls.length > 0;
    return {
      index: 0,
      delta: {
        ...(content !== undefined && { content }),
        ...(thoughts !== undefined && { reasoning_content: thoughts }),
        ...(refusal !== undefined && { refusal }),
        ...(calls.length > 0 && { tool_calls: calls }),
      },
      finish_reason: this.#reason(choice, (content ?? '') !== '' || calls.length > 0),
    };
  }

  #reason(choice: Fields, says: boolean): string | null {
    const given = choice['finish_reason'] ?? choice['finishReason'] ?? choice['stop_reason'];
    const reason = given === true ? 'stop' : given;
    if (reason === '') {
      this.#emptyAlways ||= says || !('delta' in choice);
      if (this.#emptyAlways || Object.keys(fieldsOf(choice['delta'])).includes('role')) return null;
      this.#named = true;
      return this.#calls ? 'tool_calls' : 'stop';
    }
    if (typeof reason !== 'string') return null;
    this.#named = true;
    return reason;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : [value].flat();
}

/** Where a server writes several answers, the first is the answer. */
function isFirst({ index }: Fields): boolean {
  return index === undefined || index === null || Number(index) === 0;
}

/** Text as a string, a list of parts, or a part. A part of thoughts is none. */
function wordsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((part) => wordsOf(part) ?? '').join('');
  const { type = 'text', text } = fieldsOf(value);
  return typeof text === 'string' && (type === 'text' || type === 'output_text') ? text : undefined;
}

function callsOf(own: Fields): object[] {
  const old = own['function_call'];
  const calls = listOf(own['tool_calls']).map(fieldsOf);
  const all = calls.length === 0 && old !== undefined && old !== null ? [{ index: 0, function: old }] : calls;
  return all.map((call: Fields) => {
    const { name, arguments: args, parameters } = fieldsOf(call['function'] ?? call);
    const { id, index } = call;
    const position = typeof index === 'string' ? Number(index) : index;
    return {
      ...(typeof position === 'number' && Number.isInteger(position) && { index: position }),
      ...((typeof id === 'string' || typeof id === 'number') && { id: String(id) }),
      type: 'function',
      function: { ...(typeof name === 'string' && { name }), arguments: argumentsOf(args ?? parameters) },
    };
  });
}

/** The protocol has them as a string of JSON; some servers send the object. */
function argumentsOf(args: unknown): string {
  if (args === undefined || args === null) return '';
  return typeof args === 'string' ? args : JSON.stringify(args);
}

const COUNTS = ['prompt_tokens', 'completion_tokens', 'total_tokens'] as const;

/** Undefined where nothing was counted: a zero would be in the ledger as a fact. */
function usageOf(value: unknown): object | undefined {
  const usage = fieldsOf(value);
  const counts = COUNTS.flatMap((name) => (typeof usage[name] === 'number' ? [[name, usage[name]]] : []));
  if (counts.length === 0) return undefined;
  const { cached_tokens: cached } = fieldsOf(usage['prompt_tokens_details']);
  return {
    ...Object.fromEntries(counts),
    ...(typeof cached === 'number' && { prompt_tokens_details: { cached_tokens: cached } }),
  };
}
