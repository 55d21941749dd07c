import type { Pairs } from './attempt-pairs.suite.ts';

/** The same of still other trades. */
export const MORE_PAIRS: readonly Pairs[] = [
  {
    before:
      'Our bus broke down with thirty children on board. I put out the triangle, moved them behind the barrier and counted them twice.',
    additions: [
      'All of them were home by nine.',
      'The replacement came after forty minutes and no child was missing.',
      'I was the only adult besides the driver, so I was responsible.',
      'Some parents wrote to the school to say thank you.',
      'A replacement bus came after forty minutes and they all got home.',
      'Two of the children were frightened so I let them hold the lamp.',
      'A mother told the head that her son had felt safe.',
      'One parent later said she would send her other child with me any time.',
      'We sang until the new bus came.',
      'Counting twice mattered because it was dark and there was a slope.',
      'Nobody cried.',
      'Parents were informed by text within ten minutes.',
      'To keep them warm I gave out the blankets from the luggage.',
      'Good, so: I was the trip leader, named in the risk assessment.',
      'The barrier is the safest place, the police tell you that.',
      'Home by nine, all thirty.',
      'My school has put my checklist in every bus since.',
    ],
    anew: [
      'At the climbing wall a rope was worn. I took it out, wrote it in the log and checked all the others with my colleague. Two more had to go.',
      'Last summer a girl was stung by a wasp in the throat. I gave her ice, called an ambulance and kept her sitting. She was back after a day.',
      'Something similar happened at the lake: a canoe turned over. I threw the line, pulled two boys in and wrapped them in foil. They were fine.',
      'I also had a situation in a museum where two pupils hid. I closed the exit with the guard, went room by room and found them in the lift after half an hour.',
      'We broke down with thirty children on a dark road and I was the only one responsible. I moved them behind the barrier, counted twice because of the slope, and all were home by nine.',
      'And once in the zoo a boy climbed the fence. I spoke to him slowly and he came down by himself. After that we changed the groups.',
      'A boy fell from the climbing frame and his arm was bent. I stayed with him, sent two others for help, and the doctor said we had done all right.',
    ],
  },
  {
    before: 'I want this job because I grew up near the port and I know the ships.',
    additions: [
      'I did two weeks of work experience at your terminal in 2022.',
      'And I have the forklift licence already.',
      'My father works there too.',
      'Your advert says that night shifts are paid extra, which suits me.',
      'I can start in March.',
      'What I bring is the licence and three winters in the cold store.',
    ],
    anew: [
      'Let me put it better. I did work experience at your terminal in 2022, I have the forklift licence, and your advert asks for both. I grew up next to the port and I want to stay in it.',
    ],
  },
  {
    before:
      'We had a burst pipe in the treatment room. I turned off the main valve and put towels down and moved the patients next door.',
    additions: [
      'We lost only one hour of appointments.',
      'I am the practice manager, so the building is mine.',
      'The plumber said ten minutes later the ceiling would have come down.',
      'All twelve patients were seen the same day.',
      'I turned off the valve first as the sockets are at floor level.',
      'Everybody was treated, we finished at seven.',
      'The dentist thanked me in front of the team.',
      'Six people were waiting and two were in the chairs.',
    ],
    anew: [
      'Our computers were locked by a virus one Monday. I rang the IT firm, wrote the list on paper and called the urgent patients. We saw all but three.',
      'A patient became aggressive at the desk, he banged on the glass and swore. I kept my voice low, offered him the quiet room and he apologised.',
      'When the vaccine fridge failed I took the boxes to the pharmacy opposite and logged the temperatures. Not one dose was thrown away.',
      'The autoclave failed one evening. I noticed it because the strip had not changed. I stopped all sets from that day and had them done again at the hospital; no patient was treated with them.',
    ],
  },

  {
    before:
      'A supplier delivered mouldy strawberries. I refused the pallet, wrote it on the delivery note and rang purchasing.',
    additions: [
      'We got a credit of 600 euros and a new pallet by noon.',
      'Goods-in was my area that week.',
      'Mould spreads, so I did not want it in the cold room for even an hour.',
      'Purchasing changed the supplier.',
      'By noon there were fresh ones on the shelf.',
      'Had I taken it, the whole cold room would have been lost.',
      'Fresh strawberries by noon and a credit note.',
      'The driver signed as well.',
      'Roughly one box in four was affected.',
      'A credit note of 600 euros came the next day.',
      'The store manager praised me in the morning meeting.',
      'No customer ever saw a bad one.',
      'Good question. I think around 600 euros.',
      'Since then they check each pallet before it leaves.',
      'Of the sixty boxes, fifteen were bad.',
      'I decided it myself, though I am only a part-timer.',
    ],
    anew: [
      'In the bakery a batch came without a date. I set it aside, called the bakery and printed labels after they had confirmed it. It was sold by the evening.',
      'Another delivery was short by two roll cages. I counted again with the driver and he wrote it down. We had them on Monday.',
      'The fridge alarm rang on Easter Sunday. I was key holder. I drove there, moved everything into the second room and called the engineer; we threw away four yoghurts.',
      'A little girl was sick in aisle five. I closed it, cleaned and gave her mother some water. She sent a card.',
      'Mouldy strawberries came on a pallet. As goods-in was mine that week I refused them, because mould spreads, I wrote it on the note and rang purchasing. By noon we had fresh ones.',
      'Here is one from my time at the post office. Parcels were stacked in front of the exit. I moved them, told the supervisor, and we marked the floor.',
      'A time I am prouder of is when the tills crashed. I took card numbers, no, I mean I noted each sale by hand and we entered them at night. It balanced to the penny.',
    ],
  },
  {
    before: 'I trained three new colleagues on the press. I showed it once, let them do it and stayed next to them.',
    additions: [
      'All three passed the test in the second week.',
      'They still work there and make hardly any scrap.',
      'That was my job as setter.',
      'One of them now trains others.',
      'Scrap fell from 6 to 2 percent.',
      'I stayed because the press can take a hand off.',
      'I made a card with pictures as well, since one did not read English.',
      'The foreman asked me to do it because I had been there longest.',
      'Three weeks each.',
    ],
    anew: [
      'As a swimming teacher I had a group of adults who were afraid of water. We began in the children’s pool, I held each of them, and after eight weeks six of seven swam a length.',
      'My sister’s shop needed somebody to explain the new till. I wrote a one-page guide and did two evenings. Nobody has called me since.',
      'I taught my grandmother to use video calls. I made big labels, we practised every Sunday and now she rings me herself.',
      'When we got the laser cutter nobody knew it. I went to the course, wrote the settings down and showed all twelve, and within a month everybody could cut on their own.',
    ],
  },

  {
    before:
      'Sales of our hand cream were falling. I talked to twelve customers and changed the label so that one can read it.',
    additions: [
      'Sales rose by a fifth in the next quarter.',
      'The reason was that people over sixty could not read the grey print.',
      'I was brand manager and the target was mine.',
      'Customers could not read the old label, that is why.',
      'The twelve were women between 55 and 70.',
      'One said it was the first cream she did not need glasses for.',
      'Up a fifth.',
      'A chain asked us for the same on the shampoo.',
      'The label was grey on white before.',
      'Our director wanted to cut the price, I was against it because it would have cost us the margin.',
    ],
    anew: [
      'For a small brewery I did the launch of a lemonade. I gave out 2,000 bottles at the lake and collected 400 addresses. The lake kiosk ordered every week.',
      'Our newsletter had hardly any readers. I asked forty of them, cut it to three items and sent it on Tuesdays. Twice as many open it.',
      'Okay: sales of the hand cream fell and I was responsible for the brand. I spoke with twelve customers, found that nobody over sixty could read the label, changed it, and sales rose by a fifth.',
      'The campaign for the blood donors is a better fit. I wrote the posters, and 90 new donors came.',
      'When the trade fair was cancelled I built an online stand in nine days. 300 visitors came and eleven bought.',
    ],
  },
  {
    before:
      'In the exam board two papers had the same answers. I compared them line by line and informed the head in writing.',
    additions: [
      'Both students admitted it.',
      'The head spoke to them and one repeated the year.',
      'As first marker I had to report it.',
      'It would have been unfair to the other 80.',
      'I put it in writing because a talk in the corridor leaves no trace.',
      'There were 14 identical mistakes.',
      'They had sat next to each other.',
      'Later the board changed the seating plan.',
    ],
    anew: [
      'A father offered me money for a better mark. I said no at once and told the head the same day. He was not allowed to speak to me alone again.',
      'In a school in Kent the exam papers had been left in a car. I drove there with the caretaker, counted them, and all forty were sealed.',
      'At the university I was asked to put a name on a paper that had done nothing. I refused and explained why to the professor. In the end the paper was published without.',
      'My pupils said that the listening test was broken. I stopped it, rang the board and we repeated it an hour later. No one was marked down.',
    ],
  },
];
