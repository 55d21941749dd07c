import { agendaTools, type AgendaDependencies } from './agenda-tools.ts';
import { answerTools } from './answer-tools.ts';
import { compensationTools, type CompensationDependencies } from './compensation-tools.ts';
import { goalTools, type GoalDependencies } from './goal-tools.ts';
import { interviewTools } from './interview-tools.ts';
import type { Tool } from './ports.ts';
import { postingTools } from './posting-tools.ts';
import { prepTools } from './prep-tools.ts';
import { resumeTools } from './resume-tools.ts';

/** The services that the tools call. */
export type CandidateToolDependencies = AgendaDependencies & CompensationDependencies & GoalDependencies;

/** What an agent may do for a candidate. */
export function candidateTools(dependencies: CandidateToolDependencies): readonly Tool[] {
  return [
    ...resumeTools(dependencies),
    ...postingTools(dependencies),
    ...prepTools(dependencies),
    ...interviewTools(dependencies),
    ...answerTools(dependencies),
    ...agendaTools(dependencies),
    ...compensationTools(dependencies),
    ...goalTools(dependencies),
  ];
}
