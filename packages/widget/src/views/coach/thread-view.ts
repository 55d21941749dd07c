import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Plan, ThreadItem } from '../../controllers/thread.ts';
import { hasMessage } from '../../localization/localizer.ts';
import type { Msg } from '../../localization/localizer.ts';
import { cleanText } from '../../rendering/clean-text.ts';
import { IncrementalMarkdown } from '../../rendering/incremental-markdown.ts';
import { renderBlocks } from '../../rendering/markdown.ts';
import { checkIcon, dashIcon, fileIcon } from '../icons/icons.ts';

/** Renders the cards, whose code is loaded later. */
export type PracticeCards = {
  question(item: ThreadItem & { kind: 'question' }, open: boolean): unknown;
  feedback(item: ThreadItem & { kind: 'feedback' }, newest: boolean): unknown;
  summary(item: ThreadItem & { kind: 'summary' }): unknown;
  /** Where a practice interview stands. */
  plan(plan: Plan): unknown;
  /** A message was sent: the time to think is over. */
  answered(): void;
  /** Changes when the cards have to be rendered again although their items are the same. */
  readonly version: unknown;
};

export type ThreadProps = {
  readonly msg: Msg;
  readonly items: readonly ThreadItem[];
  readonly cards: () => PracticeCards | undefined;
  readonly answering: boolean;
  readonly openPrep: (prepId: string) => void;
  readonly retry: (text: string) => void;
  /** Sends what one of the choices says. */
  readonly choose: (text: string) => void;
};

/** Renders the items of a thread. Unchanged items are not rendered again. */
export class ThreadView {
  readonly #texts = new Map<string, IncrementalMarkdown>();

  render(props: ThreadProps): unknown {
    const { items, answering, msg } = props;
    const newest = newestCards(items);
    return items.map((item, index) => {
      const last = index === items.length - 1;
      const isNewest = newest.has(item);
      const isCard = item.kind === 'question' || item.kind === 'feedback' || item.kind === 'summary';
      const cards = isCard ? props.cards() : undefined;
      return guard([item, msg, isNewest, last && !answering, cards?.version], () =>
        this.#item(props, item, { isNewest, last: last && !answering, cards }),
      );
    });
  }

  #item(
    props: ThreadProps,
    item: ThreadItem,
    position: { isNewest: boolean; last: boolean; cards: PracticeCards | undefined },
  ): unknown {
    const { msg } = props;
    switch (item.kind) {
      case 'disclosure':
        return html`<p class="quiet" dir="auto">${cleanText(item.text)}</p>`;
      case 'message':
        return message(msg, item.text);
      case 'reply':
        return html`<div class="reply" part="reply"><span class="sr">${msg('coach.coach')}: </span>${renderBlocks(
          this.#text(item.key).blocks(item.text),
        )}</div>`;
      case 'step':
        return step(msg, item);
      case 'question':
        return position.cards?.question(item, position.isNewest) ?? cardSkeleton();
      case 'feedback':
        return position.cards?.feedback(item, position.isNewest) ?? cardSkeleton();
      case 'summary':
        return position.cards?.summary(item) ?? cardSkeleton();
      case 'prep':
        return prepRow(props, item);
      case 'preps':
        return html`<div class="chips">${item.preps.map(
          ({ prepId, title }) =>
            html`<button class="chip" type="button" @click=${() => props.openPrep(prepId)}><span dir="auto">${title}</span></button>`,
        )}</div>`;
      case 'choices':
        return position.last ? choices(props, item) : nothing;
      case 'failure':
        return failure(props, item, position.last);
    }
  }

  #text(key: string): IncrementalMarkdown {
    const text = this.#texts.get(key) ?? new IncrementalMarkdown();
    this.#texts.set(key, text);
    return text;
  }
}

const cardSkeleton = () =>
  html`<div class="card"><div class="skeleton w60"></div><div class="skeleton w90"></div><div class="skeleton w75"></div></div>`;

/** The cards whose buttons are active: the last question, and feedback with no message or question after it. */
function newestCards(items: readonly ThreadItem[]): ReadonlySet<ThreadItem> {
  const question = items.findLast(({ kind }) => kind === 'question');
  const feedback = items.findLast(({ kind }) => kind === 'feedback' || kind === 'message' || kind === 'question');
  return new Set([question, feedback].filter((item) => item !== undefined));
}

/** A message of the candidate. */
export const message = (msg: Msg, text: string, unsent = false): unknown =>
  html`<div class="message ${unsent ? 'unsent' : ''}" part="message" dir="auto"><span class="sr">${msg('coach.you')}: </span>${text}</div>`;

function step(msg: Msg, { name, state, summary }: ThreadItem & { kind: 'step' }): unknown {
  const key = `step.${name}`;
  const mark = state === 'running' ? nothing : state === 'done' ? checkIcon : dashIcon;
  const label = html`<span class="dot ${state}">${mark}</span><span>${
    hasMessage(key) ? msg(key) : cleanText(name).replaceAll('_', ' ')
  }<span class="sr">, ${msg(`step.${state}`)}</span></span>`;
  if (summary === '') return html`<div class="step" part="step"><div>${label}</div></div>`;
  return html`<details class="step" part="step"><summary>${label}</summary><p dir="auto">${cleanText(summary)}</p></details>`;
}

function prepRow(
  { msg, openPrep }: ThreadProps,
  { progress: { prepId, status }, title }: ThreadItem & { kind: 'prep' },
): unknown {
  const statusText =
    status === 'ready' || status === 'failed' || status === 'cancelled' ? msg(`prep.${status}`) : msg('prep.making');
  return html`<div class="card prep"><span class="row">${fileIcon}<span dir="auto">${
    title === undefined ? statusText : `${statusText}: ${cleanText(title)}`
  }</span></span>
    <button class="btn ghost small" type="button" @click=${() => openPrep(prepId)}>${msg('prep.open')}</button></div>`;
}

const choices = ({ msg, choose }: ThreadProps, { choices: offered }: ThreadItem & { kind: 'choices' }): unknown =>
  html`<div class="chips" part="choices" role="group" aria-label=${msg('coach.choices')}>${offered.map(
    ({ label, text }) =>
      html`<button class="chip" type="button" dir="auto" @click=${() => choose(text)}>${cleanText(label)}</button>`,
  )}</div>`;

function failure(
  { msg, retry }: ThreadProps,
  { failure: { code, message: serverText, retryable }, text }: ThreadItem & { kind: 'failure' },
  last: boolean,
): unknown {
  if (code === 'turn_cancelled') return html`<p class="quiet">${msg('coach.stopped')}</p>`;
  const key = `error.${code}`;
  return html`<div class="failure" role=${last ? 'alert' : nothing}>
    <span dir="auto">${msg('coach.failed')} ${hasMessage(key) ? msg(key) : cleanText(serverText)}</span>
    ${
      last && retryable && text !== ''
        ? html`<button class="btn ghost small" type="button" @click=${() => retry(text)}>${msg('app.retry')}</button>`
        : nothing
    }
  </div>`;
}
