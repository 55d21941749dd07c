import { InterviewPrepElement } from './interview-prep.ts';
import { registerInterviewPrep } from './registration.ts';

registerInterviewPrep();

export { InterviewPrepElement };
