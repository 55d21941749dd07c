/** An answer that was judged, what was said next, and what the one is to the other. */
export type Pairs = {
  readonly before: string;
  readonly additions: readonly string[];
  readonly anew: readonly string[];
};

const PARKING =
  'Two neighbours on our site argued about a parking space every morning and it got loud. I asked both of them into ' +
  'the office, listened to each for ten minutes and drew the bays on a plan.';
const PARCEL = 'I rang the customer and said sorry.';
const CHANGE =
  'In spring the returns at our warehouse lay on the floor for days. I was responsible for the inbound area. I put up ' +
  'three racks, marked them by carrier and trained the late shift. After two weeks nothing was older than a day.';
const WARD =
  'On a night shift in November one of my patients became very restless. I sat down with her, I checked her pulse and ' +
  'oxygen and I rang the doctor on call.';
const CAFE =
  'We had a group of forty on a Sunday and the dishwasher broke. I put two of us on hand washing and I changed the menu ' +
  'to plates we had enough of.';
const CODE =
  'Last year our checkout was slow and we lost orders. I profiled it, found a query without an index and added one, then ' +
  'I wrote a test for it.';
const SECOND =
  'In my old work one new man come from Eritrea and he not understand the safety rule. I make small drawing for each ' +
  'machine and we go together every morning.';
const MOTIVATION =
  'I like that the advert says you train people on the job. I have done a lot of first aid with the youth brigade and ' +
  'I want to go further with it.';
const BULLETS = '- Old till system, 14 shops\n- My job: move them without closing one\n- Ran both tills side by side';

