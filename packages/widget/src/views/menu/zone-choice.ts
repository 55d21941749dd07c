import { html } from 'lit';
import type { PracticeContext } from '../shared/practice-context.ts';
import { type ZoneGroup, zoneGroups, zonesFound } from './zones.ts';

/** Lets a candidate choose a zone: the likely ones first, then by region, or those with the words that are typed. */
export class ZoneChoice {
  readonly #context: PracticeContext;
  /** What is typed, by the id of the choice. */
  readonly #typed = new Map<string, string>();
  #groups: { readonly of: string; readonly groups: readonly ZoneGroup[] } | undefined;

  constructor(context: PracticeContext) {
    this.#context = context;
  }

  /** Forgets what is typed. */
  clear(): void {
    this.#typed.clear();
  }

  /** `chosen` is the answer to begin with. A question has none until somebody chooses one. */
  render(id: string, likely: readonly string[], chosen?: string): unknown {
    const { msg } = this.#context;
    const typed = this.#typed.get(id) ?? '';
    const all = this.#all(likely);
    const groups = typed === '' ? all : zonesFound(all, typed, this.#context);
    const count = groups.reduce((sum, { zones }) => sum + zones.length, 0);
    const found = msg(count === 0 ? 'calendar.noZone' : 'calendar.zonesFound', { count });
    return html`<input class="find" type="search" autocomplete="off" dir="auto" aria-label=${msg('calendar.findZone')}
      placeholder=${msg('calendar.findZone')} .value=${typed} @input=${(event: Event) => this.#type(id, event)} />
      <select id=${id} name="timeZone" required><option value="">${
        typed === '' ? msg('calendar.chooseZone') : found
      }</option>${groups.map(
        ({ label, zones }) =>
          html`<optgroup label=${label}>${zones.map(
            ({ zone, label: text }) =>
              html`<option value=${zone} ?selected=${typed === '' && zone === chosen}>${text}</option>`,
          )}</optgroup>`,
      )}</select>`;
  }

  #type(id: string, { currentTarget }: Event): void {
    if (!(currentTarget instanceof HTMLInputElement)) return;
    this.#typed.set(id, currentTarget.value.trim());
    // The list that follows has other zones at the same places, so an answer must not stay at its place.
    const list = currentTarget.parentElement?.querySelector('select');
    if (list) list.selectedIndex = 0;
    this.#context.requestUpdate();
  }

  #all(likely: readonly string[]): readonly ZoneGroup[] {
    const of = [this.#context.locale, ...likely].join();
    if (this.#groups?.of !== of) this.#groups = { of, groups: zoneGroups(likely, this.#context) };
    return this.#groups.groups;
  }
}
