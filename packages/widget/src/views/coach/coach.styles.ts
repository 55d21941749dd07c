import { css } from 'lit';

export const coachStyles = css`
  .thread {
    display: flex;
    flex-direction: column;
    gap: 16px;
  }
  .quiet + .quiet {
    margin-block-start: -12px;
  }
  .quiet {
    font-size: 12.5px;
    line-height: 1.45;
    color: var(--_ink-3);
  }
  .message {
    align-self: flex-end;
    background: var(--_accent);
    color: var(--_on);
    padding: 9px 13px;
    border-radius: 14px 14px 4px 14px;
    max-inline-size: 84%;
    white-space: pre-wrap;
  }
  .message:dir(rtl) {
    border-radius: 14px 14px 14px 4px;
  }
  .unsent {
    background: none;
    color: inherit;
    box-shadow: inset 0 0 0 1.5px var(--_edge);
  }
  .reply {
    display: grid;
    gap: 10px;
    min-inline-size: 0;
  }
  .reply p {
    white-space: pre-line;
  }
  .reply h3 {
    font-size: 15px;
    font-weight: 640;
    line-height: 1.3;
    margin-block-start: 4px;
  }
  .reply :is(.size-1, .size-2) {
    font-size: 17px;
    letter-spacing: -0.01em;
  }
  .reply :is(ul, ol) {
    list-style: disc;
    padding-inline-start: 20px;
    display: grid;
    gap: 4px;
  }
  .reply ol {
    list-style: decimal;
  }
  .reply :is(li)::marker {
    color: var(--_ink-3);
  }
  .reply blockquote {
    border-inline-start: 3px solid var(--_line);
    padding-inline-start: 12px;
    color: var(--_ink-2);
  }
  .reply hr {
    border: 0;
    border-block-start: 1px solid var(--_line);
    inline-size: 100%;
  }
  .reply code {
    font: 0.88em var(--_mono);
    background: var(--_surface);
    border-radius: 4px;
    padding: 1px 4px;
  }
  .reply pre {
    overflow-x: auto;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_r2);
    padding: 12px;
    overflow-wrap: normal;
  }
  .reply pre code {
    padding: 0;
  }
  .host {
    font-size: 0.86em;
    color: var(--_ink-3);
  }
  .step {
    font-size: 13px;
    line-height: 1.5;
    color: var(--_ink-2);
  }
  .step summary, .step > div {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    min-block-size: 24px;
    list-style: none;
  }
  .step summary::after {
    content: '';
    inline-size: 5px;
    block-size: 5px;
    border: solid var(--_ink-3);
    border-width: 0 1.5px 1.5px 0;
    rotate: 45deg;
    margin-block-end: 3px;
  }
  .step p {
    padding-inline-start: 24px;
  }
  .dot {
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: var(--_good-soft);
    color: var(--_good);
  }
  .dot .icon {
    inline-size: 11px;
    block-size: 11px;
  }
  .dot.running {
    background: var(--_part-soft);
    animation: breathe 1.4s ease-in-out infinite;
  }
  .dot.running::after {
    content: '';
    inline-size: 6px;
    block-size: 6px;
    border-radius: 50%;
    background: var(--_part);
  }
  .dot.failed {
    background: var(--_bad-soft);
    color: var(--_bad);
  }
  .thinking {
    display: inline-flex;
    gap: 5px;
    padding-block: 8px;
  }
  .thinking i {
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: var(--_ink-3);
    animation: breathe 1.2s ease-in-out infinite;
  }
  .thinking i:nth-child(2) { animation-delay: 0.15s; }
  .thinking i:nth-child(3) { animation-delay: 0.3s; }
  @keyframes breathe {
    50% { opacity: 0.3; }
  }
  .prep .btn {
    flex: none;
  }
  .prep {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .hello {
    display: grid;
    gap: 4px;
    padding-block: 8px 4px;
  }
  .hello h3 {
    font-size: 19px;
    letter-spacing: -0.018em;
    font-weight: 640;
    line-height: 1.25;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .chip {
    overflow-wrap: break-word;
    border: 1px solid var(--_line);
    border-radius: 999px;
    padding: 6px 13px;
    min-block-size: 36px;
    font-size: 13.5px;
    line-height: 1.35;
    text-align: start;
    transition: border-color 0.15s, background 0.15s;
  }
  .chip:hover:enabled {
    border-color: var(--_accent);
    background: var(--_soft);
  }
  .latest {
    position: absolute;
    inset-block-end: calc(100% + 10px);
    inset-inline: 0;
    margin-inline: auto;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: var(--_paper);
    border: 1px solid var(--_line);
    box-shadow: 0 2px 8px #0002;
  }
  .foot {
    position: relative;
    border-block-start: 1px solid var(--_line);
    padding: 10px 12px 12px;
  }
  .box {
    border: 1px solid var(--_edge);
    border-radius: var(--_r3);
    padding: 4px 6px 6px;
    background: var(--_paper);
    max-inline-size: 44rem;
    margin-inline: auto;
  }
  .box:focus-within {
    border-color: var(--_accent);
    box-shadow: 0 0 0 3px var(--_soft);
  }
  .box textarea {
    display: block;
    inline-size: 100%;
    min-block-size: 36px;
    max-block-size: min(38dvh, 260px);
    field-sizing: content;
    resize: none;
    border: 0;
    outline: 0;
    background: none;
    padding: 7px 8px;
    font-size: 16px;
    line-height: 1.45;
    scrollbar-width: thin;
  }
  .box ::placeholder {
    color: var(--_ink-3);
    opacity: 1;
  }
  .box .count {
    margin-inline-start: auto;
    font-size: 12px;
    color: var(--_ink-2);
  }
  .box .count + .go, .box .tool + .go {
    margin-inline-start: 0;
  }
  .go {
    margin-inline-start: auto;
    inline-size: 36px;
    block-size: 36px;
    border-radius: var(--_r2);
    display: grid;
    place-items: center;
    background: var(--_accent);
    color: var(--_on);
  }
  .go:disabled {
    background: var(--_surface);
    color: var(--_ink-3);
    opacity: 1;
  }
  .attached {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    padding-inline: 8px;
    font-size: 13px;
    max-inline-size: 14em;
  }
  .attached span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    .tool, .go {
      min-inline-size: 44px;
      block-size: 44px;
    }
    .chip, .small {
      min-block-size: 44px;
    }
  }
`;
