import type { ConversationSource } from './chat.ts';

/** A conversation of an invented candidate, to see what practising is like without typing. */
export const exampleConversation: ConversationSource = {
  texts: {
    posting: {
      title: 'Registered Nurse, Paediatrics',
      company: 'Northfield',
      text: [
        'You look after children and their families on a busy ward.',
        'Requirements',
        '- At least two years of paediatric nursing experience.',
        '- Clear communication with families under pressure.',
        '- Safe medicines administration.',
        '- Mentoring of student nurses is welcome.',
      ].join('\n'),
    },
    resume: [
      'Amara Bello, Registered Nurse (Child)',
      'Staff Nurse, Paediatrics, Riverside Hospital, 2020 to present',
      'Named nurse for up to six children a shift, two years in high dependency.',
      'Introduced a bedside checklist; time to first antibiotic fell from 58 to 34 minutes.',
      'Trained parents in inhaler technique every week.',
    ].join('\n'),
  },
  lines: [
    'Hello',
    'How do I match this job?',
    'Ask me a behavioural question.',
    'I always try to do my best and I communicate well with everybody, because that is important in this job.',
    'On nights in March a toddler’s saturation looked fine, but her breathing was wrong. I was the named ' +
      'nurse, so the call was mine. I counted her breaths for a full minute, called the registrar and ' +
      'explained it to her mother. We moved her to high dependency within ten minutes, and she went home ' +
      'after three days.',
    'Make the preparation document.',
    'Thank you',
  ],
};
