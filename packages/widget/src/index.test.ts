import { describe, expect, it } from 'vitest';

describe('importing the widget on a server', () => {
  it('does not throw and registers nothing', async () => {
    expect('document' in globalThis).toBe(false);
    const { InterviewPrepElement } = await import('./index.ts');
    expect(typeof InterviewPrepElement).toBe('function');
    await import('./define.ts');
    await import('./react.ts');
  });
});
