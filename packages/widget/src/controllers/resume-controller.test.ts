import { InterviewPrepError } from '@interview-prep/sdk';
import type { Resume } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { ResumeController } from './resume-controller.ts';
import type { ResumeClient } from './resume-controller.ts';

const resume: Resume = {
  id: 'res_1',
  kind: 'pdf',
  text: 'Amara',
  hidden: [],
  truncated: false,
  language: 'en',
  corrected: false,
  uploadedAt: '',
  competencies: [],
};
const problem = (status: number, code: string) => new InterviewPrepError({ code, status, message: code });
const file = (size: number) => new File([new Uint8Array(size)], 'cv.pdf');

const setUp = (client: Partial<ResumeClient['resume']>) => {
  const whole = {
    put: async () => resume,
    get: async () => resume,
    correct: async ({ text }: { text: string }) => ({ ...resume, text, corrected: true }),
    delete: async () => undefined,
    ...client,
  };
  return new ResumeController({ requestUpdate: () => {} }, { resume: whole }, () => 100);
};

describe('résumé', () => {
  it('is none when there is none', async () => {
    const controller = setUp({ get: () => Promise.reject(problem(404, 'not_found')) });
    await controller.load();
    expect(controller.state.name).toBe('none');
  });

  it('is loaded once, and an upload wins over a slow response', async () => {
    let answer: (found: Resume) => void = () => {};
    let requests = 0;
    const controller = setUp({
      get: () => ((requests += 1), new Promise((resolve) => (answer = resolve))),
      put: async () => ({ ...resume, id: 'res_2' }),
    });
    const loading = controller.load();
    await controller.load();
    await controller.upload(file(10));
    answer(resume);
    await loading;
    expect(requests).toBe(1);
    expect(controller.resume?.id).toBe('res_2');
  });

  it('refuses a file that is too large without sending it', async () => {
    const controller = setUp({ put: () => Promise.reject(new Error('was sent')) });
    await controller.upload(file(101));
    expect(controller.state).toMatchObject({
      name: 'failed',
      error: { code: 'payload_too_large' },
      fileName: 'cv.pdf',
    });
  });

  it('keeps the earlier résumé when a new one is refused', async () => {
    const controller = setUp({ put: () => Promise.reject(problem(422, 'document_encrypted')) });
    await controller.load();
    await controller.upload(file(10));
    expect(controller.state).toMatchObject({
      name: 'failed',
      error: { code: 'document_encrypted' },
      resume: { id: 'res_1' },
    });
  });

  it('is corrected and deleted', async () => {
    const controller = setUp({});
    await controller.load();
    expect(await controller.correct('Amara Bello')).toBe(true);
    expect(controller.resume).toMatchObject({ text: 'Amara Bello', corrected: true });
    expect(await controller.delete()).toBe(true);
    expect(controller.state.name).toBe('none');
  });

  it('keeps the extracted text when a correction fails', async () => {
    const controller = setUp({ correct: () => Promise.reject(problem(503, 'storage_unavailable')) });
    await controller.load();
    expect(await controller.correct('x')).toBe(false);
    expect(controller.resume?.text).toBe('Amara');
  });
});
