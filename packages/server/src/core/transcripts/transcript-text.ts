import type { Transcript } from './ports.ts';

const SPEAKERS = new Map([
  ['candidate', 'You'],
  ['coach', 'Coach'],
]);

/** A transcript as plain text. Lines after the first of a message are indented, so that no message can pretend to be another. */
export function transcriptAsText({ title, startedAt, messages }: Transcript): string {
  const head = [title, `Practice of ${minute(startedAt)} (UTC)`].filter((line) => line !== undefined);
  const said = messages.map(
    ({ speakerId, text, at }) =>
      `${SPEAKERS.get(speakerId) ?? speakerId} (${minute(at)}): ${text.replace(/\r\n?|[\n\v\f\u0085\u2028\u2029]/gu, '\n  ')}`,
  );
  return `${[head.join('\n'), ...said].join('\n\n')}\n`;
}

function minute(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
