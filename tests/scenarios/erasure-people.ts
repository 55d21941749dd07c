import { randomBytes } from 'node:crypto';
import { InterviewPrep } from '@interview-prep/sdk';

const PREFIX = 'zqx';
const MARKER = /zqx([nlw])([0-9a-z]{3})[0-9a-z]{6}/gu;

/** A candidate whose every word is marked: in names, in long text without spaces, and in short words. */
export type MarkedPerson = {
  readonly index: number;
  readonly candidateId: string;
  readonly token: string;
  readonly postingId: string;
  readonly chatId: string;
  /** Set when the erasure was acknowledged. */
  isErased: boolean;
};

function marker(kind: 'n' | 'l' | 'w', index: number): string {
  return `${PREFIX}${kind}${index.toString(36).padStart(3, '0')}${randomBytes(3).toString('hex')}`;
}

/** Whose markers, by kind and number, a text holds. */
export function markersIn(text: string): Set<string> {
  return new Set(
    Array.from(text.matchAll(MARKER), ([, kind = '', index = '']) => `${kind} ${Number.parseInt(index, 36)}`),
  );
}

const longText = (index: number): string => Array.from({ length: 120 }, () => marker('l', index)).join('');
const shortWords = (index: number): string => Array.from({ length: 12 }, () => marker('w', index)).join(' ');

/** Somebody new with an advert and a chat. */
export async function markedPerson(url: string, secretKey: string, index: number): Promise<MarkedPerson> {
  const backend = new InterviewPrep({ baseUrl: url, secretKey });
  const externalId = marker('n', index);
  const order = { candidate: { externalId }, ttlSeconds: 3_600 };
  const { token, candidateId } = await backend.clientTokens.create(order);
  const client = new InterviewPrep({ baseUrl: url, clientToken: token });
  const { id: postingId } = await client.postings.create({ source: posting(index) });
  const { id: chatId } = await client.chats.create({ postingId });
  return { index, candidateId, token, postingId, chatId, isErased: false };
}

function posting(index: number) {
  const text = `${longText(index)}\nRequirements\n- Two years of ${shortWords(index)}.\n- Clear communication.`;
  return { kind: 'text' as const, title: `Nurse ${marker('n', index)}`, text };
}

type Sent = { method: string; path: string; body?: string; type?: string; accept?: string };

/** Sends a request, reads the answer to its end, and gives its status and first JSON. */
export async function answerTo(
  url: string,
  { token }: Pick<MarkedPerson, 'token'>,
  { method, path, body, type = 'application/json', accept = 'application/json' }: Sent,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, accept, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
  });
  // A stream that is cut has ended, too.
  return { status: response.status, text: await response.text().catch(() => '') };
}

const post = (path: string, body: object): Sent => ({ method: 'POST', path, body: JSON.stringify(body) });
const turn = (chatId: string, index: number): Sent => ({
  ...post(`/v1/chats/${chatId}/turns`, { text: `Ask me about ${shortWords(index)}, please.` }),
  accept: 'text/event-stream',
});

/** What a candidate does at the same time, each again and again. */
export function activities(url: string, person: MarkedPerson): readonly (() => Promise<number>)[] {
  const { index, chatId, postingId } = person;
  const status = async (sent: Sent) => (await answerTo(url, person, sent)).status;
  const upload = (): Sent => ({
    method: 'PUT',
    path: `/v1/resume?fileName=${marker('n', index)}.txt`,
    body: `${longText(index)}\n${shortWords(index)}`,
    type: 'text/plain',
  });
  let round = index;
  const bringSomething = (): Sent => {
    round += 1;
    if (round % 12 === 0) return { method: 'PUT', path: '/v1/calendar', body: calendar(index), type: 'text/calendar' };
    if (round % 6 === 0) return post('/v1/preps', { postingId });
    return round % 2 === 0
      ? post('/v1/consents', { kind: 'practice', textVersion: marker('w', index) })
      : post('/v1/postings', { source: posting(index) });
  };
  return [
    () => status(upload()),
    () => status(bringSomething()),
    () => status(turn(chatId, index)),
    async () => {
      const made = await answerTo(url, person, post('/v1/chats', { postingId }));
      if (made.status !== 201) return made.status;
      const { id }: { id: string } = JSON.parse(made.text);
      return status(turn(id, index));
    },
    () => status({ method: 'GET', path: `/v1/chats/${chatId}/events`, accept: 'text/event-stream' }),
  ];
}

function calendar(index: number): string {
  const start = new Date(Date.now() + 7 * 86_400_000).toISOString().replaceAll(/[-:]|\.\d+/gu, '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//test//EN',
    'BEGIN:VEVENT',
    `UID:${index}@example.com`,
    `DTSTAMP:${start}`,
    `DTSTART:${start}`,
    `SUMMARY:Interview ${marker('n', index)}`,
    `LOCATION:${marker('w', index)}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
