import administration from './bank/administration.json' with { type: 'json' };
import anyRole from './bank/any-role.json' with { type: 'json' };
import behavioural from './bank/behavioural.json' with { type: 'json' };
import candidateAsksFile from './bank/candidate-asks.json' with { type: 'json' };
import care from './bank/care.json' with { type: 'json' };
import closing from './bank/closing.json' with { type: 'json' };
import customerService from './bank/customer-service.json' with { type: 'json' };
import data from './bank/data.json' with { type: 'json' };
import education from './bank/education.json' with { type: 'json' };
import engineering from './bank/engineering.json' with { type: 'json' };
import experience from './bank/experience.json' with { type: 'json' };
import finance from './bank/finance.json' with { type: 'json' };
import followUpsFile from './bank/follow-ups.json' with { type: 'json' };
import healthcare from './bank/healthcare.json' with { type: 'json' };
import hospitality from './bank/hospitality.json' with { type: 'json' };
import legal from './bank/legal.json' with { type: 'json' };
import logistics from './bank/logistics.json' with { type: 'json' };
import management from './bank/management.json' with { type: 'json' };
import marketing from './bank/marketing.json' with { type: 'json' };
import opening from './bank/opening.json' with { type: 'json' };
import people from './bank/people.json' with { type: 'json' };
import projects from './bank/projects.json' with { type: 'json' };
import publicSector from './bank/public-sector.json' with { type: 'json' };
import retail from './bank/retail.json' with { type: 'json' };
import sales from './bank/sales.json' with { type: 'json' };
import situational from './bank/situational.json' with { type: 'json' };
import software from './bank/software.json' with { type: 'json' };
import trades from './bank/trades.json' with { type: 'json' };
import {
  candidateAskFileSchema,
  followUpFileSchema,
  questionFileSchema,
  type CandidateAsk,
  type Question,
} from './bank-schema.ts';

const files = [
  administration,
  anyRole,
  behavioural,
  care,
  closing,
  customerService,
  data,
  education,
  engineering,
  experience,
  finance,
  healthcare,
  hospitality,
  legal,
  logistics,
  management,
  marketing,
  opening,
  people,
  projects,
  publicSector,
  retail,
  sales,
  situational,
  software,
  trades,
];

/** The edition of the bank, to be recorded beside every question that was asked. */
export const BANK_VERSION = '2026.11';

// Parsed once when the module loads: a slip in the data stops the start, not a candidate's session.
/** Every question of the bank, in a stable order. */
export const questions: readonly Question[] = files.flatMap((file) => questionFileSchema.parse(file).questions);

/** Every question a candidate may ask, in a stable order. */
export const candidateAsks: readonly CandidateAsk[] = candidateAskFileSchema.parse(candidateAsksFile).asks;

/** General follow-ups for each part of an answer, at least five each. */
export const followUps = followUpFileSchema.parse(followUpsFile).followUps;

const byId = new Map(questions.map((question) => [question.id, question]));

/** The question with that id, or undefined when this edition does not have it. */
export function questionOf(id: string): Question | undefined {
  return byId.get(id);
}
