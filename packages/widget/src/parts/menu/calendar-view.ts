import { html, nothing } from 'lit';
import type { Calendar, Interview } from '@interview-prep/sdk';
import { type Trouble, troubleFrom } from '../../controllers/trouble.ts';
import { cleanText } from '../../rendering/clean-text.ts';
import type { Desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';

/** `calendar` is missing where none is connected; `trouble` is of what was last tried. */
type Known = {
  readonly name: 'known';
  readonly calendar?: Calendar;
  readonly interviews: readonly Interview[];
  readonly trouble?: Trouble;
};
type State = Known | { readonly name: 'loading' | 'reading' };

const NONE: Known = { name: 'known', interviews: [] };

/** Lets the candidate bring a calendar, and shows which interviews were found in it. */
export class CalendarView {
  readonly #desk: Desk;
  #state: State = { name: 'loading' };

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  load(): Promise<void> {
    // What was known before may have been somebody's who has deleted everything since.
    this.#state = NONE;
    return this.#try('loading', () => this.#current());
  }

  render(close: () => void): unknown {
    const { msg } = this.#desk;
    return html`<h2 id="dialog-title">${msg('calendar.title')}</h2>
      ${this.#body()}
      <div class="choices"><button class="btn" type="button" autofocus @click=${close}>${msg('dialog.close')}</button></div>`;
  }

  #body(): unknown {
    const { msg } = this.#desk;
    const state = this.#state;
    if (state.name !== 'known') {
      return html`<div class="bones" role="status" aria-label=${msg(
        state.name === 'reading' ? 'calendar.reading' : 'app.loading',
      )}><div class="bone w75"></div><div class="bone w90"></div></div>`;
    }
    const { calendar, trouble } = state;
    return html`${
      trouble === undefined
        ? nothing
        : html`<div class="failure" role="alert"><span dir="auto">${this.#why(trouble)}</span></div>`
    }
      ${calendar === undefined ? this.#ask() : this.#found(calendar, state.interviews)}`;
  }

  // What is wrong with a file the server says best; of an address it names the field, which nobody sees here.
  #why(trouble: Trouble): string {
    const { msg } = this.#desk;
    return trouble.code === 'validation_failed' ? msg('calendar.refused') : errorText(msg, trouble);
  }

  #ask(): unknown {
    const { msg } = this.#desk;
    return html`<p class="muted">${msg('calendar.text')}</p>
      ${this.#chooser()}
      <form class="address" @submit=${this.#onSubmit}>
        <label for="calendar-address">${msg('calendar.address')}</label>
        <div class="row"><input id="calendar-address" name="url" type="text" inputmode="url" autocomplete="off" required
          dir="ltr" /><button class="btn ghost small" type="submit">${msg('calendar.connect')}</button></div>
        <p class="fine">${msg('calendar.addressText')}</p>
      </form>`;
  }

  #chooser(): unknown {
    const { msg } = this.#desk;
    const choose = ({ currentTarget }: Event) =>
      currentTarget instanceof Element && currentTarget.parentElement?.querySelector('input')?.click();
    const chosen = ({ currentTarget }: Event) => {
      const file = currentTarget instanceof HTMLInputElement ? currentTarget.files?.[0] : undefined;
      if (file) void this.#connect(async () => new Uint8Array(await file.arrayBuffer()));
    };
    return html`<div><input type="file" accept=".ics,text/calendar" hidden aria-label=${msg('calendar.choose')}
      @change=${chosen} /><button class="btn ghost small" type="button"
      @click=${choose}>${msg('calendar.choose')}</button></div>`;
  }

  #found({ events, source, trouble }: Calendar, interviews: readonly Interview[]): unknown {
    const { msg } = this.#desk;
    return html`<p class="muted" dir="auto">${
      source.host === undefined ? '' : `${cleanText(source.host)}: `
    }${msg('calendar.seen', { count: events.seen })}</p>
      ${trouble === undefined ? nothing : html`<p class="fine" dir="auto">${cleanText(trouble.message)}</p>`}
      ${
        interviews.length === 0
          ? html`<p>${msg('calendar.empty')}</p>`
          : html`<div class="lines" tabindex="0" role="region" aria-label=${msg('calendar.title')}>${interviews.map(
              (interview) =>
                html`<div><b>${this.#when(interview)}</b><p dir="auto">${cleanText(placed(interview))}</p></div>`,
            )}</div>`
      }
      <div><button class="btn ghost small" type="button"
        @click=${() => void this.#disconnect()}>${msg('calendar.disconnect')}</button></div>`;
  }

  #when({ startsAt, allDay, timeZone }: Interview): string {
    const day = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' } as const;
    const format = allDay
      ? { ...day, ...(timeZone === undefined ? {} : { timeZone }) }
      : ({ ...day, hour: '2-digit', minute: '2-digit' } as const);
    return new Intl.DateTimeFormat(this.#desk.locale, format).format(new Date(startsAt));
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const url = this.#desk.shadowRoot?.querySelector<HTMLInputElement>('#calendar-address')?.value.trim() ?? '';
    if (url !== '') void this.#connect(async () => ({ url }));
  };

  #connect(source: () => Promise<Uint8Array<ArrayBuffer> | { url: string }>): Promise<void> {
    return this.#try('reading', async () => {
      await this.#desk.client.calendar.put(await source(), {
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      });
      return this.#current();
    });
  }

  #disconnect(): Promise<void> {
    return this.#try('loading', async () => {
      await this.#desk.client.calendar.delete();
      return NONE;
    });
  }

  async #current(): Promise<Known> {
    const { calendar, interviews } = this.#desk.client;
    const { connected, data } = await interviews.upcoming({ limit: 50 });
    return connected ? { name: 'known', calendar: await calendar.get(), interviews: data } : NONE;
  }

  async #try(meanwhile: 'loading' | 'reading', work: () => Promise<Known>): Promise<void> {
    const before = this.#state.name === 'known' ? this.#state : NONE;
    this.#go({ name: meanwhile });
    try {
      this.#go(await work());
    } catch (thrown) {
      this.#go({ ...before, trouble: troubleFrom(thrown) });
    }
  }

  #go(state: State): void {
    this.#state = state;
    this.#desk.requestUpdate();
  }
}

const placed = ({ title, location, videoHost }: Interview): string =>
  [title, location ?? videoHost].filter((part) => part !== undefined && part !== '').join(' · ');
