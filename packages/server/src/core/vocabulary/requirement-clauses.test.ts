import { describe, expect, it } from 'vitest';
import { requirementsOf } from './requirements.ts';

const asked = (text: string) =>
  requirementsOf(`Requirements\n${text}`).map(({ text: words, importance }) => `${importance}: ${words}`);

describe('a wish in a sentence', () => {
  it.each([
    ['- SQL, ideally PostgreSQL', ['must: SQL', 'nice: ideally PostgreSQL']],
    ['- Strong SQL ideally PostgreSQL', ['must: Strong SQL', 'nice: ideally PostgreSQL']],
    ['- Two years at a till, preferably in a shop', ['must: Two years at a till', 'nice: preferably in a shop']],
    ['- Fluent English; German would be a plus', ['must: Fluent English', 'nice: German would be a plus']],
    [
      '- Edit programs at the machine, Heidenhain preferred',
      ['must: Edit programs at the machine', 'nice: Heidenhain preferred'],
    ],
    [
      '- A clean licence but a trailer licence would be nice',
      ['must: A clean licence', 'nice: a trailer licence would be nice'],
    ],
    // The wish is about all that is listed
    ['- SQL, Python and Tableau are a plus', ['nice: SQL, Python and Tableau are a plus']],
    ['- Tableau is a plus', ['nice: Tableau is a plus']],
    ['- Ideally, three years of payroll', ['nice: Ideally, three years of payroll']],
    ['- If you know Playwright, all the better', ['nice: If you know Playwright, all the better']],
    ['- A forklift licence is not a must', ['nice: A forklift licence is not a must']],
    // A condition stays one
    ['Python is welcome; SQL is a must.', ['nice: Python is welcome', 'must: SQL is a must.']],
  ])('%s', (text, expected) => {
    expect(asked(text)).toEqual(expected);
  });
});

describe('a sentence that asks for several things', () => {
  it('is read thing by thing, each with its own competency', () => {
    const text =
      'We would like you to be confident with Excel, able to explain figures to a shop manager, and experienced in payroll for forty people.';
    expect(requirementsOf(text, 'Accountant').map(({ text: words, competencyIds }) => [words, competencyIds])).toEqual([
      ['We would like you to be confident with Excel', ['office-software']],
      ['able to explain figures to a shop manager', ['communication']],
      ['and experienced in payroll for forty people.', ['payroll']],
    ]);
  });

  it('is not torn where its commas list things of one kind', () => {
    expect(
      asked('- Experience with Python, Java, Kotlin, Go, Rust, TypeScript, Terraform, Docker and Kubernetes'),
    ).toHaveLength(1);
  });
});

describe('what is given', () => {
  it.each(['You get', 'We give', 'You receive:', 'What’s in it for you', 'What is on offer', 'THE OFFER', 'In return'])(
    'stands under “%s” and is no requirement',
    (heading) => {
      expect(asked(`- Payroll\n\n${heading}\n- Payroll paid on time\n- Training in Excel`)).toEqual(['must: Payroll']);
    },
  );

  it('is known without a heading, as is how to apply', () => {
    const text =
      'Payroll for forty people.\n\nWe offer a room, meals and Excel courses.\nYou get 30 days of leave.\n£30,000 a year.\nPlease write to Ms Vane about Excel.\nRing Lee for a chat.';
    expect(asked(text)).toEqual(['must: Payroll for forty people.']);
  });
});
