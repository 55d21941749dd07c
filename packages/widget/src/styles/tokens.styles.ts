import { css } from 'lit';

/**
 * The colours and measures of the widget. `--ip-*` is what a page may set, `--_*` what we then use; a page's value
 * inherits through every shadow root.
 */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --_ink: var(--ip-ink, light-dark(#161a22, #eef0f4));
    --_ink-2: var(--ip-ink-secondary, light-dark(#515967, #aab2c0));
    --_ink-3: var(--ip-ink-tertiary, light-dark(#677080, #929bab));
    --_paper: var(--ip-paper, light-dark(#fff, #15181e));
    --_surface: var(--ip-surface, light-dark(#f5f6f8, #1d2129));
    --_line: var(--ip-line, light-dark(#e4e7ec, #2b303a));
    --_edge: var(--ip-edge, light-dark(#848d9c, #6d7687));
    --_accent: var(--ip-accent, light-dark(#3557d6, #8ea6ff));
    --_soft: var(--ip-accent-soft, light-dark(#eaeefc, #222c4d));
    --_on: var(--ip-on-accent, light-dark(#fff, #0d1430));
    --_good: var(--ip-good, light-dark(#0b7048, #5fd39f));
    --_good-soft: var(--ip-good-soft, light-dark(#e3f4ec, #14322a));
    --_part: var(--ip-part, light-dark(#855600, #f0b95c));
    --_part-soft: var(--ip-part-soft, light-dark(#fdf1d8, #3a2c10));
    --_bad: var(--ip-bad, light-dark(#b3261e, #ff9a90));
    --_bad-soft: var(--ip-bad-soft, light-dark(#fbe9e7, #3f1b18));
    --_mark: var(--ip-mark, light-dark(#fff2b8, #57480f));
    --_font: var(--ip-font, Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    --_mono: var(--ip-font-mono, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace);
    --_r1: var(--ip-radius-small, 6px);
    --_r2: var(--ip-radius, 10px);
    --_r3: var(--ip-radius-large, 14px);
    --_gap: var(--ip-gutter, 16px);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
`;
