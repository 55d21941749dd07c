/** Four adverts and résumés as people write them, for the tests of `core/interview`. */
export const FOUR = {
  nurse: {
    title: 'Registered Nurse (RN) – Acute Medical Unit',
    company: 'Northgate Hospital',
    posting: `Northgate Hospital is a 420-bed teaching hospital serving the region for over 90 years.

About the role
You will care for adults admitted with acute illness, 7 beds per nurse on days.

Key responsibilities:
• Assess patients, record vital signs and act on early warning scores
• Administer medication safely, including IV therapy
• Keep patients and their families informed, with kindness and in plain words
• Give a clear handover at the end of each shift

Requirements
• Current professional registration as a registered nurse
• At least 2 years' experience in acute care
• Confident in infection prevention and wound care
• Able to stay calm under pressure and prioritise
• Accurate electronic health record documentation

Desirable:
• Advanced Life Support certificate
• Experience of mentoring students

What we offer
• 27 days' leave plus bank holidays, pension scheme
• Free parking and a staff nursery

Equal opportunities
We welcome applicants of every background and make adjustments wherever they are needed.`,
    resume: `Amara Cole
Staff Nurse

EXPERIENCE
Staff Nurse, Riverside General, Mar 2021 – present
- Looked after 8 patients per shift on a 28-bed acute medical ward
- Recorded vital signs and escalated 14 deteriorating patients using SBAR handover
- Administered medication including IV therapy for up to 10 patients a shift

Healthcare Assistant, Oak Lodge, 2018 - 2020
- Personal care for residents living with dementia

EDUCATION
BSc Nursing, University of Leeds, 2018 - 2021`,
  },
  driver: {
    title: 'Delivery Driver (m/f/d)',
    company: 'Swiftline Parcels',
    posting: `Swiftline Parcels delivers for small shops across the city. We are looking for a friendly and reliable driver for our early tour.

What you'll do
- Load your van in the morning and check the vehicle before you set off
- Deliver 90 to 120 parcels a day on a planned route, on time
- Get proof of delivery with a handheld scanner
- Treat every customer with courtesy

What you need
- Full driving licence (category B), clean for at least three years
- Experience as a delivery driver or courier is a plus
- Ability to lift up to 30 kg
- Punctual and reliable, early starts from 5:30
- Basic English for the handheld device

Pay and benefits
- £13.20 per hour, overtime paid
- New electric vans`,
    resume: `Tomasz Nowak
Warehouse operative and driver

2019-2023 Van driver, City Foods
Delivered to 60 cafes a day, never more than 10 minutes late.
Full clean driving licence since 2012.
Forklift licence, order picking with hand scanner.`,
  },
  engineer: {
    title: 'Senior Backend Developer',
    company: 'Ledgerly',
    posting: `## About us
Ledgerly builds accounting software for 40,000 small firms.

## What you will do
* Design and build REST APIs and event-driven services
* Own your services in production, including the on-call rotation
* Review code and mentor two junior developers

## What we're looking for
* 5+ years of experience with Java, Kotlin or Go
* Solid PostgreSQL and data modelling
* Experience with Kubernetes and CI/CD on AWS
* You write automated tests as a matter of course
* Clear written and verbal communication

## Nice to have
* Kafka
* Experience with GDPR in a financial product

## Benefits
* Remote within Europe, learning budget of €1,500`,
    resume: `Priya Raman — Software Engineer

Summary: backend engineer with 6 years of experience.

Software Engineer at Paywise, 2020 – present
• Designed a payments REST API in Kotlin that handles 1,200 requests per second
• Cut p95 latency by 40% by redesigning PostgreSQL indexes
• Introduced unit tests and continuous integration with GitHub Actions

Skills: Java, Kotlin, PostgreSQL, Docker, Kubernetes, Git`,
  },
  sales: {
    title: 'Account Executive, Mid-Market',
    company: 'Brightdesk',
    posting:
      'Brightdesk sells scheduling software to clinics. Responsibilities: You will run the full sales cycle ' +
      'from prospecting to closing deals. You will manage your pipeline in Salesforce and give an accurate ' +
      'forecast every week. Requirements: At least 3 years of B2B sales experience. You have exceeded your ' +
      'quota in at least two of the last four quarters. Strong negotiation and presentation skills are ' +
      'essential. Experience selling to healthcare is a plus. Benefits: uncapped commission, stock options ' +
      'and 30 days of holiday.',
    resume: `Leo Martins. Inside sales for two years at Fonix, then account manager.
I closed 38 deals worth £640k in 2024, 112% of quota.
Prospecting by phone and e-mail, about 50 cold calls a day. HubSpot.`,
  },
} as const;
