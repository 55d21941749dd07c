import { InterviewPrepError } from '@interview-prep/sdk';
import type { Resume } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { ResumeController } from './resume-controller.ts';
import type { ResumeClient, ResumeState } from './resume-controller.ts';

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
  /** The states the view was asked to show. */
  const shown: ResumeState[] = [];
  const host = { requestUpdate: () => void shown.push(controller.state) };
  const controller: ResumeController = new ResumeController(host, { resume: whole }, () => 100);
  return Object.assign(controller, { shown });
};

/** A controller, and every state that an element drew of it. */
const drawn = (client: Partial<ResumeClient['resume']> = {}) => {
  const states: ResumeState[] = [];
  const put = async () => resume;
  const whole = { put, get: put, correct: async () => ({ ...resume, text: 'New' }), delete: async () => {}, ...client };
  const controller: ResumeController = new ResumeController(
    { requestUpdate: () => void states.push(controller.state) },
    { resume: whole },
    () => 100,
  );
  return { controller, states };
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

  it('shows each state on its way', async () => {
    const names: (string | undefined)[] = [];
    const { controller, states } = drawn({ put: async (_file, options) => (names.push(options?.fileName), resume) });
    const name = `${'a'.repeat(200)}.pdf`;
    await controller.upload(new File([new Uint8Array(100)], name));
    await controller.correct('New');
    await controller.delete();
    expect(names).toEqual(['a'.repeat(200)]);
    expect(states).toEqual([
      { name: 'uploading', fileName: name, bytes: 100 },
      { name: 'read', resume },
      { name: 'read', resume, busy: true },
      { name: 'read', resume: { ...resume, text: 'New' } },
      { name: 'read', resume: { ...resume, text: 'New' }, busy: true },
      { name: 'none' },
    ]);
    expect(await controller.delete()).toBe(false);
    expect(await controller.correct('x')).toBe(false);
    expect(states).toHaveLength(6);
  });

  it('is loaded again after a failure, and not where there is none', async () => {
    const answers = [problem(500, 'internal'), problem(404, 'not_found')];
    let requests = 0;
    const { controller, states } = drawn({
      get: async () => {
        requests += 1;
        throw answers.shift();
      },
    });
    await controller.load();
    await controller.load();
    await controller.load();
    expect(requests).toBe(2);
    expect(states).toEqual([
      { name: 'failed', error: expect.objectContaining({ code: 'internal', status: 500 }) },
      { name: 'none' },
    ]);
  });

  it('says why a change failed, with what it has', async () => {
    const { controller } = drawn({ delete: () => Promise.reject(problem(503, 'storage_unavailable')) });
    await controller.load();
    expect(await controller.delete()).toBe(false);
    expect(controller.state).toEqual({ name: 'failed', error: expect.objectContaining({ status: 503 }), resume });
    await controller.upload(file(101));
    expect(controller.state).toEqual({
      name: 'failed',
      error: expect.objectContaining({ code: 'payload_too_large', retryable: false }),
      fileName: 'cv.pdf',
      resume,
    });
  });

  it('keeps the extracted text when a correction fails', async () => {
    const controller = setUp({ correct: () => Promise.reject(problem(503, 'storage_unavailable')) });
    await controller.load();
    expect(await controller.correct('x')).toBe(false);
    expect(controller.resume?.text).toBe('Amara');
  });

  it('is shown in every state from the upload to the deletion', async () => {
    const controller = setUp({ get: () => Promise.reject(problem(404, 'not_found')) });
    await controller.load();
    await controller.upload(file(100));
    await controller.correct('Amara Bello');
    await controller.delete();
    const corrected = { ...resume, text: 'Amara Bello', corrected: true };
    expect(controller.shown).toEqual([
      { name: 'none' },
      { name: 'uploading', fileName: 'cv.pdf', bytes: 100 },
      { name: 'read', resume },
      { name: 'read', resume, busy: true },
      { name: 'read', resume: corrected },
      { name: 'read', resume: corrected, busy: true },
      { name: 'none' },
    ]);
  });

  it('is loaded again after a failure, and only once when there is none', async () => {
    const responses = [problem(503, 'storage_unavailable'), problem(404, 'not_found')];
    const controller = setUp({ get: () => Promise.reject(responses.shift() ?? new Error('was requested again')) });
    await controller.load();
    expect(controller.state).toMatchObject({ name: 'failed', error: { code: 'storage_unavailable', status: 503 } });
    expect(controller.resume).toBeUndefined();
    await controller.load();
    expect(controller.state).toEqual({ name: 'none' });
    await controller.load();
    expect(controller.state).toEqual({ name: 'none' });
  });

  it('that is too large is an error that trying again does not help', async () => {
    const controller = setUp({});
    await controller.load();
    await controller.upload(file(101));
    expect(controller.state).toEqual({
      name: 'failed',
      error: {
        code: 'payload_too_large',
        status: undefined,
        requestId: undefined,
        retryable: false,
        detail: '',
        retryAfterSeconds: undefined,
      },
      fileName: 'cv.pdf',
      resume,
    });
  });

  it('is sent with at most 200 characters of its file name', async () => {
    const names: unknown[] = [];
    const controller = setUp({ put: async (_file, options) => (names.push(options?.fileName), resume) });
    await controller.upload(new File(['x'], `${'n'.repeat(201)}.pdf`));
    expect(names).toEqual(['n'.repeat(200)]);
  });

  it('cannot be corrected or deleted when there is none', async () => {
    const controller = setUp({ correct: () => Promise.reject(new Error('was sent')) });
    expect(await controller.correct('Amara Bello')).toBe(false);
    expect(await controller.delete()).toBe(false);
    expect(controller.shown).toEqual([]);
  });

  it('is kept with the reason when it could not be deleted', async () => {
    const controller = setUp({ delete: () => Promise.reject(problem(503, 'storage_unavailable')) });
    await controller.load();
    expect(await controller.delete()).toBe(false);
    expect(controller.state).toMatchObject({ name: 'failed', error: { code: 'storage_unavailable' }, resume });
    expect(controller.state).not.toHaveProperty('fileName');
  });
});
