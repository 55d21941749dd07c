import type { SampleAnswer } from './asked.suite.ts';

/** Answers of nurses and drivers, strong and weak, and what a fair reader finds in each. */
export const ANSWERS_OF_NURSES_AND_DRIVERS: readonly SampleAnswer[] = [
  {
    name: 'a nurse tells a night in full',
    to: 'nurse',
    reads: 'yyyyyy',
    text:
      'Last winter on a night shift we were two nurses short. I was in charge of the bay with eight ' +
      'patients. I noticed that one man was deteriorating, so I called the registrar, started oxygen and ' +
      'asked a colleague to take over my medication round so that I could stay calm and prioritise him. ' +
      'Within ten minutes he was seen, and he was moved to intensive care in time.',
  },
  {
    name: 'a nurse leaves the ending out',
    to: 'nurse',
    reads: 'y*y-y*',
    text:
      'One night on the ward I had 9 patients and two admissions at once. I sorted them by how ill they were ' +
      'and I asked the healthcare assistant to do the observations.',
  },
  {
    name: 'a nurse speaks of habits only',
    to: 'nurse',
    reads: 'n-----',
    text:
      'I usually stay calm because I always make a list. I would check who is most ill first and then I ' +
      'would ask for help. Normally that works well for everyone on the shift.',
  },
  {
    name: 'a nurse speaks as a group',
    to: 'nurse',
    reads: 'yp-***',
    text:
      'In December we had a terrible shift with three emergencies. We needed to move fast, so we split the ' +
      'bays and we called the doctors. In the end everyone was safe.',
  },
  {
    name: 'a nurse without punctuation',
    to: 'nurse',
    reads: 'y*yyy*',
    text:
      'last month i was working a late shift and we had two people off sick so i rang the site manager and i ' +
      'moved one of the healthcare assistants to my bay and i gave the antibiotics first because they were ' +
      'overdue and by the end of the shift all 7 patients had been seen',
  },
  {
    name: 'a nurse in capitals',
    to: 'nurse',
    reads: 'y*yy**',
    text:
      'LAST YEAR ON A NIGHT SHIFT A PATIENT FELL IN THE BATHROOM. I CALLED FOR HELP AND CHECKED HIS HEAD. I ' +
      'STAYED CALM AND INFORMED THE DOCTOR. IN THE END HE WAS FINE AND WENT HOME.',
  },
  {
    name: 'a nurse who says what she is like',
    to: 'nurse',
    reads: 'n-nnn-',
    text:
      'I am a very calm person and I am organised. I believe pressure brings out the best in people. I am ' +
      'passionate about nursing and about my patients.',
  },
  {
    name: 'a nurse with smart quotes and an emoji',
    to: 'nurse',
    reads: 'y*yy**',
    text:
      'Two years ago, on my first night in charge, a relative shouted “nobody cares here” 😟. I took her to ' +
      'a quiet room, sat down with her and explained what we’d done for her father. Afterwards she thanked ' +
      'me and she apologised.',
  },
  {
    name: 'a nurse with figures but no story',
    to: 'nurse',
    reads: 'n-n*y*',
    text:
      '28 beds, 8 patients per nurse, 12 hours a shift, 3 shifts a week, 4 years in acute medicine, early ' +
      'warning scores every 4 hours.',
  },
  {
    name: 'a nurse who tells the past in the present',
    to: 'nurse',
    reads: 'yy*yyy',
    text:
      'Two years ago on late shift I must take care of nine patients. One patient become very confused, so I ' +
      'stay calm, I sit with him and I ask my colleague to prioritise the medicines. In the end he sleeps ' +
      'and doctor thanks me. All is done within 30 minutes.',
  },
  {
    name: 'a nurse who tells what she does today',
    to: 'nurse',
    reads: 'n-----',
    text:
      'I joined this ward some years before. I check the vital signs and I call the doctor if it is needed. ' +
      'My job is to look after the bay and I stay calm.',
  },
  {
    name: 'a nurse whose past is only the date',
    to: 'nurse',
    reads: '*---**',
    text: 'I joined the ward three years ago. Today I check the vital signs and now I call the doctor myself when somebody gets worse.',
  },
  {
    name: 'a nurse who says since when she works',
    to: 'nurse',
    reads: '*---**',
    text: 'I joined the ward three years ago. I check the vital signs and I call the doctor. My job is to look after eight patients.',
  },
  {
    name: 'a nurse who became one',
    to: 'nurse',
    reads: '*---**',
    text: 'Last year I became a nurse. I work hard and I help everybody, and the patients like me.',
  },
  {
    name: 'a nurse who puts “before” for “ago”',
    to: 'nurse',
    reads: 'yyyyy*',
    text:
      'Before two years come very sick patient in night. I must decide alone. I give oxygen and call doctor. ' +
      'After 10 minutes he is better and family thank me.',
  },
  {
    name: 'a nurse by bullets without a subject',
    to: 'nurse',
    reads: 'y*yy**',
    text:
      'In March on the acute unit:\n- Checked the vital signs of a patient with sepsis\n- Called the ' +
      'outreach team and started the bundle\n- Handed over to the night nurse\nAs a result the patient was ' +
      'stabilised before midnight.',
  },

  {
    name: 'a driver without articles and past',
    to: 'driver',
    reads: 'y*yyyy',
    text:
      'Last summer my van break down in middle of route. I have 40 parcels. I phone depot and ask for second ' +
      'van, I put parcels in order by time. All parcels arrive same day and customer do not complain.',
  },
  {
    name: 'a driver tells his days of the week',
    to: 'driver',
    reads: 'n-*-**',
    text: 'On Mondays I cleaned van and on Tuesdays I took the parcels to the shops.',
  },
  {
    name: 'a driver tells a blocked road',
    to: 'driver',
    reads: 'yyyyyy',
    text:
      'Last November the ring road was closed and I had 96 parcels on my route. It was up to me to decide ' +
      'the order, so I called the depot, swapped two stops and delivered the pharmacy first. In the end I ' +
      'finished only 20 minutes late and every parcel was delivered.',
  },
  {
    name: 'a driver in a few plain words',
    to: 'driver',
    reads: 'y*yy**',
    text:
      'Last summer my van broke down. I rang my dispatcher, put out the triangle and moved the parcels into ' +
      'the other van. We delivered everything by six.',
  },
  {
    name: 'a driver supposes',
    to: 'driver',
    reads: 'n-----',
    text:
      'If my van broke down I would call the depot and I would wait in a safe place. I would then tell the ' +
      'customers that their parcels are late and deliver them the next day.',
  },
  {
    name: 'a driver blames',
    to: 'driver',
    reads: '-nnn**',
    text:
      'The route was badly planned and the office did not care. Traffic was horrible as always and customers ' +
      'were rude. It was not my fault at all.',
  },
  {
    name: 'a driver with only we',
    to: 'driver',
    reads: '*--y**',
    text:
      'We had a day when the scanner stopped working. We wrote everything down by hand and we called every ' +
      'customer. As a result no parcel was lost.',
  },
  {
    name: 'a driver and a job title',
    to: 'driver',
    reads: '-n--*-',
    text:
      'I have worked as a courier for many companies and I know the city very well, every street and every ' +
      'shortcut, and I really like being outside.',
  },
  {
    name: 'a driver gives 110 percent',
    to: 'driver',
    reads: 'n---n-',
    text: 'I always give 110% and I am available 24/7. Reliability is number one for me and I never let my boss down, whatever happens.',
  },
  {
    name: 'a driver with an unhappy ending',
    to: 'driver',
    reads: 'y*yy**',
    text:
      'On one day in January the roads were icy. I decided to leave out the hill farms and I told my manager ' +
      'why. Two customers complained, but nobody was hurt and we delivered the parcels the day after; I ' +
      'learned to check the forecast the night before.',
  },
  {
    name: 'a driver in the present tense',
    to: 'driver',
    reads: 'n---**',
    text: 'I load the van at five, I plan my stops, I drive carefully and I ask for a signature every time. I do this every day.',
  },
  {
    name: 'a driver tells of long ago with years',
    to: 'driver',
    reads: 'y*yyy*',
    text:
      'In 2019 I drove for a bakery. The bridge on my route was closed for 6 weeks, so I planned a new round ' +
      'and tested it on a Sunday. Deliveries stayed on time and we kept all 60 cafes.',
  },
];
