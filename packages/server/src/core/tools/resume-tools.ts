import * as z from 'zod';
import type { Resumes } from '../resumes/ports.ts';
import type { Tool } from './ports.ts';
import { tool } from './tool.ts';

const resumeView = z.object({ text: z.string(), competencies: z.array(z.string()), hiddenPassages: z.number() });

export function resumeTools(dependencies: { resumes: Resumes }): readonly Tool[] {
  return [getResume(dependencies), uploadResume(dependencies)];
}

function getResume({ resumes }: { resumes: Resumes }): Tool {
  return tool({
    name: 'get_resume',
    description:
      "Use before giving advice that depends on the candidate's experience. Returns what a person sees in their résumé.",
    input: z.strictObject({}),
    output: resumeView,
    readOnly: true,
    scope: 'resume',
    deadlineMs: 5_000,
    async run(_input, { scope }) {
      const { text, competencies, hidden } = await resumes.get(scope);
      const summary = `Read your résumé: ${text.split(/\s+/u).length} words`;
      return { output: { text, competencies, hiddenPassages: hidden.length }, summary };
    },
  });
}

function uploadResume({ resumes }: { resumes: Resumes }): Tool {
  return tool({
    name: 'upload_resume',
    description: 'Use when the candidate gives their résumé as text in the conversation. Replaces the one before.',
    input: z.strictObject({ content: z.string().min(1).max(60_000) }),
    output: resumeView,
    readOnly: false,
    scope: 'resume',
    deadlineMs: 10_000,
    async run({ content }, { scope }) {
      const { text, competencies, hidden } = await resumes.put(scope, {
        bytes: new TextEncoder().encode(content),
        contentType: 'text/plain',
      });
      return { output: { text, competencies, hiddenPassages: hidden.length }, summary: 'Kept your résumé' };
    },
  });
}
