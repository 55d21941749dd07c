import type { TurnEvent, TurnEventOf } from '@interview-prep/sdk';

type PrepProgress = Omit<TurnEventOf<'prep_progress'>, 'type'>;

/** One entry of the thread. `key` stays the same when the entry changes. */
export type ThreadItem =
  | { readonly kind: 'disclosure'; readonly key: string; readonly text: string }
  | { readonly kind: 'message'; readonly key: string; readonly text: string }
  | {
      readonly kind: 'reply';
      readonly key: string;
      readonly messageId: string;
      readonly speakerId: string;
      readonly text: string;
      readonly open: boolean;
    }
  | {
      readonly kind: 'step';
      readonly key: string;
      readonly name: string;
      readonly state: 'running' | 'done' | 'failed';
      readonly summary: string;
    }
  | { readonly kind: 'question'; readonly key: string; readonly question: TurnEventOf<'question'> }
  | { readonly kind: 'feedback'; readonly key: string; readonly feedback: TurnEventOf<'feedback'> }
  | { readonly kind: 'summary'; readonly key: string; readonly summary: TurnEventOf<'summary'> }
  | { readonly kind: 'prep'; readonly key: string; readonly progress: PrepProgress; readonly title?: string }
  | { readonly kind: 'preps'; readonly key: string; readonly preps: TurnEventOf<'prep_list'>['preps'] }
  | { readonly kind: 'choices'; readonly key: string; readonly choices: TurnEventOf<'choices'>['choices'] }
  | { readonly kind: 'failure'; readonly key: string; readonly failure: TurnEventOf<'error'>; readonly text: string };

/** The plan of a practice interview. */
export type Plan = TurnEventOf<'plan'>['plan'];

/** A chat as it is displayed. `openTurnId` is the turn in progress, `plan` the newest of a practice interview. */
export type Thread = {
  readonly items: readonly ThreadItem[];
  readonly openTurnId: string | undefined;
  readonly plan?: Plan;
};

export const EMPTY_THREAD: Thread = { items: [], openTurnId: undefined };

/** The thread for a list of events. Equal for live events and for the same events loaded later. */
export const threadFrom = (events: Iterable<TurnEvent>): Thread => {
  let thread = EMPTY_THREAD;
  for (const event of events) thread = applyEvent(thread, event);
  return thread;
};

/** Reducer: the thread after one more event. Entries that the event does not affect keep their identity. */
export function applyEvent(thread: Thread, event: TurnEvent): Thread {
  if (event.type === 'partial') return thread;
  if (event.type === 'token') return { ...thread, items: appendReplyText(thread.items, event) };
  const items = closeReplies(thread.items);
  switch (event.type) {
    case 'message':
      return {
        ...thread,
        items: [...dropFailedTurn(items, event.text), { kind: 'message', key: event.messageId, text: event.text }],
        openTurnId: event.turnId,
      };
    case 'error':
      return {
        ...thread,
        items: [
          ...failRunningSteps(items),
          { kind: 'failure', key: nextKey(items), failure: event, text: lastMessageText(items) },
        ],
        openTurnId: undefined,
      };
    case 'interrupted':
      return { ...thread, items: cutReply(items, event) };
    case 'done':
      return { ...thread, items: failRunningSteps(items), openTurnId: undefined };
    case 'plan':
      return { ...thread, items, plan: event.plan };
    default:
      return { ...thread, items: appendEvent(items, event) };
  }
}

