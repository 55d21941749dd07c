import { css } from 'lit';

export const appStyles = css`
  :host {
    display: block;
    block-size: 100%;
    min-inline-size: 0;
    color: var(--_ink);
    background: var(--_paper);
    font: 15px/1.5 var(--_font);
    text-align: start;
    -webkit-text-size-adjust: 100%;
    overflow-wrap: anywhere;
  }
  :host([embedding='frame']) {
    block-size: 100dvh;
  }
  .panel {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
    overflow: hidden;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
  }
  header {
    display: flex;
    gap: 4px;
    align-items: center;
    padding-block: 13px 12px;
    padding-inline: var(--_gap) 10px;
    border-block-end: 1px solid var(--_line);
  }
  .logo {
    flex: none;
    inline-size: 34px;
    block-size: 34px;
    border-radius: var(--_r2);
    background: var(--_accent);
    color: var(--_on);
    display: grid;
    place-items: center;
    font-weight: 640;
    font-size: 14px;
  }
  .logo.skeleton {
    block-size: 36px;
    background: var(--_surface);
  }
  .names {
    flex: 1;
    padding-inline: 8px 4px;
    min-inline-size: 0;
    line-height: 1.3;
  }
  .title {
    font-size: 15px;
    font-weight: 640;
    letter-spacing: -0.01em;
    line-height: 1.25;
  }
  .names p {
    font-size: 13px;
    color: var(--_ink-2);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .page {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 18px var(--_gap);
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }
  .page > * {
    max-inline-size: 42rem;
    margin-inline: auto;
  }
  .skeleton-lines {
    display: grid;
    gap: 14px;
  }
  .w40 { inline-size: 40%; }
  .w60 { inline-size: 60%; }
  .w75 { inline-size: 75%; }
  .w90 { inline-size: 90%; }
`;
