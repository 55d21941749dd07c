import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { PracticeContext } from '../shared/practice-context.ts';
import { zoneGroups, zonesFound } from './zones.ts';

/** Lets a candidate choose a zone: the likely ones first, then by region, or those with the words that are typed. */
export class ZoneChoice {
  readonly #context: PracticeContext;
  /** What is typed, by the id of the choice. */
  readonly #typed = new Map<string, string>();

  constructor(context: PracticeContext) {
    this.#context = context;
  }

  /** `chosen` is the answer to begin with. A question has none until somebody chooses one. */
  render(id: string, likely: readonly string[], chosen?: string): unknown {
    const { msg } = this.#context;
    const typed = this.#typed.get(id) ?? '';
    const all = zoneGroups(likely, this.#context);
    const groups = typed === '' ? all : zonesFound(all, typed, this.#context);
    const count = groups.reduce((sum, { zones }) => sum + zones.length, 0);
    const empty =
      typed === ''
        ? msg('calendar.chooseZone')
        : msg(count === 0 ? 'calendar.noZone' : 'calendar.zonesFound', { count });
    const type = ({ currentTarget }: Event) => {
      if (currentTarget instanceof HTMLInputElement) this.#typed.set(id, currentTarget.value.trim());
      this.#context.requestUpdate();
    };
    // A new list for new words: the answer that was chosen from the one before must not turn into another zone.
    const list = html`<select id=${id} name="timeZone" required><option value="">${empty}</option>${groups.map(
      ({ label, zones }) =>
        html`<optgroup label=${label}>${zones.map(
          ({ zone, label: text }) =>
            html`<option value=${zone} ?selected=${typed === '' && zone === chosen}>${text}</option>`,
        )}</optgroup>`,
    )}</select>`;
    return html`<input class="find" type="search" autocomplete="off" dir="auto" aria-label=${msg('calendar.findZone')}
      placeholder=${msg('calendar.findZone')} .value=${typed} @input=${type} />
      ${keyed(typed, list)}`;
  }
}