function appendEvent(items: readonly ThreadItem[], event: TurnEvent): readonly ThreadItem[] {
  const key = nextKey(items);
  switch (event.type) {
    case 'disclosure':
      return [...items, { kind: 'disclosure', key, text: event.text }];
    case 'tool_call':
      return upsertItem(items, {
        kind: 'step',
        key: `step:${event.id}`,
        name: event.name,
        state: 'running',
        summary: '',
      });
    case 'tool_result': {
      const { id, name, ok, summary } = event;
      return upsertItem(items, { kind: 'step', key: `step:${id}`, name, state: ok ? 'done' : 'failed', summary });
    }
    case 'question':
      return [...items, { kind: 'question', key, question: event }];
    case 'feedback':
      return [...items, { kind: 'feedback', key, feedback: event }];
    case 'summary':
      return [...items, { kind: 'summary', key, summary: event }];
    case 'prep_progress': {
      const { type: _, ...progress } = event;
      return upsertItem(items, { kind: 'prep', key: `prep:${event.prepId}`, progress });
    }
    case 'pdf_generated': {
      const { prepId, title } = event;
      const progress: PrepProgress = { prepId, status: 'ready', step: '', stepsDone: 1, stepsTotal: 1 };
      return upsertItem(items, { kind: 'prep', key: `prep:${prepId}`, title, progress });
    }
    case 'prep_list':
      return [...items, { kind: 'preps', key, preps: event.preps }];
    case 'choices':
      return [...items, { kind: 'choices', key, choices: event.choices }];
    default:
      return items;
  }
}

function nextKey(items: readonly ThreadItem[]): string {
  const keys = new Set(items.map(({ key }) => key));
  // Entries may have been dropped, so that a later one has the number already.
  let number = items.length;
  while (keys.has(`item:${number}`)) number += 1;
  return `item:${number}`;
}

function upsertItem(items: readonly ThreadItem[], item: ThreadItem): readonly ThreadItem[] {
  const at = items.findIndex(({ key }) => key === item.key);
  return at < 0 ? [...items, item] : items.with(at, item);
}

// Text of one message stays together, also where several speakers write at the same time.
function appendReplyText(
  items: readonly ThreadItem[],
  { messageId, speakerId, text }: TurnEventOf<'token'>,
): readonly ThreadItem[] {
  const at = items.findLastIndex((item) => item.kind === 'reply' && item.open && item.messageId === messageId);
  const open = items[at];
  if (open?.kind === 'reply') return items.with(at, { ...open, text: open.text + text });
  if (text === '') return items;
  return [...items, { kind: 'reply', key: nextKey(items), messageId, speakerId, text, open: true }];
}

/** Of a message that was interrupted, what was heard: its text may stand in several entries. */
function cutReply(
  items: readonly ThreadItem[],
  { messageId, heardCharacters }: TurnEventOf<'interrupted'>,
): readonly ThreadItem[] {
  let heard = '';
  let left = heardCharacters;
  return items.flatMap((item) => {
    // A question that was not heard was not asked.
    if (item.kind === 'question' && item.question.messageId === messageId)
      return heard.includes(item.question.text) ? [item] : [];
    if (item.kind !== 'reply' || item.messageId !== messageId) return [item];
    const text = item.text.slice(0, Math.max(0, left)).replace(/[\uD800-\uDBFF]$/, '');
    left -= item.text.length;
    heard += text;
    return text === '' ? [] : [{ ...item, text }];
  });
}

function closeReplies(items: readonly ThreadItem[]): readonly ThreadItem[] {
  return items.some((item) => item.kind === 'reply' && item.open)
    ? items.map((item) => (item.kind === 'reply' && item.open ? { ...item, open: false } : item))
    : items;
}

// A step without a result when the turn ends is shown as failed.
function failRunningSteps(items: readonly ThreadItem[]): readonly ThreadItem[] {
  return items.some((item) => item.kind === 'step' && item.state === 'running')
    ? items.map((item) => (item.kind === 'step' && item.state === 'running' ? { ...item, state: 'failed' } : item))
    : items;
}

// A failed turn is removed when the same message is sent again. Documents it started are kept.
function dropFailedTurn(items: readonly ThreadItem[], text: string): readonly ThreadItem[] {
  const last = items.at(-1);
  if (last?.kind !== 'failure' || last.failure.code === 'turn_cancelled' || last.text !== text) return items;
  const from = items.findLastIndex(({ kind }) => kind === 'message');
  return items.filter(({ kind }, index) => index < from || kind === 'prep');
}

const lastMessageText = (items: readonly ThreadItem[]): string =>
  items.findLast((item) => item.kind === 'message')?.text ?? '';

/** The latest practice question, which the next message answers. */
export function openQuestion({ items }: Thread): TurnEventOf<'question'> | undefined {
  return items.findLast((item) => item.kind === 'question')?.question;
}
