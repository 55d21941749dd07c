import { describe, expect, it } from 'vitest';
import { matchAgainst } from './matching.ts';
import { requirementsOf } from './requirements.ts';

const read = (text: string, title = '') => requirementsOf(text, title).map((requirement) => requirement.text);

describe('what an advert asks for', () => {
  it.each([
    // Lists under words that are no known heading.
    ['What keeps you busy:\n- Tune the strings of old harps\n- Replace worn felts and pins', 2],
    ['The person we hope for\n- Steady hands and good eyes\n- Never in a hurry with glue', 2],
    ['What we pay you with\n- A warm room with a view\n- A good lunch with the others', 0],
    // Sentences without a subject, beside others that ask.
    ['Own bike, own phone, own lock. Know the city or learn it fast. Parcels arrive dry and on time.', 3],
    ['Keeping the hives dry. Extracting honey in August. A strong back in all weathers.', 3],
    // Somebody who is looked for.
    ['I need somebody who has made cheese before, even at home.', 1],
    ['Applicants must have sailed in bad weather before.', 1],
    // The employer, others, and how to apply.
    ['The trust values curiosity. Our museum holds 14,000 objects. It was built in 1844.', 0],
    ['Children know the last one by name. Nobody has ever complained about her cakes.', 0],
    ['Send us two pages about a chair. Phone Gwyn after six. Please mention this paper.', 0],
  ])('%j has %i', (text, count) => {
    expect(read(text)).toHaveLength(count);
  });

  it('is said of the job by its title', () => {
    const text = 'The librarian sets out the folders before each concert.';
    expect(read(text, 'Orchestra Librarian')).toHaveLength(1);
    expect(read(text, 'Oboist')).toEqual([]);
  });

  it('is not the name of the vacancy', () => {
    expect(read('We are looking for another teacher for the summer.', 'Piano Teacher')).toEqual([]);
    expect(read('We are looking for a teacher with experience of choirs.', 'Piano Teacher')).toHaveLength(1);
  });

  it('is not what stands below a list of requirements and says what the employer does', () => {
    expect(read('Skills\n- Wheel building\n- Hydraulic brakes\n\nThe shop closes at two on Wednesdays.')).toEqual([
      'Wheel building',
      'Hydraulic brakes',
    ]);
  });
});

describe('the match with a résumé', () => {
  const status = (requirement: string, resume: string) =>
    matchAgainst(requirementsOf(`Requirements\n- ${requirement}`), resume)[0]?.status;

  it.each([
    ['Repair of harps and translation of scores', 'Repaired harps and translated scores in Vienna'],
    ['Installs harps for concert halls', 'Harp fitter in two concert halls'],
  ])('sees %j in other forms of its words', (requirement, resume) => {
    expect(status(requirement, `${resume} every year`)).not.toBe('not_shown');
    expect(status(requirement, 'Sold ice cream at the beach every year')).toBe('not_shown');
  });

  it('sees part of what a trade does in a job of that trade, and none of it in another', () => {
    expect(status('Check controlled drugs with the surgery', 'Pharmacist, Polwhele & Co, 2019-2023')).toBe('partly');
    expect(status('Check controlled drugs with the surgery', 'Gardener, Polwhele Park, 2019-2023')).toBe('not_shown');
  });
});
