import type { PostingSource } from '@interview-prep/sdk';
import { css, html, nothing } from 'lit';
import { jobOf, postingSummary } from '../../controllers/posting-summary.ts';
import { enOtherJob } from '../../localization/en-other-job.ts';
import { addEnglish } from '../../localization/localizer.ts';
import type { AppHost } from '../shared/practice-context.ts';

export const styles = css`
  .other-job {
    display: grid;
    gap: 10px;
    padding: 12px var(--_gap);
    background: var(--_surface);
    border-block-end: 1px solid var(--_line);
  }
  .other-job div {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .other-job .btn {
    flex: 1 1 9em;
    padding-block: 6px;
    font-size: 14px;
  }
`;

/** The app as this view needs it. */
export type JobHost = Pick<AppHost, 'msg' | 'shadowRoot' | 'updateComplete' | 'requestUpdate' | 'focus' | 'session'> & {
  posting: PostingSource | undefined;
};

/** Asks a candidate whose practice is under way, or who has pasted an advert, whether to prepare for another job instead. */
export class OtherJob {
  readonly #host: JobHost;
  #proposed: PostingSource | undefined;
  #declined: string | undefined;

  constructor(host: JobHost) {
    this.#host = host;
  }

  /** Takes what the page is about now. The question disappears where it is again about the job of the practice. */
  propose(posting: PostingSource | undefined): void {
    const value = jobOf(posting);
    const isSame = value === jobOf(this.#host.posting);
    if (isSame) this.#declined = undefined;
    this.#proposed = isSame || value === this.#declined ? undefined : posting;
    this.#host.requestUpdate();
  }

  render(): unknown {
    const { msg, session } = this.#host;
    if (this.#proposed === undefined) return nothing;
    const { title, company } = postingSummary(this.#proposed);
    const job = [title, company].filter(Boolean).join(' · ') || msg('otherJob.unnamed');
    const isPractising = session.state.name === 'practising';
    return html`<section class="other-job" part="other-job" aria-labelledby="other-job">
      <p id="other-job" role="status" dir="auto">${
        isPractising
          ? html`${msg('otherJob.question', { job })} ${msg('otherJob.kept')}`
          : msg('otherJob.orAdvert', { job })
      }</p>
      <div>
        <button class="btn" type="button" id="other-job-accept" @click=${() => this.#accept()}>${msg('otherJob.accept')}</button>
        <button class="btn ghost" type="button" id="other-job-decline" @click=${() => this.#decline()}>${msg(
          isPractising ? 'otherJob.decline' : 'otherJob.useAdvert',
        )}</button>
      </div>
    </section>`;
  }

  #accept(): void {
    this.#host.posting = this.#proposed;
    this.#close();
  }

  #decline(): void {
    this.#declined = jobOf(this.#proposed);
    this.#close();
  }

  // The pressed button is removed.
  #close(): void {
    this.#proposed = undefined;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#host.updateComplete).then(() => this.#host.focus());
  }
}

export function create(host: JobHost): OtherJob {
  addEnglish(enOtherJob);
  return new OtherJob(host);
}
