import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';

/** A line drawing of 24 units, in the colour of the words around it. Says nothing to a screen reader. */
export const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

// What the first screen needs; the others come with the parts that show them.
export const closeIcon = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const diamondIcon = html`<svg class="icon" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path
  d="m12 4 8 8-8 8-8-8z"/></svg>`;
