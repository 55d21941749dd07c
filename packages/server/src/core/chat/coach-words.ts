import { appendToolEvent, ReplyClaims, withdrawMessage } from '../agents/ports.ts';
import type { Call, Engine } from '../engine/ports.ts';
import { defined } from '../kernel/defined.ts';
import { newId } from '../kernel/ids.ts';
import type { MessageRef, SessionWriter } from '../sessions/ports.ts';
import type { Toolbox } from '../tools/ports.ts';
import { AskedWords } from './asked-words.ts';
import type { CoachTurn } from './coach-turn.ts';
import { type CoachContext, coachReply } from './reply-spec.ts';

export type CoachWordsDependencies = { readonly engine: Engine; readonly tools: Pick<Toolbox, 'offered'> };

type Written = {
  readonly context: CoachContext;
  /** Who writes. */
  readonly speakerId: string;
  readonly writer: SessionWriter;
  readonly call: Call;
};

/**
 * The reply of a turn in the log as it comes: without another question than the decided one, a score that nobody
 * counted, or a document that nobody made. Gives the last message and what it says.
 */
export async function writeCoachWords(
  { engine, tools }: CoachWordsDependencies,
  input: CoachTurn,
  { context, speakerId, writer, call }: Written,
): Promise<{ message: MessageRef; reply: string }> {
  const offered = await tools.offered(
    {
      scope: call.scope,
      report: (event) => writer.append(event),
      ...defined({ span: call.span, postingId: input.postingId, locale: input.locale }),
    },
    call.signal,
  );
  const history = [...input.state.messages, { role: 'candidate', text: input.text } as const];
  const said = [...countedNumbers(context), ...history.map(({ text }) => text)];
  const claims = new ReplyClaims({ said, known: [JSON.stringify(context)] }, engine.kind === 'model');
  const asked = new AskedWords(engine.kind === 'model' && context.asksNow ? context.question?.text : undefined);
  let message: MessageRef = { messageId: newId('msg'), speakerId };
  let reply = '';
  const show = (text: string): Promise<void> | undefined => {
    reply += text;
    writer.appendText(message, text);
    return writer.drained();
  };
  const request = {
    spec: coachReply,
    context,
    history,
    tools: offered,
    ...defined({ attachment: input.facts.attachment }),
  };
  for await (const event of engine.streamReply(request, call)) {
    call.signal.throwIfAborted();
    if (event.type === 'text') {
      const waiting = show(asked.push(claims.push(event.text)));
      if (waiting !== undefined) await waiting;
    } else if (event.type === 'withdrawn') {
      void [asked.push(claims.end()), asked.end()];
      message = withdrawMessage(message, writer);
      reply = '';
    } else {
      await show(asked.push(claims.end()) + asked.end());
      if (event.type === 'tool_result') claims.learn(event);
      appendToolEvent(event, writer);
    }
  }
  await show(asked.push(claims.finish()) + asked.end());
  return { message, reply };
}

/** The only scores that a reply may state, and what else is said as so many of so many. */
function countedNumbers({ feedback, practice, summary }: CoachContext): string[] {
  const counted = (met: number | undefined, of: number | undefined) =>
    met === undefined || of === undefined ? '' : `${met} of ${of}, ${met}/${of}`;
  return [
    counted(feedback?.met, feedback?.of),
    counted(practice?.number, practice?.of),
    counted(summary?.habit?.missed, summary?.habit?.of),
    ...(summary?.answered ?? []).map(({ score }) => counted(score?.met, score?.of)),
  ];
}
