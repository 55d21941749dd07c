import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';

/** A line icon on a 24-unit grid in the current text colour, hidden from screen readers. */
export const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

// Icons of the first load; the others are loaded with the views that use them.
export const closeIcon = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const diamondIcon = html`<svg class="icon" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path
  d="m12 4 8 8-8 8-8-8z"/></svg>`;
