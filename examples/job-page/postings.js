/** Three adverts of one invented employer, as its own content system would hold them. */
const HOSPITAL = { '@type': 'Organization', name: 'Northfield', sameAs: 'https://northfield.example' };

const place = (locality) => ({
  '@type': 'Place',
  address: { '@type': 'PostalAddress', addressLocality: locality, addressCountry: 'GB' },
});
const salary = (from, to) => ({
  '@type': 'MonetaryAmount',
  currency: 'GBP',
  value: { '@type': 'QuantitativeValue', minValue: from, maxValue: to, unitText: 'YEAR' },
});

export const postings = [
  {
    slug: 'registered-nurse-paediatrics',
    title: 'Registered Nurse, Paediatrics',
    team: 'Children’s Ward and High Dependency',
    locality: 'Leeds',
    type: 'FULL_TIME',
    typeText: 'Full time, rotating shifts',
    pay: [37338, 44962],
    closes: '2026-12-18',
    intro: [
      'Twenty-four beds, six of them high dependency, and a team that has worked together for years. You ' +
        'look after children from a few weeks old to sixteen, and the people who are frightened for them.',
      'We are looking for somebody who notices early, speaks up kindly, and writes things down.',
    ],
    duties: [
      'Assess and care for up to six children a shift, and escalate early with the PEWS score.',
      'Explain procedures to children and parents in words they can use.',
      'Give medicines safely and keep electronic patient records that the night team can act on.',
      'Mentor student nurses and newly qualified colleagues.',
    ],
    requirements: [
      'Registered Nurse (Child) with current NMC registration.',
      'At least two years of paediatric nursing experience.',
      'Paediatric Immediate Life Support, or willing to complete it in the first month.',
      'Clear communication with families under pressure.',
      'Safe medicines administration, including intravenous drugs.',
    ],
    nice: ['High dependency experience.', 'A teaching or mentoring qualification.'],
    benefits: ['Rota published eight weeks ahead.', 'A funded course every year.', 'Nursery on site.'],
  },
  {
    slug: 'delivery-driver',
    title: 'Delivery Driver, Home Care Supplies',
    team: 'Home Supplies',
    locality: 'Bradford',
    type: 'FULL_TIME',
    typeText: 'Full time, days',
    pay: [26500, 29800],
    closes: '2026-12-31',
    intro: [
      'You bring oxygen, dressings and equipment to people who cannot come to us. Some of them see nobody else that day.',
      'The routes are known, the vans are new, and if a street is closed it is your judgement that counts.',
    ],
    duties: [
      'Load the van by route and check every order against the delivery note.',
      'Drive thirty to forty stops a day safely and on time.',
      'Carry equipment into homes and show people how to use it.',
      'Report damage, near misses and anything that worries you about a customer.',
    ],
    requirements: [
      'Full driving licence (category B) with no more than three points.',
      'One year of multi-drop delivery or courier experience.',
      'Friendly, patient customer service at the door.',
      'Able to lift up to 25 kg with the equipment we provide.',
      'Careful with paperwork and a handheld scanner.',
    ],
    nice: ['Experience with medical or oxygen deliveries.', 'Basic vehicle checks and maintenance.'],
    benefits: ['Home by five, no weekends.', 'Paid breaks.', 'Work clothes and boots.'],
  },
  {
    slug: 'backend-engineer',
    title: 'Backend Engineer, Patient Systems',
    team: 'Digital',
    locality: 'Leeds or remote in the UK',
    type: 'FULL_TIME',
    typeText: 'Full time, hybrid or remote',
    pay: [58000, 72000],
    closes: '2027-01-15',
    intro: [
      'Fourteen wards read our software at three in the morning. It has to be right, and it has to be there.',
      'You would join five engineers who own what they build, from the first sketch to the pager.',
    ],
    duties: [
      'Design and run services in TypeScript and PostgreSQL that the wards depend on.',
      'Work with nurses and doctors to find out what the problem really is.',
      'Write tests and documentation that a colleague can trust in the night.',
      'Share on-call duty, one week in six, and write blameless incident reviews.',
    ],
    requirements: [
      'Three or more years of backend development, in any language.',
      'Solid SQL and data modelling, ideally PostgreSQL.',
      'Experience with running services in production: monitoring, incidents, on-call.',
      'Clear written communication and code review.',
      'You test what you build.',
    ],
    nice: ['TypeScript and Node.js.', 'Healthcare standards such as HL7 or FHIR.', 'Cloud infrastructure as code.'],
    benefits: ['Thirty days of leave.', 'Four hours a week for learning.', 'Equipment of your choice.'],
  },
];

const list = (heading, items) => `<h3>${heading}</h3><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

/** The advert as schema.org `JobPosting`, the way search engines already read it. */
export function jobPosting(posting) {
  return {
    '@context': 'https://schema.org/',
    '@type': 'JobPosting',
    identifier: { '@type': 'PropertyValue', name: 'Northfield', value: posting.slug },
    title: posting.title,
    description: [
      ...posting.intro.map((text) => `<p>${text}</p>`),
      list('What you will do', posting.duties),
      list('What you bring', posting.requirements),
      list('Nice to have', posting.nice),
      list('What we offer', posting.benefits),
    ].join(''),
    datePosted: '2026-11-16',
    validThrough: posting.closes,
    employmentType: posting.type,
    hiringOrganization: HOSPITAL,
    jobLocation: place(posting.locality),
    baseSalary: salary(...posting.pay),
  };
}
