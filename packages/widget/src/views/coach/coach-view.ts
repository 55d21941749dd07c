import { html, nothing } from 'lit';
import type { ChatController, Pending } from '../../controllers/chat-controller.ts';
import { openQuestion } from '../../controllers/thread.ts';
import type { PracticeContext } from '../shared/practice-context.ts';
import { errorText } from '../shared/error-text.ts';
import { downIcon } from '../icons/icons.ts';
import { composer } from './composer.ts';
import { ThreadView, message } from './thread-view.ts';
import type { PracticeCards } from './thread-view.ts';

/** Distance from the end, in pixels, below which the view keeps scrolling to new text. */
const FOLLOW_PX = 64;

/** The chat: thread, suggested prompts, notices and composer. */
export class CoachView {
  readonly #context: PracticeContext;
  readonly #cards: () => PracticeCards | undefined;
  readonly #threadView = new ThreadView();
  /** Whether the view scrolls to new text. */
  #follows = true;
  #log: HTMLElement | undefined;
  #waitUntilMs = 0;

  constructor(context: PracticeContext, cards: () => PracticeCards | undefined) {
    this.#context = context;
    this.#cards = cards;
  }

  /** Scrolls to new text; call it after each update. */
  updated(): void {
    const log = this.#context.shadowRoot?.querySelector<HTMLElement>('#log') ?? undefined;
    if (log !== this.#log) this.#follows = true;
    this.#log = log;
    if (log && this.#follows) log.scrollTop = newestTop(log);
  }

  /** Scrolls to the newest text even if the reader had scrolled away. */
  follow(): void {
    this.#follows = true;
    this.#context.requestUpdate();
  }

  /** Disables sending for so many seconds. */
  wait(seconds: number): void {
    this.#waitUntilMs = Date.now() + seconds * 1000;
    this.#tick();
  }

  render(resumeName: string | undefined): unknown {
    const { chat, msg } = this.#context;
    if (chat.restoring)
      return html`<div class="page" role="status" aria-label=${msg('app.loading')}><div
        class="skeleton-lines">${threadSkeleton()}</div></div><div class="foot"><div class="box rest"></div></div>`;
    const { plan } = chat.thread;
    return html`${plan?.state === 'running' ? this.#cards()?.plan(plan) : nothing}<div class="page" id="log" part="thread" role="log" aria-live="off" aria-label=${msg('coach.log')}
      tabindex="0" @scroll=${this.#onScroll}>
        <div class="thread">${this.#thread(chat)}</div>
      </div>
      ${this.#notice(chat)}
      <div class="foot" part="footer">
        ${
          this.#follows
            ? nothing
            : html`<button class="latest" type="button" aria-label=${msg('coach.scrollToLatest')}
              @click=${() => this.follow()}>${downIcon}</button>`
        }
        ${chat.endReason ? this.#endedNotice(chat.endReason) : this.#composer(chat, resumeName)}
      </div>`;
  }

  #thread(chat: ChatController): unknown {
    const { msg, session, config } = this.#context;
    const { items } = chat.thread;
    const answering = chat.answering;
    const isWaiting = answering && items.at(-1)?.kind !== 'reply';
    const isEmpty = !chat.pending && items.every(({ kind }) => kind === 'disclosure');
    const starters = session.state.name === 'practising' && !chat.endReason ? session.state.chat.starters : [];
    return html`${config?.engine.kind === 'rehearsal' ? html`<p class="quiet" part="rehearsal">${msg('coach.rehearsal')}</p>` : nothing}
      ${this.#threadView.render({
        msg,
        items,
        answering: answering || chat.endReason !== undefined,
        cards: this.#cards,
        openPrep: (prepId) => this.#context.show('document', prepId),
        retry: (text) => this.#context.send(text),
        choose: (text) => {
          this.#context.send(text);
          // The pressed button is removed.
          this.#log?.focus();
        },
      })}
      ${isEmpty ? html`<div class="hello"><h3>${msg('coach.empty')}</h3><p class="muted">${msg('coach.emptyText')}</p></div>` : nothing}
      ${chat.pending ? this.#pending(chat.pending) : nothing}
      ${isWaiting ? html`<div class="thinking" role="img" aria-label=${msg('coach.thinking')}><i></i><i></i><i></i></div>` : nothing}
      ${answering || starters.length === 0 || !(isEmpty || isIdle(chat)) ? nothing : this.#starters(starters)}`;
  }

  #starters(starters: readonly { id: string; label: string; message: string }[]): unknown {
    const { msg } = this.#context;
    return html`<div class="chips" part="starters" role="group" aria-label=${msg('coach.starters')}>
      ${starters.map(
        ({ label, message: text }) =>
          html`<button class="chip" type="button" dir="auto" @click=${() => this.#context.send(text)}>${label}</button>`,
      )}
    </div>`;
  }

  #pending({ text, error }: Pending): unknown {
    const { msg, chat } = this.#context;
    if (error === undefined) return message(msg, text);
    return html`${message(msg, text, true)}
      <div class="failure" role="alert"><span>${msg('coach.notSent')} ${errorText(msg, error)} ${msg('coach.textKept')}</span>
        ${
          this.#waitSeconds > 0 || chat.endReason
            ? nothing
            : html`<button class="btn ghost small" type="button" @click=${() => void chat.resend()}>${msg('app.retry')}</button>`
        }
      </div>`;
  }

  #notice(chat: ChatController): unknown {
    const { msg } = this.#context;
    if (chat.lost) {
      return html`<div class="notice bad" part="notice" role="alert"><span>${msg('coach.connectionLost')}</span>
        <button class="btn ghost small" type="button" @click=${() => void chat.reconnect()}>${msg('coach.reconnect')}</button></div>`;
    }
    if (this.#waitSeconds > 0)
      return html`<div class="notice" part="notice"><span role="timer">${msg('coach.wait', { seconds: this.#waitSeconds })}</span></div>`;
    if (!navigator.onLine || chat.stalled)
      return html`<div class="notice" part="notice" role="status">${msg('coach.reconnecting')}</div>`;
    return nothing;
  }

  #endedNotice(reason: 'completed' | 'expired'): unknown {
    const { msg, session } = this.#context;
    return html`<div class="stack"><p class="muted" role="status">${msg(`coach.${reason}`)}</p><button class="btn"
      type="button" id="again" @click=${() => void session.startOver()}>${msg('coach.startNew')}</button></div>`;
  }

  #composer(chat: ChatController, resumeName: string | undefined): unknown {
    const context = this.#context;
    return composer({
      msg: context.msg,
      draft: chat.draft,
      limit: context.config?.limits.messageCharacters ?? 8000,
      answering: chat.answering,
      blocked: this.#waitSeconds > 0 || chat.lost,
      hasQuestion: openQuestion(chat.thread) !== undefined,
      resumeName,
      setDraft: (text) => chat.setDraft(text),
      send: () => context.send(chat.draft),
      stop: () => void chat.stop(),
      openResume: () => context.show('resume'),
    });
  }

