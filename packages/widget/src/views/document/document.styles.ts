import { css } from 'lit';

export const styles = css`
  .document {
    display: grid;
    gap: 16px;
    align-content: start;
  }
  .foot .pair {
    max-inline-size: 42rem;
    margin-inline: auto;
  }
  .document > :not(.sr) {
    inline-size: 100%;
    min-inline-size: 0;
  }
  .document h2 {
    font-size: 19px;
    letter-spacing: -0.018em;
    font-weight: 640;
    line-height: 1.25;
    text-wrap: balance;
  }
  .sheet-art {
    inline-size: 76px;
    block-size: 96px;
    margin-inline: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_r1);
    padding: 14px 12px;
    display: grid;
    gap: 7px;
    align-content: start;
    box-shadow: 6px 6px 0 var(--_surface);
  }
  .sheet-art i {
    block-size: 4px;
    border-radius: 4px;
    background: var(--_line);
  }
  .sheet-art i:first-child {
    background: var(--_accent);
    inline-size: 60%;
    block-size: 6px;
  }
  .bar {
    block-size: 4px;
    inline-size: 100%;
    border: 0;
    border-radius: 4px;
    background: var(--_line);
    overflow: hidden;
    appearance: none;
    display: block;
  }
  .bar::-webkit-progress-bar { background: var(--_line); }
  .bar::-webkit-progress-value { background: var(--_accent); border-radius: 4px; transition: inline-size 0.4s; }
  .bar::-moz-progress-bar { background: var(--_accent); }
  .steps li {
    display: grid;
    grid-template-columns: 18px 1fr;
    gap: 11px;
    padding-block: 8px;
    font-size: 14px;
    align-items: center;
  }
  .steps .later {
    color: var(--_ink-3);
  }
  .steps .sign {
    inline-size: 18px;
    block-size: 18px;
    border-radius: 50%;
    display: grid;
    place-items: center;
  }
  .steps .sign .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .steps .done .sign {
    background: var(--_good-soft);
    color: var(--_good);
  }
  .steps .now .sign {
    background: var(--_part-soft);
    animation: breathe 1.4s ease-in-out infinite;
  }
  .steps .now .sign::after, .steps .later .sign::after {
    content: '';
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    border: 1.5px solid currentColor;
    color: var(--_part);
  }
  .steps .later .sign::after {
    color: var(--_ink-3);
  }
  .paper {
    color-scheme: light;
    background: #fff;
    color: #1b1f27;
    border: 1px solid var(--_line);
    border-radius: var(--_r2);
    padding: 22px 20px 26px;
    font-size: 13px;
    line-height: 1.55;
    display: grid;
    gap: 8px;
    align-content: start;
  }
  .paper > :is(h3, h4, h5, h6) {
    line-height: 1.3;
    overflow-wrap: break-word;
  }
  .paper h3 {
    font-size: 19px;
    letter-spacing: -0.018em;
    font-weight: 650;
  }
  .paper h4 {
    font-size: 11.5px;
    letter-spacing: 0.05em;
    text-transform: uppercase;
    color: #3557d6;
    font-weight: 650;
    margin-block-start: 14px;
    padding-block-start: 12px;
    border-block-start: 1px solid #e4e7ec;
  }
  .paper h5, .paper h6 {
    font-size: 13.5px;
    font-weight: 640;
    margin-block-start: 6px;
  }
  .paper :is(ul, ol) {
    list-style: disc;
    padding-inline-start: 18px;
    display: grid;
    gap: 4px;
  }
  .paper ol {
    list-style: decimal;
  }
  .paper li::marker {
    color: #677080;
  }
  .paper blockquote {
    border-inline-start: 3px solid #c9d3f6;
    padding-inline-start: 12px;
    color: #515967;
  }
  .paper hr {
    border: 0;
    border-block-start: 1px solid #e4e7ec;
    inline-size: 100%;
  }
  .paper a {
    color: #3557d6;
  }
  .paper .host {
    color: #677080;
  }
  .paper code {
    font: 0.9em var(--_mono);
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .pair .btn {
    flex: 1 1 8em;
    padding-inline: 6px;
    font-size: 14px;
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
    font-size: 13.5px;
    line-height: 1.4;
  }
  caption {
    text-align: start;
    font-size: 12.5px;
    font-weight: 600;
    color: var(--_ink-2);
    padding-block-end: 4px;
  }
  th, td {
    text-align: start;
    font-weight: 400;
    padding: 6px 8px 6px 0;
    border-block-end: 1px solid var(--_line);
    vertical-align: middle;
  }
  td {
    color: var(--_ink-2);
    white-space: nowrap;
  }
  .link {
    color: var(--_accent);
    text-align: start;
    min-block-size: 32px;
    font-weight: 560;
  }
  .link[aria-current] {
    color: var(--_ink);
  }
`;