export const PAIRS: readonly Pairs[] = [
  {
    before: PARKING,
    additions: [
      'In the end they agreed to swap weeks and I never heard of it again.',
      'It ended well: both signed the plan and they greet each other now.',
      'They have kept to it ever since.',
      'I was the caretaker there, so it was mine to settle.',
      'Because otherwise one of them would have gone to the police.',
      'About six weeks.',
      'The plan hung in the hall and nobody argued after that.',
      'There was a risk that it would come to blows, so I did not want to wait.',
      'As for the result, the space is now shared and the complaints stopped within a week.',
      'My part was the talking and the drawing; the owner only signed.',
    ],
    anew: [
      'At the nursery last autumn two mothers could not agree on the rota for the bake sale. I called them both, made a ' +
        'list of who could do which hour, and in the end all forty hours were filled.',
      'Another example would be the rota in our kitchen. Everyone wanted Sundays off. I made a table and we took turns.',
      'When I worked at the swimming pool, a father and a lifeguard shouted at each other. I took the father aside.',
      'Let me start again. Two neighbours argued about a space. It was my job to settle it. I drew a plan and it stopped.',
      'A colleague and I could not agree who should close the shop. I suggested that we toss a coin each Monday and she ' +
        'laughed and we did it that way until I left.',
      'I have a better one: two drivers wanted the same holiday week, I spoke to both and one took the week after.',
      'In 2021 I was a union rep and the management wanted to cut breaks. I collected signatures and negotiated for three weeks.',
      'There was a rota dispute in the bakery. Two women had not spoken for weeks. I sat them down over coffee and by ' +
        'Friday they had a rota that both of them liked.',
      'It was in my second year at the hotel. Two porters fought over tips, I set up a common jar and they were fine with it.',
    ],
  },
  {
    before: PARCEL,
    additions: [
      'She now asks for our van.',
      'I was the driver on that tour, so it was mine to put right.',
      'It took two days until she had it.',
      'Twelve minutes.',
      'Because she had waited the whole day.',
      'She was happy in the end.',
    ],
    anew: [
      'The parcel was on the wrong van. I rang the customer, asked when she was home, drove round at six myself and took ' +
        'it up the stairs; she now asks for our van.',
      'Last December a parcel had been loaded onto the wrong van. I rang the customer, drove round at six and she thanked me.',
      'A washing machine came with a broken door in May. It was my tour, so I photographed it, rang the depot and brought ' +
        'a new one the same evening. The man tipped me and wrote to the firm.',
      'Second try: the parcel was late because of me, I told the customer straight away and offered to bring it at six.',
    ],
  },
  {
    before: CHANGE,
    additions: [
      'There was a risk that perishable returns would go bad, so I wanted them off the floor within a day.',
      'Because people stumbled over them and we could not find anything.',
      'The reason was safety: two people had tripped over pallets.',
      'I chose racks because they cost nothing, they stood unused in the old hall.',
      'That saved us about four thousand euros a month.',
      'Otherwise the carriers would have charged us for every day.',
      'And the late shift now does it by itself.',
      'It fits your job because you also get returns from six carriers.',
      'Oh, and I forgot to say that I asked the shift leads first.',
      'My manager had asked me to have it done by Easter.',
    ],
    anew: [
      'A different change: the meeting on Mondays took two hours. I asked everyone to send one line before, and now it ' +
        'takes thirty minutes.',
      'At my previous company we wrote delivery notes by hand. I was the one who set up the label printer. After a month ' +
        'nobody wrote by hand any more.',
      'In spring the returns lay on our warehouse floor for days and people tripped. The inbound area was mine. I put up ' +
        'three racks and marked them by carrier because nobody could find anything. I trained the late shift, and after ' +
        'two weeks nothing was older than a day.',
      'Ok from the top. I was responsible for inbound, returns lay about, I built racks, and it was solved in two weeks.',
    ],
  },
  {
    before: WARD,
    additions: [
      'He came within ten minutes and found a clot, and she went home a week later.',
      'I was the nurse in charge that night, for eighteen patients.',
      'Her saturation had fallen to 84.',
      'The doctor changed her medicine and she slept until six.',
      'I checked the oxygen first because that is the quickest sign.',
      'Afterwards the consultant used it as an example in the handover.',
      'My task was the whole bay, six patients.',
      'Later her daughter brought us a cake and said thank you.',
      'She was transferred to intensive care the same night and survived.',
    ],
    anew: [
      'One day a man on the surgical ward pulled out his drip. I put pressure on it, called for help and stayed with him. ' +
        'He did not lose much blood and apologised the next morning.',
      'When I was a student in Leeds an old lady would not eat. I found out that she only knew Polish food, so I asked her ' +
        'son to bring some, and she put on two kilos.',
      'Can I give a different example? A boy came in with an asthma attack. I sat him up and gave him the inhaler.',
      'Another time a visitor fainted in the corridor. I put her legs up, called a colleague and she was fine after five minutes.',
      'On a night shift in November a patient became restless, and she was mine to look after. I checked pulse and oxygen ' +
        'because that shows most, rang the doctor on call, and within the hour she was treated and slept.',
    ],
  },
  {
    before: CAFE,
    additions: [
      'Everybody had eaten by two and they booked again for the next year.',
      'I was shift lead, so the decision was mine.',
      'Nobody waited longer than twenty minutes.',
      'We had only thirty clean plates left.',
      'So that the guests would not notice anything.',
      'The group left a tip of eighty pounds.',
      'Nobody noticed, and the boss bought a second machine.',
    ],
    anew: [
      'On Mother’s Day the card terminal went down. I wrote the bills by hand and sent one waiter to the bank machine with ' +
        'the guests. We lost only one payment.',
      'Let me try again: forty guests, a broken dishwasher, and I was shift lead. I changed the menu, and all ate by two.',
      'As a trainee in a hotel kitchen I burnt a whole tray of salmon. I told the chef at once and we made fishcakes.',
      'Here is another story. A guest had a nut allergy and the menu was wrong. I checked each dish with the cook.',
    ],
  },
  {
    before: CODE,
    additions: [
      'It went from 3 seconds to 200 milliseconds.',
      'The orders came back within a week and the index is still there.',
      'I was the only backend developer on it.',
      'I added the index and not a cache because a cache would have shown old prices.',
      'We measured it with the same load test before and after.',
      'To be sure, I let it run on one server for a day before all got it.',
    ],
    anew: [
      'In another project the login failed for users with umlauts. I wrote a test, found the encoding and fixed it in a day.',
      'At university we built a timetable app in a team of four. I did the database. It was used by 300 students.',
      'Two years ago I was on call when the whole cluster went down. I restored the backup, wrote the report, and we ' +
        'have had no such night since.',
    ],
  },
  {
    before: SECOND,
    additions: [
      'After two week he work alone and have no accident.',
      'It was me who must show him.',
      'He have no accident the whole year.',
      'Chief say to me I must do it.',
      'Because he can lose the finger in this machine.',
    ],
    anew: [
      'Other story: in hospital kitchen my colleague is sick and I take her work also, I make list and all lunch go out at time.',
      'In Poland I work in one bakery. One morning the oven is broken and I call the repair and I bake in the other shop.',
    ],
  },
  {
    before: MOTIVATION,
    additions: [
      'For example last winter I taught twelve young people how to resuscitate.',
      'And the shifts fit me because I am used to nights.',
      'I found on your page that you have your own training centre in Bath.',
    ],
    anew: [
      'Let me say it differently. I have been in the youth brigade for six years, your advert mentions training on the ' +
        'job, and that is what I want: to become a paramedic.',
    ],
  },
  {
    before: BULLETS,
    additions: [
      '- All moved by the 30th, no lost sale',
      'All moved by the 30th without a lost sale.',
      '- January\n- Two people trained per shop',
    ],
    anew: [
      '- New loyalty card, 9 shops, March\n- I wrote the training and the leaflet\n- Visited each shop twice\n- 4,000 cards by June',
    ],
  },
];
