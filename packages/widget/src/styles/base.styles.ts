import { css } from 'lit';

/** Styles that the first screen shares with all views: text, buttons, failures and focus. */
export const base = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h1, h2, h3, h4, h5, h6, p, ul, ol, pre, blockquote, dl, dd {
    margin: 0;
    padding: 0;
  }
  [hidden] {
    display: none !important;
  }
  ul {
    list-style: none;
  }
  button, textarea, summary {
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
  }
  button {
    border: 0;
    background: none;
    padding: 0;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }
  button:disabled {
    cursor: default;
    opacity: 0.5;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 2px;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .icon {
    inline-size: 18px;
    block-size: 18px;
    flex: none;
    display: block;
  }
  .muted {
    color: var(--_ink-2);
  }
  .fine {
    font-size: 12px;
    line-height: 1.4;
    color: var(--_ink-3);
  }
  .btn {
    min-block-size: 44px;
    padding: 10px 16px;
    border-radius: var(--_r2);
    background: var(--_accent);
    color: var(--_on);
    border: 1px solid transparent;
    font-weight: 600;
    text-align: center;
    overflow-wrap: break-word;
  }
  .btn:hover:enabled {
    filter: brightness(1.1);
  }
  .ghost {
    background: none;
    color: var(--_ink);
    border-color: var(--_line);
    font-weight: 560;
  }
  .ghost:hover:enabled {
    background: var(--_surface);
  }
  .tool {
    min-inline-size: 36px;
    block-size: 36px;
    border-radius: var(--_r2);
    display: grid;
    place-items: center;
    color: var(--_ink-2);
  }
  .tool:hover:enabled {
    background: var(--_surface);
    color: var(--_ink);
  }
  .failure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    background: var(--_bad-soft);
    color: var(--_bad);
    border-radius: var(--_r2);
    padding: 10px 12px;
    font-size: 13.5px;
    line-height: 1.4;
  }
  .failure > span {
    flex: 1 1 12em;
  }
  .skeleton {
    border-radius: var(--_r1);
    block-size: 12px;
    background: linear-gradient(90deg, var(--_surface) 30%, var(--_line) 50%, var(--_surface) 70%) 0 0 / 300% 100%;
    animation: shine 1.6s linear infinite;
  }
  @keyframes shine {
    from { background-position: 100% 0; }
    to { background-position: 0 0; }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
