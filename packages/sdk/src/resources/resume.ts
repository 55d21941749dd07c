import type { Resume, ResumeCorrection } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** The bytes of a PDF, a DOCX or a text file, at most 5 MiB. */
export type ResumeFile = Blob | ArrayBuffer | Uint8Array<ArrayBuffer>;

/** The candidate's résumé, and what we read in it. Needs a client token. */
export const resumeResource = (http: Http) => ({
  /** Replaces the one before. What kind of file it is is decided by its content; `fileName` is only kept to show it again. */
  put: (
    file: ResumeFile,
    { fileName, ...options }: RequestOptions & { fileName?: string | undefined } = {},
  ): Promise<Resume> => http.json({ method: 'PUT', path: '/v1/resume', query: { fileName }, bytes: file, options }),

  get: (options?: RequestOptions): Promise<Resume> => http.json({ path: '/v1/resume', options }),

  /** The corrected text is what the coach uses from now on. */
  correct: (body: ResumeCorrection, options?: RequestOptions): Promise<Resume> =>
    http.json({ method: 'PATCH', path: '/v1/resume', body, options }),

  /** The file and all we read in it. */
  delete: (options?: RequestOptions): Promise<void> => http.json({ method: 'DELETE', path: '/v1/resume', options }),
});
