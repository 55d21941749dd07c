import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from './ports.ts';
import { NO_ENTRY } from './calendar-event.ts';
import { type Job, recognised } from './recognition.ts';

const why = (title: string, jobs: readonly Job[] = [], more: Partial<CalendarEvent> = {}) =>
  recognised({ ...NO_ENTRY, title, ...more }, jobs)?.isInterview;
const nurse: Job = { postingId: 'pst_1', title: 'Registered Nurse', company: 'Northfield Hospital' };

// A wrong offer is a smaller harm than a lost interview: the candidate is asked.
describe('[N-15] an interview in doubt is offered', () => {
  it.each([
    'Interview: Registered Nurse | Interviewer: Ann Lee',
    'Interview with Acme (Interviewers: Ann, Bob)',
    'Panel interview – interviewers Dr Lee and Ms Roy',
    'Interview Loop (5 interviewers)',
    'Interview slot: Northfield Hospital',
    'Your interview slot with Acme',
    'Client interview – Northfield (via Hays)',
    'Customer interview round – Acme',
    'Interview with Jane Doe (Candidate) and Acme',
    'Entretien candidat – Acme / Jane Doe',
    'Interview with hiring committee',
    'Interview the team – Acme',
    'Stakeholder interview (final stage)',
    'Medical interview – residency programme',
    'Police interview: Constable recruitment',
    'Nanny interview – Miller family',
    'Interview: Market Research Interviewer',
    'Invitation: Interview (previous one cancelled)',
    'Kennenlerngespräch',
    'Onsite loop – Acme',
    'Hirevue – Acme',
    'Einstellungstest',
    // It stands at a time: whoever moved it did so in the calendar.
    'Verschoben: Interview',
    // Names of those who will ask
    'Interview (interviewer: Dr Osei)',
    'Vorstellungsgespräch – Interviewer: Frau Sommer',
    'Entretien – interviewer : Mme Roy',
    'Entrevista (interviewer: Ana Ruiz)',
    'Technical interview, 2 interviewers',
    'Interview with our interviewers Kim and Lee',
    'Interviewer for the census – interview',
    'Interview: Telephone Interviewer (part time)',
    // Times that may be chosen
    'Confirmed interview slot, Acme',
    'Interview slot 2 of 3',
    // Both sides
    'Interview: Sam P. (candidate) & Acme',
    'Vorstellungsgespräch Jane Doe (Bewerberin) und Nordfeld',
    'Entretien Jane Doe (candidate) et Nordfeld',
    'Entrevista Juan (candidato) y Acme',
    'Colloquio candidato: Acme / Mario Rossi',
    'Entrevista candidato – Jane Doe, Acme',
    'Entretien candidate | Hôpital Saint-Roch',
    // By whoever goes there
    'Interviewing at Acme',
    'Interviewing with Northfield',
    'I interview at Acme on Friday',
    'Interview and debrief with the recruiter',
    // Who decides
    'Hiring committee interview',
    'Interview before the hiring committee of Acme',
    'Interview the founders',
    // Kinds that are also none for a job
    'Client interview for contract position',
    'Customer interview (candidate stage 2)',
    'Expert interview – Analyst position',
    'Research interview: Research Assistant',
    'Police interview – Police Officer',
    'Medical interview, fellowship',
    'Insurance interview: claims manager',
    'Radio interview: producer position',
    'Kundeninterview, 2. Runde',
    'Experteninterview für die Stelle Analyst',
    // Words and programs of hiring
    'Kennenlerngespräch Nordfeld',
    'Kennenlerninterview mit Frau Yilmaz',
    'Eignungstest bei der Polizei',
    'Auswahltest Stadtwerke',
    'Probeschicht Café Mond',
    'HireVue assessment',
    'Codility – Acme',
    'Spark Hire: Acme',
    'Virtual loop, Acme',
    'Test de recrutement SNCF',
    'Prueba de selección',
    'Prova di selezione',
    'Selectiedag Defensie',
    'Kennismakingsgesprek',
    // Another one is off
    'Interview (the old date was cancelled)',
    'Interview – former date cancelled',
    'Vorstellungsgespräch (alter Termin abgesagt)',
    'Entretien (ancien rendez-vous annulé)',
  ])('%s', (title) => {
    expect(why(title)).toMatchObject({ by: 'word' });
  });
});

describe('[N-15] a plain entry of whoever interviews others is not offered', () => {
  it.each([
    'Interview panel calibration',
    'Interviews: block for hiring',
    'Interview training',
    'I interview Jane for Nurse',
    "I'm interviewing Jane",
    'We will interview Sam',
    'Ich interviewe Frau Sommer',
    'Interviewing candidates',
    'Interviewing candidates for Nurse',
    'Interviewing a candidate with Jo',
    'Interview debrief',
    'Interviewer calibration',
    'Interviewer onboarding',
    'Interview blocks for hiring',
    'Interview: Sam P. (candidate)',
    'Interview Sam P. (candidate) – backend',
    'Hiring committee debrief',
    'Interview the candidates',
    'Interview slots',
    'Entretien candidat Backend',
    'Customer interview: ACME',
    'Stakeholder interviews',
    'Kundeninterview Nordfeld',
    'Einstellungstest üben',
    'HackerRank practice',
    'Interview (cancelled)',
    'Interview – old office (cancelled)',
  ])('%s', (title) => {
    expect(why(title)).toBeUndefined();
  });

  it('is offered where it names the employer of a posting, or where whoever hires sent it', () => {
    const plain = ['Interview debrief', 'Interviewing: Amara B. (candidate)', 'Customer interview: Amara'];
    for (const title of plain) {
      expect(why(title)).toBeUndefined();
      expect(why(`${title} – Northfield Hospital`, [nurse])).toBeDefined();
      expect(why(title, [nurse], { organiser: { address: 'jo@northfield.example' } })).toBeDefined();
      expect(why(title, [], { organiser: { address: 'no-reply@us.greenhouse-mail.io' } })).toBeDefined();
    }
  });

  it('stays out where it is of another kind, whoever is named', () => {
    for (const title of ['Exit interview – Northfield Hospital', 'Mock interview for Northfield Hospital'])
      expect(why(title, [nurse])).toBeUndefined();
  });
});
