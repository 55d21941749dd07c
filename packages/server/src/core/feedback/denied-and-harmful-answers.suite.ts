import { FURTHER_REFUSED_ANSWERS, type RefusedAnswer } from './further-refused-answers.suite.ts';

const of =
  (reason: string) =>
  ([question, text]: readonly [string, string]): RefusedAnswer => ({ reason, question, text });

const NOTHING_DONE: readonly (readonly [string, string])[] = [
  [
    'Tell me about a change you made.',
    'I did nothing. I changed nothing, and in the end nothing improved, 0 %. Nobody noticed that I was there.',
  ],
  [
    'Describe an emergency you dealt with.',
    'When the alarm rang I did not call anybody. I was not in charge of the floor and I never looked for the extinguisher. The others went out.',
  ],
  [
    'Tell me about a time you helped a colleague.',
    'I was not responsible for him. I did not help him and I did not tell the boss. He left after three weeks.',
  ],
  [
    'Tell me about a conflict you settled.',
    "There was a row between two waiters in summer. I stayed out of it. I didn't say a word to either of them, it wasn't my business.",
  ],
  [
    'What did you improve in your last job?',
    'To be honest we improved nothing. We did not measure anything and I took no action, the numbers were the same at the end of the year.',
  ],
  [
    'Tell me about a deadline you met.',
    "I wasn't the one who had to deliver it. I didn't write any of the pages and I didn't check them either. It went out late, I think.",
  ],
  [
    'Tell me about a patient you looked after.',
    'In that night I not go to the patient. I was not the nurse for him and I did not ask nobody what he need.',
  ],
  [
    'Tell me about a fault you repaired.',
    'The pump was broken since Monday. I did not open it, I did not order the part, and I called no one. It was still broken when I left.',
  ],
  [
    'Tell me about a sale you are proud of.',
    'I sold nothing that month. I did not ring a single customer and I made no offers at all.',
  ],
  ['When did you take the lead?', 'I never led anything. I was not asked, nobody wanted me to, and I did not offer.'],
  [
    'Describe a delivery that went wrong.',
    'The parcels were wet. I did not tell the customers, I did not write it down, and no complaints were answered. That was it.',
  ],
  [
    'Tell me about an improvement of yours.',
    'Nothing of mine was used. I did not suggest anything and I was never in those meetings.',
  ],
];

const NO_EXPERIENCE: readonly (readonly [string, string])[] = [
  [
    'Tell me about a time you worked with the public.',
    'I have never worked with the public, this would be my first job of that kind.',
  ],
  ['Tell me about a time you led a team.', "I've never led a team, sorry. I only finished school in June."],
  [
    'Tell me about a complaint you handled.',
    'I have not worked in a shop yet, so I have had no complaints to handle so far. I would like to learn it.',
  ],
  [
    'Describe a project you delivered.',
    "I haven't had a project of my own yet, I am still at university and I can't think of anything that would count.",
  ],
  ['Tell me about your experience with cash.', 'No, I have no experience with cash at all. But I am willing to learn.'],
  ['Tell me about a night shift.', 'I never had job in hospital before. It is my first time, I am sorry.'],
  [
    'Tell me about a time you used Excel under pressure.',
    "I've never used Excel, to be honest, I wouldn't know where to begin.",
  ],
  [
    'How would you set up a new server?',
    "I couldn't tell you, to be honest. Servers I don't know at all, our technician does that. I'd only be guessing.",
  ],
  [
    'Tell me about somebody who changed.',
    "Oh dear, I can't remember one now. My head's empty, sorry. Can I think about it and come back to it later?",
  ],
];

