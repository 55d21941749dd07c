import type { AnswerFacts } from '../../../core/feedback/decisions.ts';

type Question = AnswerFacts['question'];

const ask = (text: string, requirement: string, competencyIds: string[] = []): Question => ({
  text,
  kind: 'behavioural',
  requirement,
  competencyIds,
  looksFor: ['One particular occasion', 'What you did yourself', 'How it ended'],
});

/** Questions as the coach asks them, one for each trade. */
export const ASKED = {
  nurse: ask(
    'Tell me about a time you had to stay calm under pressure on a busy shift.',
    'Able to stay calm under pressure and prioritise',
    ['prioritisation', 'working-under-pressure'],
  ),
  driver: ask(
    'Describe a day when your delivery route did not go to plan.',
    'Deliver 90 to 120 parcels a day on a planned route, on time',
    ['route-planning', 'time-management'],
  ),
  teacher: ask(
    'Tell me about a pupil whose behaviour you helped to change.',
    'Strong classroom management and behaviour support',
    ['classroom-management'],
  ),
  engineer: ask(
    'Tell me about an incident in production that you worked on.',
    'Own your services in production, including the on-call rotation',
    ['incident-management'],
  ),
  sales: ask('Tell me about a deal that you nearly lost.', 'Strong negotiation and presentation skills are essential', [
    'negotiation',
  ]),
} as const;

/** `reads`: occasion, responsibility, own action, outcome, checkable, relevant; y yes, p partly, n no, - anything but yes, * open. */
export type ToldAnswer = {
  readonly name: string;
  readonly to: keyof typeof ASKED;
  readonly reads: string;
  readonly text: string;
};

