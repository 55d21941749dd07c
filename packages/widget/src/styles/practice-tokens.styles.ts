import { css } from 'lit';

/**
 * Colours and sizes that the first load does not need. A view that reads one of them brings them in its `styles`. Written
 * like those of the first load.
 */
export const practiceTokens = css`
  :host {
    /* Text and icon colour of success: criteria met, finished steps. */
    --_good: var(--ip-good, light-dark(#0b7048, #5fd39f));
    /* Background colour of success. */
    --_good-soft: var(--ip-good-soft, light-dark(#e3f4ec, #14322a));
    /* Text and icon colour of partial success and warnings: criteria partly met, steps in progress, notices. */
    --_part: var(--ip-part, light-dark(#855600, #f0b95c));
    /* Background colour of partial success and warnings. */
    --_part-soft: var(--ip-part-soft, light-dark(#fdf1d8, #3a2c10));
    /* Background colour of quoted passages. */
    --_mark: var(--ip-mark, light-dark(#fff2b8, #57480f));
    /* Font family list of code. */
    --_mono: var(--ip-font-mono, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace);
    /* Corner radius of the composer, the file drop area and dialogs. A length. */
    --_r3: var(--ip-radius-large, 14px);
    /* Border colour of form fields and of the file drop area. */
    --_edge: var(--ip-edge, light-dark(#848d9c, #6d7687));
  }
`;
