import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOffTopic } from './off-topic.ts';

type Case = { readonly posting: string; readonly question: string; readonly answer: string };
// The file of a case has this shape.
const { posting, question, answer } = JSON.parse(
  readFileSync(new URL('../../../../../tests/cases/feedback/feedback-off-topic.json', import.meta.url), 'utf8'),
) as Case;

const offTopic = (text: string, around: readonly string[] = [posting], asked = question) =>
  isOffTopic({ answer: text, question: asked, around });

describe('an answer to something else', () => {
  it('[N-15] is known where it is about the weather and a bicycle', () => expect(offTopic(answer)).toBe(true));

  it.each([
    [
      'a recipe',
      'Take two eggs and a cup of flour, whisk them with some milk until smooth, and flip it after two minutes.',
    ],
    ['a cake', 'Last Sunday I baked a chocolate cake. I mixed flour with three eggs. In the end it was delicious.'],
    ['a song', 'Yesterday all the stars were shining over the river and I was dreaming of the moon, oh my darling.'],
    [
      'the neighbour',
      'My neighbour plays the trumpet every evening and has two dogs and a cat that sleeps on the piano.',
    ],
    [
      'football',
      'Manchester won three to one and the second was fantastic because it came with the left foot from far out.',
    ],
    [
      'random words',
      'Banana window carpet seven purple elephant telephone yesterday running quickly cheese mountain lamp.',
    ],
    [
      'a holiday',
      'Two years ago I went to Italy. I rented a car and drove along the coast. The sea was warm, the ice cream cold.',
    ],
    [
      'a film',
      'I watched a film last night about a shark. It was from 1975 and I liked the music, although it was long.',
    ],
    [
      'cats',
      'I have two cats, one is black and the other is white. Last winter I took them out and they played in the snow.',
    ],
    ['questions', 'What would the salary be? And is there parking near the building, and how many days off are there?'],
    ['one long question', 'Could you say first what the salary is and how many days off I would get each year?'],
    ['nonsense', 'Colourless green ideas sleep furiously above the quiet yellow square of a round Wednesday.'],
  ])('is known where it is %s', (_, text) => expect(offTopic(text)).toBe(true));

  it.each([
    'The conveyor stopped every Monday. I found a belt sensor in the draught of the dock door and put a cover over it.',
    'A mother from Syria came in with her baby. I drew pictures and fetched the porter, who is from Aleppo. She smiled.',
    'Once there was an old man who had only Polish. I learnt ten words, pointed at things and drew a clock on a card.',
    'I fried four hundred burgers at the festival. The gas ran out at noon. I borrowed two bottles from the stall beside us.',
    'I once used a picture card with a deaf boy in the swimming hall, and he swam his first length in May.',
    'Last winter the snow was a metre deep. I walked to the old couple on the hill and took them their medicine.',
    '- Old till system, 14 shops, January\n- Ran both side by side for a week\n- All moved by the 30th, no lost sale',
    'Moved everything to the back before noon, counted it twice and labelled each box. Nothing was missing in the end.',
    'so erm yeah there was this old gentleman, would not let go of my sleeve. just sat there, named every noise for him.',
    'We had two weddings on one Saturday. I rang both couples and offered the second one the garden until nine.',
    'The dog bit its owner. I held it, closed its mouth with a band and spoke quietly until the vet had looked at the paw.',
    'I would first point at things and smile, then I would draw what comes next. Would that be enough? I think so.',
  ])('is not suspected in a plain answer: %s', (text) => expect(offTopic(text)).toBe(false));

  it('is not suspected where the posting is about these things', () => {
    const cake = 'The oven failed at four. I made the cake smaller, used half the flour, and opened at six.';
    expect(offTopic(cake, ['Bakery: cake, bread, flour, oven.'])).toBe(false);
    const film = 'I cut the film twice, since the music came too late, and it won a prize in spring.';
    expect(offTopic(film, ['You edit film and music.'])).toBe(false);
  });
});
