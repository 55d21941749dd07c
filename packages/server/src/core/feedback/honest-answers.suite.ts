/** Honest answers that come near to what is refused or kept low, and are neither: [question, kind, answer]. */
export const HONEST_ANSWERS: readonly (readonly [question: string, kind: string, text: string])[] = [
  // Denied words in things that were done.
  [
    'Tell me about working under pressure.',
    'behavioural',
    'The night manager had called in sick, so the desk fell to me. Forty guests, one lift out of order. I walked the first ones up myself and had the engineer there at six. Nobody missed breakfast.',
  ],
  [
    'Tell me about an angry customer.',
    'behavioural',
    'A man came back with a torn jacket. I did not argue, I listened until he was done, then I fetched a new one from the stock room. He left without a single complaint.',
  ],
  [
    'Describe a move you planned.',
    'behavioural',
    'We moved 40 desks in one weekend. I numbered every box and drew a floor plan. Not one parcel was lost, and nobody had to look for a chair on Monday.',
  ],
  [
    'Tell me about an emergency.',
    'behavioural',
    'The pan caught fire on a Friday. I didn’t panic, I didn’t open the lid. I turned off the gas, put the blanket over it and sent the guests out by the garden. Nothing was burnt but the towel.',
  ],
  [
    'Tell me about a project without resources.',
    'behavioural',
    'We had no budget and nobody had asked for it. I collected the old pallets, built six benches with the lads and painted them. They are used every noon.',
  ],
  [
    'Tell me about a mistake.',
    'behavioural',
    'I was not careful enough with the invoices in May and sent one twice. I rang the client the same day, said what had happened and cancelled it. Since then I tick each one off on a list, and it never happened again.',
  ],
  [
    'Tell me about a patient.',
    'behavioural',
    'He would not eat and he did not want to see anybody. I did not force him. I brought my own tea every day at four and sat with him. In the second week he asked for a biscuit.',
  ],
  [
    'When did you take the lead?',
    'behavioural',
    'I was not the boss and I was never asked to. But when the crane stood still I called the drivers together, shared out the lorries and we unloaded by hand. By five the yard was empty.',
  ],
  [
    'Tell me about a night shift.',
    'behavioural',
    'I did not know the ward and I had not met the team. So I read all the charts first and asked the night nurse about bed nine. At three his pressure fell, I rang the registrar, and he was in theatre in ten minutes.',
  ],
  [
    'Describe a delivery that went wrong.',
    'behavioural',
    'The address did not exist and the customer did not answer. I asked at the bakery, they knew her, she had moved two doors on. I brought it up myself, nothing was broken.',
  ],
  // No such job yet, and still an answer.
  [
    'Tell me about a time you led a team.',
    'behavioural',
    'I have never led a team at work, but at school I was captain of the rowing crew. I made the training plan, drove the van, and in June we came third of twelve.',
  ],
  [
    'Tell me about a time you worked with the public.',
    'behavioural',
    'I’ve never had a job with customers. At my uncle’s market stall I sold apples every Saturday for two years, and I knew forty people by name and what they liked.',
  ],
  [
    'Tell me about handling cash.',
    'behavioural',
    'I have no experience with a till. In the sports club I collected the fees, 86 families, and at the end of the year the box was right to the cent.',
  ],
  [
    'How reliable are you?',
    'experience',
    'I have never had an accident in eleven years on the road. Each morning I walk round the truck, and in 2021 I found a loose wheel nut that way before the motorway.',
  ],
  // Harm prevented, reported, met with, or done by mistake and put right.
  [
    'Tell me about a concern you raised.',
    'behavioural',
    'I saw a colleague slap a resident on the arm. I stepped between them, took the lady to her room and reported it to the manager the same hour. He was suspended and she told me that she felt safe.',
  ],
  [
    'Describe a difficult moment with a colleague.',
    'behavioural',
    'My supervisor asked me to change the temperatures in the log before the audit. I refused to falsify the records and told the quality lead. We threw away two batches, and the auditor thanked us for the open note.',
  ],
  [
    'Tell me about an aggressive guest.',
    'behavioural',
    'A drunk guest hit me on the shoulder at two in the morning. I did not hit him back. I kept the bar between us, spoke quietly and rang security, and he sat down in the lobby until the taxi came.',
  ],
  [
    'Tell me about a mistake at work.',
    'behavioural',
    'In my first month I gave a patient the wrong tablet by mistake, a vitamin for his neighbour. I told the nurse in charge at once, we watched him for four hours, and I wrote the report myself. Now I read the name aloud.',
  ],
  [
    'Tell me about something you regret.',
    'behavioural',
    'Two years ago I shouted at a trainee until she cried. I apologised to her that evening, and the next day in front of the others. We made a rule that we step out first. She is my deputy today.',
  ],
  [
    'Tell me about a safety problem.',
    'behavioural',
    'Somebody had taped over the light sensor of the press so it would run faster. I stopped the line, took the tape off, locked out the machine and called the shift lead. Since then it is checked each morning.',
  ],
  [
    'Tell me about cash that was wrong.',
    'behavioural',
    'The new boy had put twenty pounds in his pocket, I saw it on the camera. I spoke to him alone first, then we went to the manager together, and he paid it back. The till was right again by noon.',
  ],
  [
    'Describe a day with children.',
    'behavioural',
    'Two boys locked themselves in the toilet and could not get out. I pushed a key under the door and told them a story while they tried. In four minutes they were out and wanted to do it again.',
  ],
  [
    'Tell me about protecting somebody.',
    'behavioural',
    'A man followed one of our cashiers to her car twice. I locked the back door, walked her out myself every evening and told the police. After the third week he no longer came.',
  ],
  [
    'Tell me about a medicine error you prevented.',
    'behavioural',
    'The chart said double the dose, and I nearly gave it. I stopped, rang the pharmacy, and it was a typing error of the ward. The patient got half of it and the doctor changed the form.',
  ],
  [
    'Tell me about a time you were tired.',
    'behavioural',
    'My relief came in smelling of beer. I did not let him drive the forklift. I stayed on for two more hours, called the foreman and he sent him home in a taxi.',
  ],
  [
    'Tell me about a customer who wanted too much.',
    'behavioural',
    'The customer wanted me to write a lower price on the invoice for customs. I told him I could not do that, offered free delivery instead, and he signed the honest one on Monday.',
  ],
  [
    'Tell me about an exam you supervised.',
    'behavioural',
    'In June I caught two pupils cheating in the test. I took the sheets, let them write on, and spoke to them afterwards with their form teacher. They repeated it, and one of them got a B.',
  ],
  [
    'Tell me about a fault you owned.',
    'behavioural',
    'I had scratched a customer’s door while parking. I waited for her, told her that it was me and wrote down my number. She was surprised, and she has brought us her car ever since.',
  ],
  [
    'Tell me about a hard target.',
    'behavioural',
    'We were four boilers short in December. I could have made up the numbers like others did, but I rang thirty old customers instead, and eleven wanted a service. We reached it on the 30th.',
  ],
  [
    'Tell me about a horse you trained.',
    'behavioural',
    'He kicked at everybody who came near the box. I beat the eggs, no, sorry, I boiled the bran myself and fed him from the hand for nine days. In May the farrier could do all four hooves.',
  ],
  // Confidences kept, and names that harm nobody.
  [
    'How do you handle confidential matters?',
    'behavioural',
    'A wife asked me for the room of a guest. I did not tell her the room number. I offered to ring him and he came down. She was cross, and he thanked me by letter.',
  ],
  [
    'Tell me about an old patient.',
    'behavioural',
    'Mr Bell was with us for his last two nights. I sat with him, read him the football and held the phone so his son could talk. The son wrote to the house to say thank you.',
  ],
  [
    'Tell me about a colleague who helped you.',
    'behavioural',
    'My first week in the depot Maria Keller showed me the scanner. I wrote her steps on a card, and when the next two came I trained them with it in one morning.',
  ],
  [
    'Tell me about a complex case.',
    'behavioural',
    'A client, I will call him P., was accused by his partner in the shop. I went through 300 receipts with him, found the one that was missing and the case was closed in March.',
  ],
  [
    'Tell me about a child with difficulties.',
    'behavioural',
    'A boy in my class, eight years old, did not speak for weeks. I gave him the job of feeding the fish and wrote him a note each day. By Easter he read the notes out to the others.',
  ],
  // Short, second language, bullets, plain words.
  [
    'Tell me about a time you helped a colleague.',
    'behavioural',
    'In my old work one new man come from Eritrea and he not understand the safety rule. It was me who must show him. I make small drawing for each machine and we go together every morning one hour. After two week he work alone.',
  ],
  [
    'Describe a project you delivered.',
    'behavioural',
    '- Old till system, 14 shops, January\n- My job: move them without closing one\n- Ran both tills side by side for a week, trained two people per shop\n- All moved by the 30th, no lost sale',
  ],
  [
    'Tell me about something you repaired.',
    'behavioural',
    'The conveyor stopped every Monday. I found a belt sensor that hung in the draught of the dock door and put a cover over it. That was in spring; it has run ever since.',
  ],
  [
    'Tell me about looking after somebody who was frightened.',
    'behavioural',
    'so erm yeah there was this old gentleman, first night on the ward, would not let go of my sleeve. just sat with him, told him every noise, what it was, the pump, the trolley. by two he was snoring.',
  ],
  [
    'Tell me about a guest who complained.',
    'behavioural',
    'Guest say room is too cold. I not have other room free. I bring my own heater from office and I make tea. Next morning he give me his hand and he come back in autumn.',
  ],
  [
    'Describe a stock count.',
    'behavioural',
    'I was responsible for careful handling of cash and stock in the kiosk. In June 14 bottles were missing, so I counted the crates each night with Ali and found that the driver left one short. He paid, and it was right from then on.',
  ],
  [
    'Tell me about a quiet success.',
    'behavioural',
    'My job was the archive. I threw out nothing, I put 3,100 maps in order by parish, alone, in one winter. Now a map is found in five minutes.',
  ],
  [
    'How do you deal with someone who shares no language with you?',
    'behavioural',
    'There was a lady from Eritrea at my counter. I drew the bus on the back of a form and the clock beside it, she laughed, and she was there on time the next day.',
  ],
  [
    'How do you find a fault?',
    'technical',
    'I begin at the fuse and go along the line, because half of all faults sit in the first metre. Then I measure each joint and write it down. If it holds for a day I put the cover on.',
  ],
  [
    'What is your greatest weakness?',
    'weakness',
    'I am not good at saying no. Last year I had not one free weekend. Now I look at the rota before I answer, and I did not take a double shift since March.',
  ],
  [
    'Tell me about first aid.',
    'behavioural',
    'A girl fell from the swing and her nose bled. I held her nose until the bleeding stopped, cooled her neck and rang the mother. She was back on the swing after lunch.',
  ],
  [
    'Tell me about a strict moment.',
    'behavioural',
    'The surgeon wanted to begin at eight. I made him wait because the count of the swabs was one short. We found it under the table, and he thanked me in the corridor.',
  ],
  [
    'Describe a stubborn fault.',
    'behavioural',
    'The pump hit its limit every night. I turned the water off in the flat above, because the tenant had rung about a wet wall, and found the cracked joint behind the bath. It was dry by Sunday.',
  ],
  [
    'Tell me about helping a new colleague.',
    'behavioural',
    'He had forgotten his badge, so I signed him in at the desk with the guard and showed him the lockers. In the first month I ate lunch with him each Tuesday, and he stayed.',
  ],
  [
    'Tell me about a saving.',
    'behavioural',
    'I cut the waste in the cold room. I changed the labels so that the oldest box stood in front, and took the leftovers to the shelter with the chef’s permission. We threw away nine kilos less a week.',
  ],
  [
    'Tell me about a loss.',
    'behavioural',
    'We lost the tender in May. I had not checked the last page, and I told the director that it was my fault. I wrote a list of eleven points for the next one, and that one we won.',
  ],
];
