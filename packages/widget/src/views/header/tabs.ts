import { html } from 'lit';
import type { Msg } from '../../localization/localizer.ts';

export type Tab = 'coach' | 'document';

const TABS: readonly Tab[] = ['coach', 'document'];

/** The tab list, one tab stop: arrow keys, Home and End select a tab. */
export function tabs(msg: Msg, selected: Tab, select: (tab: Tab) => void): unknown {
  const onKeydown = (event: KeyboardEvent) => {
    const list = event.currentTarget;
    const next = tabForKey(event.key, selected, list instanceof Element && getComputedStyle(list).direction === 'rtl');
    if (next === undefined || !(list instanceof Element)) return;
    event.preventDefault();
    select(next);
    list.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return html`<div class="tabs" part="tabs" role="tablist" aria-label=${msg('tabs.label')} @keydown=${onKeydown}>
    ${TABS.map(
      (tab) =>
        html`<button type="button" role="tab" id="tab-${tab}" aria-controls="panel-${tab}"
          aria-selected=${selected === tab} tabindex=${selected === tab ? 0 : -1}
          @click=${() => select(tab)}>${msg(`tabs.${tab}`)}</button>`,
    )}
  </div>`;
}

/** The tab that a key selects; `undefined` for other keys. */
export function tabForKey(key: string, from: Tab, rightToLeft: boolean): Tab | undefined {
  const at = TABS.indexOf(from);
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const backward = rightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === 'Home') return TABS[0];
  if (key === 'End') return TABS.at(-1);
  if (key === forward) return TABS[(at + 1) % TABS.length];
  return key === backward ? TABS.at(at - 1) : undefined;
}
