import { svg } from 'lit';
import { icon } from './icon.ts';

export const plusIcon = icon(svg`<path d="M12 5v14M5 12h14"/>`);
export const sendIcon = icon(svg`<path d="M12 19V6M6 11l6-6 6 6"/>`);
export const stopIcon = icon(svg`<rect x="7" y="7" width="10" height="10" rx="2" fill="currentColor"/>`);
export const moreIcon = icon(svg`<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="2.6"/>`);
export const checkIcon = icon(svg`<path d="m6 12.5 4 4 8-9" stroke-width="2.6"/>`);
export const dashIcon = icon(svg`<path d="M7 12h10" stroke-width="2.6"/>`);
export const halfIcon = icon(
  svg`<path d="M12 5a7 7 0 0 1 0 14z" fill="currentColor" stroke="none"/><circle cx="12" cy="12" r="7"/>`,
);
export const downIcon = icon(svg`<path d="M12 5v13M6 13l6 6 6-6"/>`);
export const fileIcon = icon(
  svg`<path d="M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5M9 13h6M9 17h4"/>`,
);
export const warnIcon = icon(svg`<path d="M12 4 2.8 19.5h18.4zM12 10v4M12 17h.01"/>`);