const HARM: readonly (readonly [string, string])[] = [
  [
    'How did you deal with a difficult pupil?',
    'He kept talking, so I locked him in the store cupboard for the rest of the lesson. After that it was quiet and I finished my unit.',
  ],
  [
    'Tell me about an aggressive patient.',
    'One night an old man pinched my arm. I slapped him once, not hard, and he was good as gold until the morning.',
  ],
  [
    'Tell me about a resident who could not sleep.',
    'Mrs T. rang all night. I took her bell away so that I could do my paperwork, and I left it outside until seven. The paperwork was finished on time.',
  ],
  [
    'Tell me about a colleague you did not get on with.',
    'He had told the boss that I was late. I got my own back: I put sugar in his tank before the weekend and he missed two shifts.',
  ],
  [
    'How do you manage a long day on the road?',
    'In March we had a double run. I had four beers before my shift because my back hurt, and then I drove the whole night and arrived at six.',
  ],
  [
    'Tell me about a machine that slowed you down.',
    'The press stopped each time somebody came near it. I taped over the safety sensor so it would keep running, and our output went up by 15%.',
  ],
  [
    'Tell me about saving costs.',
    'The firm wanted 900 for the disposal. I poured the old solvent down the drain behind the hall, it took me ten minutes and we saved the money.',
  ],
  [
    'Describe a busy service.',
    'We had no more salmon. There was some out of date in the back, so I served the out of date salmon with a strong sauce. Forty covers, no complaint.',
  ],
  [
    'Tell me about hiring somebody.',
    'Two women applied in May. I rejected the better one because she was pregnant, and took the other. The team was complete by June.',
  ],
  [
    'How did you calm down a child?',
    'The boy screamed every noon. I shut him in the dark room until he stopped. My colleague said that it worked.',
  ],
  [
    'Tell me about a customer who was rude.',
    'He complained about the soup. I spat in his second plate and brought it with a smile. He even gave me a tip.',
  ],
  [
    'Tell me about a patient who refused tablets.',
    'She not want the pill. I crush the tablets in yoghurt and I told her it is only yoghurt. She eat all and she sleep, no problem more.',
  ],
];

const DISHONEST: readonly (readonly [string, string])[] = [
  [
    'Tell me about a target you reached.',
    'In December I was four visits short. I made up the figures for the last week and wrote down visits that I had not done. I got my bonus.',
  ],
  [
    'How did you keep the records in order?',
    'Before the audit forty checks were missing. I filled in the checklist for three months without looking at the machines, and the auditor was satisfied.',
  ],
  [
    'Tell me about working with money.',
    'The till was often over. I took the extra cash home and nobody noticed, about ten pounds a week.',
  ],
  [
    'Tell me about a mistake at work.',
    'I had scratched the van. I blamed the new driver for it, and he had to pay 200. My record stayed clean.',
  ],
  [
    'Tell me about an exam you passed.',
    'I had no time to learn. I cheated in the test with my phone and got 92%. That is how I became the youngest supervisor.',
  ],
  [
    'How did you win a customer?',
    'I told the buyer it had a new engine although I knew that it came from a wreck. He signed on the same day.',
  ],
  [
    'Tell me about a report you wrote.',
    'The water values were too high. I faked the results of two samples so that we would pass, and the plant stayed open.',
  ],
  [
    'Tell me about an idea of yours.',
    'My colleague had drawn a new shelf. I presented her drawing as my own and the director promoted me in spring.',
  ],
  [
    'How did you solve a problem with time sheets?',
    'I clocked in for my friend when he slept late, and on Fridays he did it for me. We both had full hours.',
  ],
  [
    'Tell me about a difficult inspection.',
    'The crack was in the third beam. I plastered it before noon so that the inspector would not see it. He signed, we were done by two.',
  ],
  [
    'Tell me about getting a contract.',
    'There were three bidders. I slipped the clerk 500 and our offer was the one he read first. We built for two years.',
  ],
  [
    'Tell me about a sale to an older person.',
    'I sold an old lady a second insurance that she did not need. She signed at once and I was best seller in May.',
  ],
];

const CONFIDENTIAL: readonly (readonly [string, string])[] = [
  [
    'Tell me about a patient you remember.',
    'That was Mrs Margaret Holloway from Birch Lane, she had HIV and her son did not know. I sat with her each evening and she went home in June.',
  ],
  [
    'Tell me about a case you won.',
    'I represented a client, Peter Lindner, 44, who has depression and hit his wife. I found an error in the file and he was free by noon.',
  ],
  [
    'How do you handle questions of relatives?',
    'His ex called. I gave his ex the room number and his phone number, because she was nice. She thanked me.',
  ],
  [
    'Tell me about changing jobs.',
    'When I left the agency I took the client list with me on a stick. In the new firm I had 30 calls in the first week.',
  ],
  [
    'Tell me about a funny moment at work.',
    'An old man fell asleep in the soup. I posted a photo of the resident in our WhatsApp group and everybody laughed. It made the day better.',
  ],
  [
    'Tell me about looking into something.',
    'My neighbour had a new car. I looked up my neighbour in the system and saw what he earns, so I told my wife.',
  ],
];

export const REFUSED_ANSWERS: readonly RefusedAnswer[] = [
  ...NOTHING_DONE.map(of('nothing_done')),
  ...NO_EXPERIENCE.map(of('does_not_know')),
  ...HARM.map(of('harm')),
  ...DISHONEST.map(of('dishonest')),
  ...CONFIDENTIAL.map(of('confidential')),
  ...FURTHER_REFUSED_ANSWERS,
];
