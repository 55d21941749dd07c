import type { Pairs } from './attempt-pairs.suite.ts';

/** Answers of further trades, with what was said next. */
export const FURTHER_PAIRS: readonly Pairs[] = [
  {
    before:
      'A driver from another haulier hit our gate and would not give me his name. I noted the plate, took photos and rang the police.',
    additions: [
      'His insurance paid for all of it.',
      'I was on the gate alone that morning.',
      'The police found him the same day, and the gate was paid for.',
      'My job was to secure the site, nobody else was there.',
      'I took the photos first because he was about to drive off.',
      'The damage was 2,300 pounds.',
      'We then put up a camera, and it has not happened since.',
      'That the next shift could still close the site.',
      'Without the photos we would have had to pay it ourselves.',
      'Photos, plate, police, in that order, and then I wrote the report for my boss.',
      'Everyone could get in and out again by noon.',
      'What I learned is to take a picture before I speak.',
      'Nobody was hurt and the haulier apologised to us in writing.',
    ],
    anew: [
      'Last winter the heating failed in hall three. I called the engineer, brought blankets and moved the night shift to hall one. Nobody went home.',
      'At a festival I worked security. A man climbed the fence and I talked him down. He went home with his friends.',
      'Some years ago in Hamburg we found a stowaway in a container. I gave him water, called the port doctor and waited with him. He recovered.',
      'The fire alarm went off during the night and no one knew where the guests were. I had the list, so I counted them at the meeting point, one was missing and I found her in the sauna.',
      'I would rather tell you about the flood in our cellar. I switched off the power, pumped for four hours and saved the archive.',
      'My colleague was threatened by a customer with a knife. I pressed the silent alarm, spoke calmly and let him go. She was unhurt.',
      'Honestly that was not a good example. When I was a steward at the stadium a child got lost and I found the parents in ten minutes.',
    ],
  },
  {
    before:
      'I always wanted to be a teacher. In my placement I taught a lesson on fractions to year five and used pizza boxes.',
    additions: [
      'By the end 24 of 27 could add fractions.',
      'They still talked about it weeks after.',
      'I used boxes because they could touch them.',
      'The class teacher asked me for the material.',
      'It was a class of 27 with four children who had just come to the country.',
      'I had planned the whole lesson alone.',
      'The boxes cost nothing.',
      'Two children who never put up a hand did so in that lesson.',
    ],
    anew: [
      'A boy in year three threw chairs. I sat next to him each morning for ten minutes, we drew together, and after half-term there was no incident.',
      'In my last school the parents’ evening was chaos. I made a booking sheet online and we finished on time.',
      'Let me begin again: I taught fractions to year five with pizza boxes because they need to touch things. It was my first lesson alone, 27 children, and by the end 24 could add them.',
      'One of my pupils would not speak German at all. I asked his grandmother in, she told stories and I translated. In June he read aloud.',
    ],
  },
  {
    before:
      'We moved the whole archive in two weeks. We packed, labelled and carried 900 boxes and we set up the new shelves.',
    additions: [
      'I was the one who made the labels and the plan.',
      'My own part was the numbering, and I drove the van.',
      'I did the labels.',
      'Me and one colleague did the shelves, I decided the order.',
      'Not one box was lost.',
      'The lawyers could find a file in two minutes afterwards.',
      'Personally I led the packing team of three.',
      'I personally carried maybe a third of it, and I kept the list.',
    ],
    anew: [
      'For the summer party I booked the band, ordered the food for 200 people and stayed within 4,000 euros. Everyone stayed until midnight.',
      'We had to digitise the land register. I scanned 40 volumes, checked each page and found 12 errors that nobody had seen.',
      'Our receptionist left without notice and I took over her desk for a month. I learned the phone system in two days and no call was missed.',
    ],
  },
  {
    before: 'If a machine stops I first look at the display, then I check the sensors and then I call the electrician.',
    additions: [
      'Because most faults are a dirty sensor.',
      'I would tell the shift lead at once.',
      'I know that it worked when ten good parts come out in a row.',
      'Last March the press stopped and it was just a cable, I found it in five minutes like that.',
      'For example on line 4 in June, I found a loose plug before anyone else came.',
      'The operator must hear of it too, so that nobody switches it on.',
      'I go in that order since the display costs no time.',
    ],
    anew: [
      'Let me say it properly. I secure the machine, look at the display because it names the fault, check the sensors, tell the shift lead and run ten parts before I hand it over.',
    ],
  },
  {
    before: 'We was late with the order and the chef is shouting. I told him to be calm and I take two table more.',
    additions: [
      'At end all the guest eat and chef say sorry to me.',
      'Was Saturday and we was only three.',
      'The guests they was happy.',
      'It is my section so I must do it.',
      'After this he never shout to me again.',
      '20 minutes late.',
    ],
    anew: [
      'In my country I was working in hospital. One time the electric is gone and I go to every room with lamp and I calm the people. Nobody was hurt.',
      'One guest had allergy to nuts and the cook did not know. I go in kitchen and stop the plate. The guest he thank me and leave big tip.',
    ],
  },
  {
    before:
      'A customer wanted a refund for shoes she had worn for months. I listened, showed her the rule on the receipt and offered a repair instead.',
    additions: [
      'She took the repair and came back in autumn to buy boots.',
      'I was alone in the shop and it was my decision to make.',
      'The repair cost us 8 pounds, a refund would have been 90.',
      'I offered the repair because the sole could be glued and she liked the shoes.',
      'She thanked me when she left.',
      'There was a queue behind her so I wanted it to be calm.',
      'The other customers saw it and one of them said well done.',
      'It happened on a Saturday in the sales, when eleven people were waiting.',
      'Yes. She was fine with it.',
      'My manager said later that he would have done the same.',
      'I always do it like this now.',
      'Happily she accepted.',
      'Accepted the repair, came back in October.',
      'It was a Saturday in January and I was the only one on the shop floor with the keys.',
      'Well, as the supervisor I had to decide, nobody else could.',
      'The shoes were walking boots worth 90 pounds and she had had them since March.',
      'What I did first was to let her finish; then I asked what she needed.',
    ],
    anew: [
      'Once a man accused me of giving him wrong change. I counted the till in front of him with my supervisor, it was right, and he said sorry.',
      'During the Christmas sale a family had been promised a doll that was sold out. I rang four branches, found one, and had it sent overnight. The girl sent us a drawing.',
      'An elderly gentleman could not find his wife in our store. I sat him down, described her over the loudspeaker and stayed until she came.',
      'I will tell you about a shoplifter instead. I saw him put perfume in his coat and told security, they stopped him.',
      'A customer wanted a refund for shoes that she had worn. I was alone and had to decide. I listened, I showed her the rule, I offered to repair them because the sole could be glued, and she came back in autumn to buy boots.',
      'Our delivery did not come before a bank holiday. I drove to the depot with my own car and filled two shelves with bread by nine. We sold all of it.',
      'Two of our trainees did not speak to each other. I gave them one display to build together, they won the branch prize with it.',
      'Right, second go. In January a lady came with worn shoes. As the only one on the floor I had to decide…',
      'Hm, I think I can do better. The customer had worn the shoes for months and was angry. I was on my own, so I decided: repair. She accepted and came back.',
    ],
  },
  {
    before: 'My greatest weakness is that I take on too much. I now write a list each morning and show it to my lead.',
    additions: [
      'Last month I handed two tasks back because of the list.',
      'For example in May I gave the stocktake to a colleague.',
      'It has helped: I have not missed a deadline since spring.',
      'I know that it works because I leave on time four days out of five.',
      'Because I like to be asked.',
      'My lead crosses out what can wait.',
      'That is why I started the list, I had been ill from it in 2022.',
    ],
    anew: [
      'Maybe a different weakness: I am shy on the telephone. I practise by making the first call of the day myself.',
      'Actually I would rather say that I find it hard to speak in front of groups. I joined a debating club, and in March I gave my first talk to sixty people.',
    ],
  },
  {
    before:
      'In my apprenticeship I rewired a kitchen. I checked with the tester, I labelled the circuits and I cleaned up.',
    additions: [
      'The inspector passed it the first time.',
      'The customer has asked for me by name since.',
      'I checked it twice since the old wiring had no earth.',
      'My master left me alone with it for three days, so all of it was on me.',
      'It took three days.',
      'Eleven circuits, 230 volts, in a house from 1930.',
      'Everything worked and the lady gave me a cake.',
      'I tested every circuit before I switched on the main, so that nobody could get a shock.',
      'Then the inspector came, he looked at the labels and signed.',
    ],
    anew: [
      'In a hospital we had to change the emergency lighting at night. I planned it ward by ward with the sister, tested each lamp and by five all were on.',
      'On a building site someone had drilled through a live cable. I switched off, secured the place, told the foreman and replaced the length. Work went on after lunch.',
      'Different job: a farmer had no power in the milking parlour at 4 am. I found a mouse in the box and he could milk at five.',
      'I rewired a kitchen in my apprenticeship. It was mine for three days. I tested each circuit because the old wiring had no earth, labelled all eleven and the inspector passed it the first time.',
    ],
  },
];
