import { describe, expect, it } from 'vitest';
import { competencyIdsIn } from './competency-mentions.ts';
import { requirementsOf } from './requirements.ts';

describe('words in the wrong company are no competency', () => {
  it.each([
    // Why the employer asks for it, and what the employer does
    ['Over 18, since the shop sells alcohol', 'selling'],
    ['You are tidy, because we sell furniture', 'selling'],
    ['A friendly manner, as we sell to families', 'selling'],
    ['Punctual, so that our drivers can leave on time', 'driving'],
    ['Good at sums (we use payroll software for the rest)', 'payroll'],
    ['Any background, and we teach you accounting', 'accounting'],
    ['Good eyes, as our lathes and milling machines are old', 'machine-operation'],
    // What is not there
    ['Works without supervision', 'people-management'],
    ['No sales experience is needed', 'selling'],
    ['Happy outdoors rather than in data entry', 'data-entry'],
    // Whom one works with or for
    ['You report to the marketing manager', 'digital-marketing'],
    ['Work closely with our solicitors', 'litigation'],
    ['Liaise with recruiters and line managers', 'recruitment'],
    ['Supported by an experienced accountant', 'accounting'],
    // The field is another one
    ['Escalate sepsis signs early', 'complaint-handling'],
    ['Escalation of deteriorating patients', 'complaint-handling'],
    ['Service motors and drives', 'driving'],
    ['A caseload of twenty families', 'litigation'],
    ['Night audit experience', 'audit-compliance'],
    ['Follow the dress code', 'programming'],
    ['Reporting to the programme board', 'programming'],
    ['Load the dishwasher', 'load-handling'],
    ['Bookings in Opera Cloud', 'cloud'],
    ['A brand new workshop', 'brand-management'],
  ])('%s: not %s', (text, wrong) => {
    expect(competencyIdsIn(text)).not.toContain(wrong);
    expect(requirementsOf(`Requirements\n- ${text}`).flatMap(({ competencyIds }) => competencyIds)).not.toContain(
      wrong,
    );
  });

  it.each([
    ['You enjoy selling because you like people', 'Sales assistant', 'selling'],
    ['Handle escalation of calls', 'Call centre agent', 'complaint-handling'],
    ['Caseload of forty claims', 'Paralegal', 'casework'],
    ['Audit of small firms', 'Accountant', 'audit-compliance'],
    ['Teach two classes', 'Primary teacher', 'teaching'],
    ['Load and check the lorry', 'Lorry driver', 'vehicle-safety'],
    ['Cook for ninety guests', 'Chef', 'cooking'],
    ['Works without supervision', 'Cleaner', 'initiative'],
  ])('but in their own field they are: %s (%s)', (text, title, right) => {
    expect(requirementsOf(`Requirements\n- ${text}`, title)[0]?.competencyIds).toContain(right);
  });

  it('what candidates say of themselves counts where an employer’s words would not', () => {
    const text = 'Corner shop, where we sold wine and cheese; served customers daily';
    expect(competencyIdsIn(text, { families: ['retail'], byCandidate: true })).toContain('selling');
    expect(competencyIdsIn(text, { families: ['retail'] })).not.toContain('selling');
  });
});
