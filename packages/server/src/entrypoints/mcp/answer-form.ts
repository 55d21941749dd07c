import { preferredType } from '../http/accept.ts';

const STREAM = 'text/event-stream';

/** Whether a caller named event streams. One that takes anything, or says nothing, most often reads JSON alone. */
export function takesStream(accept = ''): boolean {
  return accept.toLowerCase().includes(STREAM) && preferredType(accept, [STREAM, 'application/json']) === STREAM;
}

/** The answer of an event stream as one JSON document; progress that came before it is left out. */
export async function documentOf(response: Response): Promise<Response> {
  if (response.headers.get('content-type')?.startsWith(STREAM) !== true) return response;
  const answers = (await response.text()).split(/\r?\n\r?\n/u).flatMap(answerIn);
  const headers = new Headers(response.headers);
  headers.set('content-type', 'application/json');
  headers.delete('content-length');
  return new Response(answers.at(-1) ?? 'null', { status: response.status, headers });
}

function answerIn(event: string): string[] {
  const data = event
    .split(/\r?\n/u)
    .flatMap((line) => (line.startsWith('data:') ? [line.slice('data:'.length).trim()] : []))
    .join('\n');
  if (data === '') return [];
  const message: unknown = JSON.parse(data);
  const isAnswer = typeof message === 'object' && message !== null && ('result' in message || 'error' in message);
  return isAnswer ? [data] : [];
}
