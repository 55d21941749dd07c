import { InterviewPrep, type Posting, type Prep, type TurnEvent, type TurnEventOf } from '@interview-prep/sdk';
import type { RunningServer } from './child.ts';

/** A candidate with a token of their own. */
export type Person = { readonly client: InterviewPrep; readonly token: string; readonly candidateId: string };

let people = 0;

/** Somebody who was not here before. */
export async function newPerson({ url, secretKey }: Pick<RunningServer, 'url' | 'secretKey'>): Promise<Person> {
  people += 1;
  const backend = new InterviewPrep({ baseUrl: url, secretKey });
  const { token, candidateId } = await backend.clientTokens.create({ candidate: { externalId: `person-${people}` } });
  return { client: new InterviewPrep({ baseUrl: url, clientToken: token }), token, candidateId };
}

/** An advert that person brings. */
export const nursing = (client: InterviewPrep): Promise<Posting> =>
  client.postings.create({
    source: {
      kind: 'text',
      title: 'Registered Nurse, Paediatrics',
      company: 'Northfield',
      text:
        'You look after children.\nRequirements\n- Two years of paediatric nursing.\n- Clear communication ' +
        'with families under pressure.',
    },
  });

/** Says something and waits for the whole answer. */
export async function said(client: InterviewPrep, chatId: string, text: string): Promise<readonly TurnEvent[]> {
  return (await client.chats.turn(chatId, { text }).final()).events;
}

export const ofType = <Type extends TurnEvent['type']>(all: readonly TurnEvent[], type: Type): TurnEventOf<Type>[] =>
  all.filter((event): event is TurnEventOf<Type> => event.type === type);

/** Makes a document and follows it to its end. */
export async function readyPrep(
  client: InterviewPrep,
  postingId: string,
): Promise<{ id: string; received: readonly TurnEvent[]; prep: Prep }> {
  const { id } = await client.preps.create({ postingId });
  const received: TurnEvent[] = [];
  for await (const event of client.preps.events(id)) received.push(event);
  return { id, received, prep: await client.preps.get(id) };
}