/** Answers as people give them, strong and weak, and what a fair reader finds in each. */
export const ANSWERS: readonly ToldAnswer[] = [
  {
    name: 'a nurse tells a night in full',
    to: 'nurse',
    reads: 'yyyyyy',
    text: 'Last winter on a night shift we were two nurses short. I was in charge of the bay with eight patients. I noticed that one man was deteriorating, so I called the registrar, started oxygen and asked a colleague to take over my medication round so that I could stay calm and prioritise him. Within ten minutes he was seen, and he was moved to intensive care in time.',
  },
  {
    name: 'a nurse leaves the ending out',
    to: 'nurse',
    reads: 'y*y-y*',
    text: 'One night on the ward I had 9 patients and two admissions at once. I sorted them by how ill they were and I asked the healthcare assistant to do the observations.',
  },
  {
    name: 'a nurse speaks of habits only',
    to: 'nurse',
    reads: 'n-----',
    text: 'I usually stay calm because I always make a list. I would check who is most ill first and then I would ask for help. Normally that works well for everyone on the shift.',
  },
  {
    name: 'a nurse speaks as a group',
    to: 'nurse',
    reads: 'yp-***',
    text: 'In December we had a terrible shift with three emergencies. We needed to move fast, so we split the bays and we called the doctors. In the end everyone was safe.',
  },
  {
    name: 'a nurse without punctuation',
    to: 'nurse',
    reads: 'y*yyy*',
    text: 'last month i was working a late shift and we had two people off sick so i rang the site manager and i moved one of the healthcare assistants to my bay and i gave the antibiotics first because they were overdue and by the end of the shift all 7 patients had been seen',
  },
  {
    name: 'a nurse in capitals',
    to: 'nurse',
    reads: 'y*yy**',
    text: 'LAST YEAR ON A NIGHT SHIFT A PATIENT FELL IN THE BATHROOM. I CALLED FOR HELP AND CHECKED HIS HEAD. I STAYED CALM AND INFORMED THE DOCTOR. IN THE END HE WAS FINE AND WENT HOME.',
  },
  {
    name: 'a nurse who says what she is like',
    to: 'nurse',
    reads: 'n-nnn-',
    text: 'I am a very calm person and I am organised. I believe pressure brings out the best in people. I am passionate about nursing and about my patients.',
  },
  {
    name: 'a nurse with smart quotes and an emoji',
    to: 'nurse',
    reads: 'y*yy**',
    text: 'Two years ago, on my first night in charge, a relative shouted “nobody cares here” 😟. I took her to a quiet room, sat down with her and explained what we’d done for her father. Afterwards she thanked me and she apologised.',
  },
  {
    name: 'a nurse with figures but no story',
    to: 'nurse',
    reads: 'n-n*y*',
    text: '28 beds, 8 patients per nurse, 12 hours a shift, 3 shifts a week, 4 years in acute medicine, early warning scores every 4 hours.',
  },
  {
    name: 'a nurse who tells the past in the present',
    to: 'nurse',
    reads: 'yy*yyy',
    text: 'Two years ago on late shift I must take care of nine patients. One patient become very confused, so I stay calm, I sit with him and I ask my colleague to prioritise the medicines. In the end he sleeps and doctor thanks me. All is done within 30 minutes.',
  },
  {
    name: 'a nurse who tells what she does today',
    to: 'nurse',
    reads: 'n-----',
    text: 'I joined this ward some years before. I check the vital signs and I call the doctor if it is needed. My job is to look after the bay and I stay calm.',
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
    text: 'Before two years come very sick patient in night. I must decide alone. I give oxygen and call doctor. After 10 minutes he is better and family thank me.',
  },
  {
    name: 'a nurse by bullets without a subject',
    to: 'nurse',
    reads: 'y*-y**',
    text: 'In March on the acute unit:\n- Checked the vital signs of a patient with sepsis\n- Called the outreach team and started the bundle\n- Handed over to the night nurse\nAs a result the patient was stabilised before midnight.',
  },

  {
    name: 'a driver without articles and past',
    to: 'driver',
    reads: 'y*yyyy',
    text: 'Last summer my van break down in middle of route. I have 40 parcels. I phone depot and ask for second van, I put parcels in order by time. All parcels arrive same day and customer do not complain.',
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
    text: 'Last November the ring road was closed and I had 96 parcels on my route. It was up to me to decide the order, so I called the depot, swapped two stops and delivered the pharmacy first. In the end I finished only 20 minutes late and every parcel was delivered.',
  },
  {
    name: 'a driver in a few plain words',
    to: 'driver',
    reads: 'y*yy**',
    text: 'Last summer my van broke down. I rang my dispatcher, put out the triangle and moved the parcels into the other van. We delivered everything by six.',
  },
  {
    name: 'a driver supposes',
    to: 'driver',
    reads: 'n-----',
    text: 'If my van broke down I would call the depot and I would wait in a safe place. I would then tell the customers that their parcels are late and deliver them the next day.',
  },
  {
    name: 'a driver blames',
    to: 'driver',
    reads: '-nnn**',
    text: 'The route was badly planned and the office did not care. Traffic was horrible as always and customers were rude. It was not my fault at all.',
  },
  {
    name: 'a driver with only we',
    to: 'driver',
    reads: '*--y**',
    text: 'We had a day when the scanner stopped working. We wrote everything down by hand and we called every customer. As a result no parcel was lost.',
  },
  {
    name: 'a driver and a job title',
    to: 'driver',
    reads: '-n--*-',
    text: 'I have worked as a courier for many companies and I know the city very well, every street and every shortcut, and I really like being outside.',
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
    text: 'On one day in January the roads were icy. I decided to leave out the hill farms and I told my manager why. Two customers complained, but nobody was hurt and we delivered the parcels the day after; I learned to check the forecast the night before.',
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
    text: 'In 2019 I drove for a bakery. The bridge on my route was closed for 6 weeks, so I planned a new round and tested it on a Sunday. Deliveries stayed on time and we kept all 60 cafes.',
  },

  {
    name: 'a teacher tells of one pupil',
    to: 'teacher',
    reads: 'yyyyyy',
    text: 'Last autumn there was a boy in my class who shouted out in every lesson. I was his form tutor, so it was my job to find out why. I met with his mother, agreed on a card system with him and praised him each time he waited. By the end of term his behaviour points fell from 12 a week to 2.',
  },
  {
    name: 'a teacher speaks in principles',
    to: 'teacher',
    reads: 'n-----',
    text: 'Behaviour is communication. A teacher should build relationships and set clear expectations. I believe in restorative practice and in high standards for every pupil.',
  },
  {
    name: 'a teacher leaves herself out',
    to: 'teacher',
    reads: '**-y**',
    text: 'In September a new pupil joined the school. A behaviour plan was written and the parents were invited. Afterwards his attendance improved a lot.',
  },
  {
    name: 'a teacher in a hurry',
    to: 'teacher',
    reads: 'y*y***',
    text: 'Last term a girl refused to come in. I rang home, I walked her in each morning and I gave her a job in the library. She came every day after that.',
  },
  {
    name: 'a teacher with a long sentence',
    to: 'teacher',
    reads: 'y*yy**',
    text: 'During my second placement I had a pupil who would not write a single word and because I wanted to understand it I watched him in three other lessons and then I made a sheet with sentence starters which I gave him quietly before each lesson and in the end he wrote a whole page and his mother thanked me.',
  },
  {
    name: 'a teacher says what she wants',
    to: 'teacher',
    reads: 'n---n-',
    text: 'I want to make a difference and I would love to work with children who find school hard. I hope to learn a lot about classroom management at your school.',
  },
  {
    name: 'a teacher by numbers',
    to: 'teacher',
    reads: 'y*yyy*',
    text: 'In my last school 14 of my 28 pupils were below target in reading. I set up a daily 10 minute reading group and I trained two parents to help. By July 25 of 28 passed.',
  },
  {
    name: 'a teacher who was asked to',
    to: 'teacher',
    reads: 'yyy***',
    text: 'Three years ago my head asked me to take over a class that had gone through four teachers. I rearranged the seats, wrote five rules with the pupils and called two families every evening.',
  },

  {
    name: 'an engineer tells an outage',
    to: 'engineer',
    reads: 'yyyyyy',
    text: 'In March 2023 I was on call when our payment service went down. I was responsible for getting it back. I rolled back the last release, found a missing index in the logs and added an alert for it. The incident in production was resolved within 25 minutes and error rates dropped to 0.1%.',
  },
  {
    name: 'an engineer speaks as a team',
    to: 'engineer',
    reads: '**-***',
    text: 'We use Kubernetes and we have a good on-call rotation. When there was an incident we fixed it together and we wrote a post-mortem afterwards.',
  },
  {
    name: 'an engineer lists tools',
    to: 'engineer',
    reads: 'n-nnn*',
    text: 'Java, Kotlin, PostgreSQL, Kafka, Kubernetes, Docker, Terraform, Grafana, Prometheus and GitHub Actions in production.',
  },
  {
    name: 'an engineer with names that hold digits',
    to: 'engineer',
    reads: 'n-n-n*',
    text: 'I know S3, EC2 and Log4j very well and I like B2B products and HTTP2 services in production, especially with i18n.',
  },
  {
    name: 'an engineer numbers his steps',
    to: 'engineer',
    reads: 'y*yyy*',
    text: '1. Last week our API returned errors for one region.\n2. I compared the two last deployments and I found a wrong timeout.\n3. I fixed it, tested it and released it within an hour.\n4. Since then we had no further incident.',
  },
  {
    name: 'an engineer tells a migration',
    to: 'engineer',
    reads: 'y*yyyy',
    text: 'At my previous company our database ran out of space in production. I wrote a script that archived 2 million rows, ran it at night and monitored it. As a result queries were 40% faster and nobody noticed the incident.',
  },
  {
    name: 'an engineer describes a process',
    to: 'engineer',
    reads: 'n---n*',
    text: 'First I look at the dashboards, then I check the logs and after that I roll back if needed. I always write a post-mortem so that we learn from it.',
  },
  {
    name: 'an engineer adds one line only',
    to: 'engineer',
    reads: 'n*y***',
    text: 'I fixed the incident by restarting the broken service and by adding memory to it.',
  },

  {
    name: 'a seller saves a deal',
    to: 'sales',
    reads: 'yyyyyy',
    text: 'Last quarter a clinic wanted to leave us for a cheaper tool. It was my account and my target was to renew it. I asked for a meeting with the finance lead, showed what the change would cost and offered a two year price in the negotiation. They signed for £48,000, 10% more than before.',
  },
  {
    name: 'a seller boasts',
    to: 'sales',
    reads: 'n-n-n-',
    text: 'I am a natural closer. Clients love me and I never take no for an answer. Negotiation is in my blood and I am hungry for success.',
  },
  {
    name: 'a seller only figures',
    to: 'sales',
    reads: '****y*',
    text: '112% of quota, £640k closed, 38 deals, 50 cold calls a day, 3 regions.',
  },
  {
    name: 'a seller whose boss asks him',
    to: 'sales',
    reads: 'yyyyy*',
    text: 'In 2021 our biggest client want to leave. My boss ask me to save this deal. I visit him, I listen what is problem and I make new offer with lower price. In end he sign for two years.',
  },
  {
    name: 'a seller loses',
    to: 'sales',
    reads: 'y*yy**',
    text: 'Two years ago I was given a big retail account. I sent three proposals and I called every week, but I never spoke to the buyer. We lost the deal in the end, and I learned to ask who decides before I write anything.',
  },
  {
    name: 'a seller speaks of the team',
    to: 'sales',
    reads: 'y*-y**',
    text: 'In May our biggest client wanted to cancel. Our team prepared a new offer and we presented it together. The client stayed and renewed for 2 years.',
  },
  {
    name: 'a seller in broken English',
    to: 'sales',
    reads: 'y*yy**',
    text: 'Last year one customer he want to stop. I called him and I go to his office, I explained the price and I gave him one month free. After he stayed and he signed new contract.',
  },
  {
    name: 'a seller who would',
    to: 'sales',
    reads: 'n-----',
    text: 'I would ask the customer what is missing. I would negotiate a fair price and I would never push. In the end the customer would sign and would be happy.',
  },
  {
    name: 'a seller with dashes',
    to: 'sales',
    reads: 'y*yy**',
    text: 'One Friday afternoon – the contract was already printed – the buyer called it off. I drove to his office, listened for an hour and rewrote the terms with him. He signed on Monday.',
  },
  {
    name: 'nonsense in English words',
    to: 'sales',
    reads: 'n-nnnn',
    text: 'Banana window quickly under green because nevertheless chair upon river moon the of and lamp stone.',
  },
];
