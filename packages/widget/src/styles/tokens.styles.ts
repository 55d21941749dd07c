import { css } from 'lit';

/**
 * Colours and sizes. `--ip-*` can be set by the page and inherits into every shadow root; `--_*` is the value in use. The
 * comment above each declaration becomes its description in custom-elements.json and docs/element.md.
 */
export const tokens = css`
  :host {
    color-scheme: light dark;
    /* Text colour. */
    --_ink: var(--ip-ink, light-dark(#161a22, #eef0f4));
    /* Colour of secondary text: labels, notes, inactive tabs. */
    --_ink-2: var(--ip-ink-secondary, light-dark(#515967, #aab2c0));
    /* Colour of fine print, placeholders and disabled controls. */
    --_ink-3: var(--ip-ink-tertiary, light-dark(#677080, #929bab));
    /* Background colour of the widget. */
    --_paper: var(--ip-paper, light-dark(#fff, #15181e));
    /* Background colour of question cards, code, hovered buttons and loading placeholders. */
    --_surface: var(--ip-surface, light-dark(#f5f6f8, #1d2129));
    /* Colour of separators and of the borders of cards and buttons. */
    --_line: var(--ip-line, light-dark(#e4e7ec, #2b303a));
    /* Colour of links, primary buttons, messages of the candidate and the focus outline. */
    --_accent: var(--ip-accent, light-dark(#3557d6, #8ea6ff));
    /* Background colour of the selected tab, hovered prompts and tags; a tint of the accent. */
    --_soft: var(--ip-accent-soft, light-dark(#eaeefc, #222c4d));
    /* Text colour on the accent colour. */
    --_on: var(--ip-on-accent, light-dark(#fff, #0d1430));
    /* Text and icon colour of errors and of criteria not met, and background of the delete button. */
    --_bad: var(--ip-bad, light-dark(#b3261e, #ff9a90));
    /* Background colour of errors and of criteria not met. */
    --_bad-soft: var(--ip-bad-soft, light-dark(#fbe9e7, #3f1b18));
    /* Font family list. */
    --_font: var(--ip-font, Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    /* Corner radius of small elements: quotes, menu items, placeholders. A length. */
    --_r1: var(--ip-radius-small, 6px);
    /* Corner radius of buttons and cards. A length. */
    --_r2: var(--ip-radius, 10px);
    /* Padding at the inline start and end of each screen. A length. */
    --_gap: var(--ip-gutter, 16px);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
`;
