import type { Resume, ResumeCorrection } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** The bytes of a PDF, a DOCX or a text file, at most 5 MiB. */
export type ResumeFile = Blob | ArrayBuffer | Uint8Array<ArrayBuffer>;

/** The candidate's résumé and the text extracted from it. Needs a client token. */
export const resumeResource = (http: Http) => ({
  /** Replaces the résumé. The file type is detected from its content; `fileName` is only stored for display. */
  put: (
    file: ResumeFile,
    { fileName, ...options }: RequestOptions & { fileName?: string | undefined } = {},
  ): Promise<Resume> => http.json({ method: 'PUT', path: '/v1/resume', query: { fileName }, bytes: file, options }),

  get: (options?: RequestOptions): Promise<Resume> => http.call('/v1/resume', options),

  /** Replaces the extracted text, which the coach uses from now on. */
  correct: (body: ResumeCorrection, options?: RequestOptions): Promise<Resume> =>
    http.call('/v1/resume', options, 'PATCH', body),

  /** Deletes the file and everything extracted from it. */
  delete: (options?: RequestOptions): Promise<void> => http.call('/v1/resume', options, 'DELETE'),
});
