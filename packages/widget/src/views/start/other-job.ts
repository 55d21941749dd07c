import type { PostingSource } from '@interview-prep/sdk';
import { css, html, nothing } from 'lit';
import { postingSummary } from '../../controllers/posting-summary.ts';
import { enOtherJob } from '../../localization/en-other-job.ts';
import { addEnglish } from '../../localization/localizer.ts';
import { plainJson } from '../../controllers/plain-json.ts';
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
export type JobHost = Pick<AppHost, 'msg' | 'shadowRoot' | 'updateComplete' | 'requestUpdate' | 'focus'> & {
  posting: PostingSource | undefined;
};

// A job has the same value on each of its pages, for example on the one with the application form.
const valueOf = (source: PostingSource | undefined) =>
  plainJson(source?.kind === 'job_posting' ? source.jobPosting : source);

/** Asks a candidate whose practice is under way whether to prepare for another job instead. */
export class OtherJob {
  readonly #host: JobHost;
  #proposed: PostingSource | undefined;
  #declined: string | undefined;

  constructor(host: JobHost) {
    this.#host = host;
  }

  /** Takes what the page is about now. The question disappears where it is again about the job of the practice. */
  propose(posting: PostingSource | undefined): void {
    const value = valueOf(posting);
    const isSame = value === valueOf(this.#host.posting);
    if (isSame) this.#declined = undefined;
    this.#proposed = isSame || value === this.#declined ? undefined : posting;
    this.#host.requestUpdate();
  }

  render(): unknown {
    const { msg } = this.#host;
    if (this.#proposed === undefined) return nothing;
    const { title, company } = postingSummary(this.#proposed);
    const job = [title, company].filter(Boolean).join(' · ') || msg('otherJob.unnamed');
    return html`<section class="other-job" part="other-job" aria-labelledby="other-job">
      <p id="other-job" role="status" dir="auto">${msg('otherJob.question', { job })} ${msg('otherJob.kept')}</p>
      <div>
        <button class="btn" type="button" id="other-job-accept" @click=${() => this.#accept()}>${msg('otherJob.accept')}</button>
        <button class="btn ghost" type="button" id="other-job-decline" @click=${() => this.#decline()}>${msg('otherJob.decline')}</button>
      </div>
    </section>`;
  }

  #accept(): void {
    this.#host.posting = this.#proposed;
    this.#close();
  }

  #decline(): void {
    this.#declined = valueOf(this.#proposed);
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
