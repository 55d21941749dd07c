import { css } from 'lit';

export const startStyles = css`
  .start {
    display: flex;
    flex-direction: column;
    gap: 22px;
    padding: 26px 22px 18px;
  }
  .start > * {
    inline-size: 100%;
  }
  .start .big {
    font-size: 24px;
    line-height: 1.2;
    letter-spacing: -0.022em;
    font-weight: 640;
    margin-block-end: 8px;
    text-wrap: balance;
  }
  .facts {
    display: grid;
    gap: 12px;
    font-size: 14px;
    line-height: 1.4;
  }
  .facts li {
    display: grid;
    grid-template-columns: 20px 1fr;
    gap: 10px;
    color: var(--_ink-2);
  }
  .facts b {
    font-weight: 600;
    color: var(--_ink);
  }
  .facts .icon {
    color: var(--_accent);
    inline-size: 16px;
    block-size: 20px;
  }
  .begin {
    display: grid;
    gap: 10px;
    margin-block-start: auto;
    text-align: center;
  }
  .adjust {
    text-align: start;
    background: var(--_surface);
    border-radius: var(--_r2);
    padding: 12px 14px;
    display: grid;
    gap: 6px;
    font-size: 14px;
    line-height: 1.4;
  }
  .adjust a {
    justify-self: start;
    padding-block: 2px;
  }
`;