  get #waitSeconds(): number {
    return Math.max(0, Math.ceil((this.#waitUntilMs - Date.now()) / 1000));
  }

  #tick(): void {
    this.#context.requestUpdate();
    if (this.#waitSeconds > 0) setTimeout(() => this.#tick(), 1000);
  }

  readonly #onScroll = ({ target }: Event): void => {
    if (!(target instanceof HTMLElement)) return;
    const follows = newestTop(target) - target.scrollTop < FOLLOW_PX;
    if (follows === this.#follows) return;
    this.#follows = follows;
    this.#context.requestUpdate();
  };
}

/** Scroll position for the newest text: the end, but without moving the message it answers out of view. */
function newestTop(log: HTMLElement): number {
  const end = log.scrollHeight - log.clientHeight;
  const messages = log.querySelectorAll<HTMLElement>('.message');
  const last = messages.item(messages.length - 1);
  return last === null
    ? end
    : Math.min(end, last.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop - 18);
}

/** Whether the coach has replied and no question is open. */
const isIdle = ({ thread }: ChatController) =>
  openQuestion(thread) === undefined && thread.items.at(-1)?.kind === 'reply';

const threadSkeleton = () =>
  html`<div class="skeleton w75"></div><div class="skeleton w60"></div><div class="skeleton message-skeleton w60"></div><div
    class="skeleton w90"></div><div class="skeleton w75"></div><div class="skeleton w40"></div>`;
