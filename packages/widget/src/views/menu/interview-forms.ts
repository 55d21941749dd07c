import { html, nothing } from 'lit';
import type { Calendar, Interview, InterviewPrep } from '@interview-prep/sdk';
import { cleanText } from '../../rendering/clean-text.ts';
import type { PracticeContext } from '../shared/practice-context.ts';
import { writtenTime } from './interview-time.ts';
import { ZoneChoice } from './zone-choice.ts';
import { known, ownZone } from './zones.ts';

type Interviews = InterviewPrep['interviews'];

/** What a candidate says of an interview that no calendar says: its zone, or all of it. */
export class InterviewForms {
  readonly #context: PracticeContext;
  readonly #zones: ZoneChoice;
  readonly #change: (change: (interviews: Interviews) => Promise<unknown>) => Promise<void>;

  constructor(
    context: PracticeContext,
    change: (change: (interviews: Interviews) => Promise<unknown>) => Promise<void>,
  ) {
    this.#context = context;
    this.#zones = new ZoneChoice(context);
    this.#change = change;
  }

  /** Entries that were lost, so that nobody misses an interview for it. */
  unread({ unread, unreadInterviews = [] }: Calendar['events']): unknown {
    const { msg } = this.#context;
    if (unread === 0) return nothing;
    return html`<div class="failure" role="status"><div dir="auto"><p>${msg('calendar.unread', { count: unread })}</p>
      ${unreadInterviews.map(({ title, written }) => {
        const named = { title: cleanText(title), written: cleanText(written ?? '') };
        return html`<p>${msg(written === undefined ? 'calendar.unreadInterview' : 'calendar.unreadAt', named)}
          <button class="btn ghost small" type="button" @click=${() => this.#open(named.title)}>${msg('calendar.addIt')}</button></p>`;
      })}</div></div>`;
  }

  /** The question which zone a time is in, or the way to take an own interview away. */
  of({ id, writtenStart, isInterview }: Interview, all: readonly Interview[]): unknown {
    const { msg } = this.#context;
    if (isInterview.by === 'candidate')
      return html`<button class="btn ghost small" type="button"
        @click=${() => void this.#change((interviews) => interviews.delete(id))}>${msg('calendar.remove')}</button>`;
    if (writtenStart === undefined) return nothing;
    const state = (event: SubmitEvent) => {
      event.preventDefault();
      const timeZone = valuesOf(event)('timeZone');
      this.#zones.clear();
      void this.#change((interviews) => interviews.update(id, { timeZone }));
    };
    const question = msg('calendar.unstated', { time: writtenTime(writtenStart, this.#context) });
    return html`<form class="zone" @submit=${state}><label for=${`zone-${id}`}>${question}</label>
      ${this.#zones.render(`zone-${id}`, likelyZones(all))}
      <div><button class="btn ghost small" type="submit">${msg('calendar.save')}</button></div></form>`;
  }

  /** Adds an interview that no calendar has. */
  add(all: readonly Interview[]): unknown {
    const { msg } = this.#context;
    const save = (event: SubmitEvent) => {
      event.preventDefault();
      const value = valuesOf(event);
      const time = value('time');
      const given = { title: value('title'), date: value('date'), timeZone: value('timeZone') };
      this.#zones.clear();
      void this.#change((interviews) => interviews.create({ ...given, ...(time !== '' && { time }) }));
    };
    return html`<details class="own"><summary>${msg('calendar.add')}</summary>
      <form class="address" @submit=${save}>
        <label for="own-title">${msg('calendar.addTitle')}</label>
        <input id="own-title" name="title" required maxlength="200" dir="auto" />
        <div class="row"><label>${msg('calendar.addDate')}<input name="date" type="date" required
            min=${dayFromNow(-1)} max=${dayFromNow(730)} /></label>
          <label>${msg('calendar.addTime')}<input name="time" type="time" /></label></div>
        <label for="own-zone">${msg('calendar.addZone')}</label>
        ${this.#zones.render('own-zone', likelyZones(all), ownZone())}
        <div><button class="btn ghost small" type="submit">${msg('calendar.save')}</button></div>
      </form></details>`;
  }

  #open(title: string): void {
    const details = this.#context.shadowRoot?.querySelector<HTMLDetailsElement>('.own');
    const input = details?.querySelector<HTMLInputElement>('#own-title');
    if (!details || !input) return;
    details.open = true;
    input.value = title;
    input.focus();
  }
}

/** The zone of this browser, and those of the interviews that have one. */
function likelyZones(interviews: readonly Interview[]): string[] {
  const zones = [ownZone(), ...interviews.map(({ timeZone }) => known(timeZone))];
  return zones.filter((zone) => zone !== undefined);
}

/** A day as a date field has it: nobody adds an interview of last year by a slip. */
const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

function valuesOf({ currentTarget }: SubmitEvent): (name: string) => string {
  const form = currentTarget instanceof HTMLFormElement ? new FormData(currentTarget) : undefined;
  return (name) => {
    const value = form?.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
}
