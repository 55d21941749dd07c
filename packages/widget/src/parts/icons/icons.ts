import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';

const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

export const plusIcon = icon(svg`<path d="M12 5v14M5 12h14"/>`);
export const sendIcon = icon(svg`<path d="M12 19V6M6 11l6-6 6 6"/>`);
export const stopIcon = icon(svg`<rect x="7" y="7" width="10" height="10" rx="2" fill="currentColor"/>`);
export const closeIcon = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const moreIcon = icon(svg`<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="2.6"/>`);
export const checkIcon = icon(svg`<path d="m6 12.5 4 4 8-9" stroke-width="2.6"/>`);
export const dashIcon = icon(svg`<path d="M7 12h10" stroke-width="2.6"/>`);
export const halfIcon = icon(svg`<path d="M12 5a7 7 0 0 1 0 14z" fill="currentColor" stroke="none"/><circle cx="12" cy="12" r="7"/>`);
export const downIcon = icon(svg`<path d="M12 5v13M6 13l6 6 6-6"/>`);
export const fileIcon = icon(svg`<path d="M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5M9 13h6M9 17h4"/>`);
export const warnIcon = icon(svg`<path d="M12 4 2.8 19.5h18.4zM12 10v4M12 17h.01"/>`);
export const diamondIcon = html`<svg class="icon" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="m12 4 8 8-8 8-8-8z"/></svg>`;
