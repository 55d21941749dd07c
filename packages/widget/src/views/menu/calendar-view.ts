import { html, nothing } from 'lit';
import type { Calendar, Interview } from '@interview-prep/sdk';
import { type UiError, uiErrorFrom } from '../../controllers/ui-error.ts';
import { cleanText } from '../../rendering/clean-text.ts';
import type { PracticeContext } from '../shared/practice-context.ts';
import { InterviewForms } from './interview-forms.ts';
import { interviewTime } from './interview-time.ts';
import { ownZone } from './zones.ts';
import { errorText } from '../shared/error-text.ts';

/** `calendar` is `undefined` when none is connected; `error` belongs to the last action. */
type Known = {
  readonly name: 'known';
  readonly calendar?: Calendar;
  readonly interviews: readonly Interview[];
  readonly error?: UiError;
  /** The error is about an interview of theirs, not about a calendar. */
  readonly ownRefused?: boolean;
};
type State = Known | { readonly name: 'loading' | 'reading' };

const NONE: Known = { name: 'known', interviews: [] };

/** Connects a calendar and lists the interviews found in it. */
export class CalendarView {
  readonly #context: PracticeContext;
  readonly #forms: InterviewForms;
  #state: State = { name: 'loading' };

  constructor(context: PracticeContext) {
    this.#context = context;
    this.#forms = new InterviewForms(context, (change) =>
      this.#run(
        'loading',
        async () => {
          await change(context.client.interviews);
          return this.#load();
        },
        true,
      ),
    );
  }

  load(): Promise<void> {
    // The data shown before may belong to a candidate who has erased everything since.
    this.#state = NONE;
    return this.#run('loading', () => this.#load());
  }

  render(close: () => void): unknown {
    const { msg } = this.#context;
    return html`<h2 id="dialog-title">${msg('calendar.title')}</h2>
      <div class="lines" tabindex="0" role="region" aria-label=${msg('calendar.title')}>${this.#body()}</div>
      <div class="choices"><button class="btn" type="button" data-first @click=${close}>${msg('dialog.close')}</button></div>`;
  }

  #body(): unknown {
    const { msg } = this.#context;
    const state = this.#state;
    if (state.name !== 'known') {
      return html`<div class="skeleton-lines" role="status" aria-label=${msg(
        state.name === 'reading' ? 'calendar.reading' : 'app.loading',
      )}><div class="skeleton w75"></div><div class="skeleton w90"></div></div>`;
    }
    const { calendar, error, interviews, ownRefused = false } = state;
    return html`${
      error === undefined
        ? nothing
        : html`<div class="failure" role="alert"><span dir="auto">${
            ownRefused && error.code === 'validation_failed' ? msg('calendar.addRefused') : this.#errorText(error)
          }</span></div>`
    }
      ${
        calendar === undefined
          ? html`${this.#connectForm()}${interviews.length === 0 ? nothing : this.#list(interviews)}`
          : this.#connected(calendar, interviews)
      }
      ${this.#forms.add(interviews)}`;
  }

  // For a file the server's message is best; for a URL it names a request field, which users do not know.
  #errorText(error: UiError): string {
    const { msg } = this.#context;
    return error.code === 'validation_failed' ? msg('calendar.refused') : errorText(msg, error);
  }

  #connectForm(): unknown {
    const { msg } = this.#context;
    return html`<p class="muted">${msg('calendar.text')}</p>
      ${this.#chooser()}
      <form class="address" @submit=${this.#onSubmit}>
        <label for="calendar-address">${msg('calendar.address')}</label>
        <div class="row"><input id="calendar-address" name="url" type="text" inputmode="url" autocomplete="off" required
          dir="ltr" /><button class="btn ghost small" type="submit">${msg('calendar.connect')}</button></div>
        <p class="fine">${msg('calendar.addressText')}</p>
      </form>`;
  }

  #chooser(label: 'calendar.choose' | 'calendar.chooseMore' = 'calendar.choose'): unknown {
    const { msg } = this.#context;
    const choose = ({ currentTarget }: Event) =>
      currentTarget instanceof Element && currentTarget.parentElement?.querySelector('input')?.click();
    const chosen = ({ currentTarget }: Event) => {
      const file = currentTarget instanceof HTMLInputElement ? currentTarget.files?.[0] : undefined;
      if (file?.size === 0)
        this.#setState({ ...this.#known(), error: { ...uiErrorFrom(undefined), code: 'empty_file' } });
      else if (file) void this.#connect(async () => new Uint8Array(await file.arrayBuffer()));
    };
    return html`<div><input type="file" accept=".ics,text/calendar" hidden aria-label=${msg(label)}
      @change=${chosen} /><button class="btn ghost small" type="button"
      @click=${choose}>${msg(label)}</button></div>`;
  }

  #connected({ events, source, trouble, truncated }: Calendar, interviews: readonly Interview[]): unknown {
    const { msg } = this.#context;
    return html`<p class="muted" dir="auto">${
      source.host === undefined ? '' : `${cleanText(source.host)}: `
    }${msg('calendar.entriesRead', { count: events.seen - events.unread })}</p>
      ${trouble === undefined ? nothing : html`<p class="fine" dir="auto">${cleanText(trouble.message)}</p>`}
      ${truncated === true ? html`<p role="status">${msg('calendar.truncated')}</p>` : nothing}
      ${this.#forms.unread(events)}
      ${interviews.length === 0 ? html`<p>${msg(events.notAhead === undefined ? 'calendar.empty' : 'calendar.noneAhead')}</p>` : this.#list(interviews)}
      ${this.#notAhead(events.notAhead)}
      ${source.kind === 'file' ? html`<p class="fine">${msg('calendar.more')}</p>${this.#chooser('calendar.chooseMore')}` : nothing}
      <div><button class="btn ghost small" type="button"
        @click=${() => void this.#disconnect()}>${msg('calendar.disconnect')}</button></div>`;
  }

  #notAhead(counts: Calendar['events']['notAhead'] = {}): unknown {
    const { msg } = this.#context;
    const { cancelled: c = 0, declined: d = 0, past: p = 0 } = counts;
    const texts = [
      c > 0 && msg('calendar.cancelled', { count: c }),
      d > 0 && msg('calendar.declined', { count: d }),
      p > 0 && msg('calendar.past', { count: p }),
    ].filter((text) => text !== false);
    return texts.length === 0 ? nothing : html`<p class="fine">${texts.join(' ')}</p>`;
  }

  #list(interviews: readonly Interview[]): unknown {
    return html`<div class="interviews">${interviews.map(
      (interview) =>
        html`<div><b>${interviewTime(interview, this.#context)}</b><p dir="auto">${cleanText(titleAndPlace(interview))}</p>${this.#forms.of(interview, interviews)}</div>`,
    )}</div>`;
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const url = this.#context.shadowRoot?.querySelector<HTMLInputElement>('#calendar-address')?.value.trim() ?? '';
    if (url !== '') void this.#connect(async () => ({ url }));
  };

  #connect(source: () => Promise<Uint8Array<ArrayBuffer> | { url: string }>): Promise<void> {
    return this.#run('reading', async () => {
      await this.#context.client.calendar.put(await source(), { timeZone: ownZone(), add: true });
      return this.#load();
    });
  }

  #disconnect(): Promise<void> {
    return this.#run('loading', async () => {
      await this.#context.client.calendar.delete();
      return this.#load();
    });
  }

  async #load(): Promise<Known> {
    const { calendar, interviews } = this.#context.client;
    const { connected, data } = await interviews.upcoming({ limit: 50 });
    return { name: 'known', interviews: data, ...(connected && { calendar: await calendar.get() }) };
  }

  async #run(pendingState: 'loading' | 'reading', work: () => Promise<Known>, own = false): Promise<void> {
    const before = this.#known();
    this.#setState({ name: pendingState });
    try {
      this.#setState(await work());
    } catch (thrown) {
      this.#setState({ ...before, error: uiErrorFrom(thrown), ownRefused: own });
    }
  }

  #known(): Known {
    return this.#state.name === 'known' ? this.#state : NONE;
  }

  #setState(state: State): void {
    this.#state = state;
    this.#context.requestUpdate();
  }
}

const titleAndPlace = ({ title, location, videoHost }: Interview): string =>
  [title, location ?? videoHost].filter((part) => part !== undefined && part !== '').join(' · ');
