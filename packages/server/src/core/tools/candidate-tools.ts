import { agendaTools, type AgendaHouse } from './agenda-tools.ts';
import { answerTools } from './answer-tools.ts';
import { compensationTools, type CompensationHouse } from './compensation-tools.ts';
import { goalTools, type GoalHouse } from './goal-tools.ts';
import { interviewTools } from './interview-tools.ts';
import type { Tool } from './ports.ts';
import { prepTools } from './prep-tools.ts';
import { resumeTools } from './resume-tools.ts';

/** The rooms behind the tools. */
export type ToolHouse = AgendaHouse & CompensationHouse & GoalHouse;

/** What an agent may do for a candidate. */
export function candidateTools(house: ToolHouse): readonly Tool[] {
  return [
    ...resumeTools(house),
    ...prepTools(house),
    ...interviewTools(house),
    ...answerTools(house),
    ...agendaTools(house),
    ...compensationTools(house),
    ...goalTools(house),
  ];
}
