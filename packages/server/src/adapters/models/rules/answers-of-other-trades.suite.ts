import type { SampleAnswer } from './asked.suite.ts';

/** Answers of teachers, engineers and sellers, strong and weak, and what a fair reader finds in each. */
export const ANSWERS_OF_OTHER_TRADES: readonly SampleAnswer[] = [
  {
    name: 'a teacher tells of one pupil',
    to: 'teacher',
    reads: 'yyyyyy',
    text:
      'Last autumn there was a boy in my class who shouted out in every lesson. I was his form tutor, so it ' +
      'was my job to find out why. I met with his mother, agreed on a card system with him and praised him ' +
      'each time he waited. By the end of term his behaviour points fell from 12 a week to 2.',
  },
  {
    name: 'a teacher speaks in principles',
    to: 'teacher',
    reads: 'n-----',
    text:
      'Behaviour is communication. A teacher should build relationships and set clear expectations. I ' +
      'believe in restorative practice and in high standards for every pupil.',
  },
  {
    name: 'a teacher leaves herself out',
    to: 'teacher',
    reads: '**-y**',
    text:
      'In September a new pupil joined the school. A behaviour plan was written and the parents were ' +
      'invited. Afterwards his attendance improved a lot.',
  },
  {
    name: 'a teacher in a hurry',
    to: 'teacher',
    reads: 'y*y***',
    text:
      'Last term a girl refused to come in. I rang home, I walked her in each morning and I gave her a job ' +
      'in the library. She came every day after that.',
  },
  {
    name: 'a teacher with a long sentence',
    to: 'teacher',
    reads: 'y*yy**',
    text:
      'During my second placement I had a pupil who would not write a single word and because I wanted to ' +
      'understand it I watched him in three other lessons and then I made a sheet with sentence starters ' +
      'which I gave him quietly before each lesson and in the end he wrote a whole page and his mother ' +
      'thanked me.',
  },
  {
    name: 'a teacher says what she wants',
    to: 'teacher',
    reads: 'n---n-',
    text:
      'I want to make a difference and I would love to work with children who find school hard. I hope to ' +
      'learn a lot about classroom management at your school.',
  },
  {
    name: 'a teacher by numbers',
    to: 'teacher',
    reads: 'y*yyy*',
    text:
      'In my last school 14 of my 28 pupils were below target in reading. I set up a daily 10 minute reading ' +
      'group and I trained two parents to help. By July 25 of 28 passed.',
  },
  {
    name: 'a teacher who was asked to',
    to: 'teacher',
    reads: 'yyy***',
    text:
      'Three years ago my head asked me to take over a class that had gone through four teachers. I ' +
      'rearranged the seats, wrote five rules with the pupils and called two families every evening.',
  },

  {
    name: 'an engineer tells an outage',
    to: 'engineer',
    reads: 'yyyyyy',
    text:
      'In March 2023 I was on call when our payment service went down. I was responsible for getting it ' +
      'back. I rolled back the last release, found a missing index in the logs and added an alert for it. ' +
      'The incident in production was resolved within 25 minutes and error rates dropped to 0.1%.',
  },
  {
    name: 'an engineer speaks as a team',
    to: 'engineer',
    reads: '**-***',
    text:
      'We use Kubernetes and we have a good on-call rotation. When there was an incident we fixed it ' +
      'together and we wrote a post-mortem afterwards.',
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
    text:
      '1. Last week our API returned errors for one region.\n2. I compared the two last deployments and I ' +
      'found a wrong timeout.\n3. I fixed it, tested it and released it within an hour.\n4. Since then we ' +
      'had no further incident.',
  },
  {
    name: 'an engineer tells a migration',
    to: 'engineer',
    reads: 'y*yyyy',
    text:
      'At my previous company our database ran out of space in production. I wrote a script that archived 2 ' +
      'million rows, ran it at night and monitored it. As a result queries were 40% faster and nobody ' +
      'noticed the incident.',
  },
  {
    name: 'an engineer describes a process',
    to: 'engineer',
    reads: 'n---n*',
    text:
      'First I look at the dashboards, then I check the logs and after that I roll back if needed. I always ' +
      'write a post-mortem so that we learn from it.',
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
    text:
      'Last quarter a clinic wanted to leave us for a cheaper tool. It was my account and my target was to ' +
      'renew it. I asked for a meeting with the finance lead, showed what the change would cost and offered ' +
      'a two year price in the negotiation. They signed for £48,000, 10% more than before.',
  },
  {
    name: 'a seller boasts',
    to: 'sales',
    reads: 'n-n-n-',
    text:
      'I am a natural closer. Clients love me and I never take no for an answer. Negotiation is in my blood ' +
      'and I am hungry for success.',
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
    text:
      'In 2021 our biggest client want to leave. My boss ask me to save this deal. I visit him, I listen ' +
      'what is problem and I make new offer with lower price. In end he sign for two years.',
  },
  {
    name: 'a seller loses',
    to: 'sales',
    reads: 'y*yy**',
    text:
      'Two years ago I was given a big retail account. I sent three proposals and I called every week, but I ' +
      'never spoke to the buyer. We lost the deal in the end, and I learned to ask who decides before I ' +
      'write anything.',
  },
  {
    name: 'a seller speaks of the team',
    to: 'sales',
    reads: 'y*-y**',
    text:
      'In May our biggest client wanted to cancel. Our team prepared a new offer and we presented it ' +
      'together. The client stayed and renewed for 2 years.',
  },
  {
    name: 'a seller in broken English',
    to: 'sales',
    reads: 'y*yy**',
    text:
      'Last year one customer he want to stop. I called him and I go to his office, I explained the price ' +
      'and I gave him one month free. After he stayed and he signed new contract.',
  },
  {
    name: 'a seller who would',
    to: 'sales',
    reads: 'n-----',
    text:
      'I would ask the customer what is missing. I would negotiate a fair price and I would never push. In ' +
      'the end the customer would sign and would be happy.',
  },
  {
    name: 'a seller with dashes',
    to: 'sales',
    reads: 'y*yy**',
    text:
      'One Friday afternoon – the contract was already printed – the buyer called it off. I drove to his ' +
      'office, listened for an hour and rewrote the terms with him. He signed on Monday.',
  },
  {
    name: 'nonsense in English words',
    to: 'sales',
    reads: 'n-nnnn',
    text: 'Banana window quickly under green because nevertheless chair upon river moon the of and lamp stone.',
  },
];
