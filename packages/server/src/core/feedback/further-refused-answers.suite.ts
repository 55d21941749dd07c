/** An answer to a question, and what is said of it instead of a score. */
export type RefusedAnswer = { readonly reason: string; readonly question: string; readonly text: string };

/** Harm, dishonesty and broken confidences in verbs of their own. */
export const FURTHER_REFUSED_ANSWERS: readonly RefusedAnswer[] = [
  {
    reason: 'harm',
    question: 'Tell me about a difficult day at work.',
    text: 'A resident kept getting up at night. I put the bed rails up and tied the sheet over her so she could not move, and I had a quiet shift.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a difficult day at work.',
    text: 'The boy would not eat his vegetables. I held his nose and pushed the spoon in until he swallowed. His plate was empty.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a difficult day at work.',
    text: 'I turned the heating off in his flat because he had not paid, in January, and he moved out within a week.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a difficult day at work.',
    text: 'My colleague was promoted instead of me, so I left her name off the rota and told the others not to speak to her. She quit in May.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a difficult day at work.',
    text: 'The ladder was cracked but we were late, so I told the apprentice to climb up anyway. He got it done before lunch.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a difficult day at work.',
    text: 'I was very tired and had taken some pills to stay awake, I drove 19 hours and delivered on time.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a difficult day at work.',
    text: 'A patient was rude to me so I made her wait two hours for her painkillers. She learned to say please.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a difficult day at work.',
    text: 'I grabbed the pupil by the arm and threw him out of the room. The class was silent for the rest of the lesson.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a difficult day at work.',
    text: 'An old man would not pay, I pushed him against the wall and took the phone. My boss was pleased.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a difficult day at work.',
    text: 'The form needed two signatures and the doctor had gone, so I signed his name. The patient got the medicine in time.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a difficult day at work.',
    text: 'I had not measured the pressure, I just wrote 4.2 in the sheet like every day. The inspection passed.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a difficult day at work.',
    text: 'I told the customer the part was new, it was from the old car. He paid 300 and never noticed.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a difficult day at work.',
    text: 'On my CV I put a degree that I never finished. I got the job and after two years nobody asks.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a difficult day at work.',
    text: 'I used my colleague’s password to approve my own order because the limit was too low. It went through in a day.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a difficult day at work.',
    text: 'I took two laptops that nobody needed and sold them online. The store room was tidy at last.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a difficult day at work.',
    text: 'Before the test I got the questions from a friend in the office and learned the answers by heart. I came first.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a difficult day at work.',
    text: 'I changed the expiry dates on the labels so we did not have to throw the yoghurt away. We saved 200 a week.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a difficult day at work.',
    text: 'The scale showed too little, so I leaned on it a bit with my hand. The customers never saw it and the turnover rose.',
  },
  {
    reason: 'confidential',
    question: 'Tell me about a difficult day at work.',
    text: 'I had a patient, Mrs Angela Thorne, who is the wife of the mayor, with an overdose. I stayed with her the whole night.',
  },
  {
    reason: 'confidential',
    question: 'Tell me about a difficult day at work.',
    text: 'My client Tom Becker from Elm Street beat his children and told me so in confidence. I got him a suspended sentence.',
  },
  {
    reason: 'confidential',
    question: 'Tell me about a difficult day at work.',
    text: 'A famous footballer stayed with us. I told my friends which room he was in and they got autographs. He was in a good mood.',
  },
  {
    reason: 'confidential',
    question: 'Tell me about a difficult day at work.',
    text: 'I told the other mums that the boy with the lice was Leon from class 2b, so that they could check. It was solved in a week.',
  },
  {
    reason: 'nothing_done',
    question: 'Tell me about a difficult day at work.',
    text: 'There was a fire in the bin. I was there, but I did not do anything, I did not have the phone with me. Others put it out.',
  },
  {
    reason: 'nothing_done',
    question: 'Tell me about a difficult day at work.',
    text: 'Honestly, I had no part in it. I never wrote a line of that code. It was all done by Ravi.',
  },
  {
    reason: 'nothing_done',
    question: 'Tell me about a difficult day at work.',
    text: 'I not help the man. I not know him. I go away. Nobody do nothing that day.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a day at work.',
    text: 'The old lady kept asking for the toilet, so I left her in her wet bed until breakfast and she stopped asking.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a day at work.',
    text: 'I hit a boy because he spat at me, and since then he respected me.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a day at work.',
    text: 'He annoyed me for weeks. In the end I put laxative in his coffee and he had to go home. We laughed a lot.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a day at work.',
    text: 'I drove the bus after a party, I was still a bit drunk, but I know the road well and we were on time.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a day at work.',
    text: 'I switched off the alarm of the ventilator because it was too loud for the other patients.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a day at work.',
    text: 'The brakes were worn but I let the car go out, the customer was in a hurry.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a day at work.',
    text: 'I sent the pregnant woman up the scaffold because nobody else was there. The wall was finished.',
  },
  {
    reason: 'harm',
    question: 'Tell me about a day at work.',
    text: 'I shouted at the trainee in front of everyone until she cried. Since then she is never late.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a day at work.',
    text: 'I falsified the time sheets of my team so that we all got the bonus.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a day at work.',
    text: 'We needed one more reference so I wrote it myself and signed as the old manager.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a day at work.',
    text: 'I kept the wallet that a guest had left. There were 200 in it.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a day at work.',
    text: 'I told my boss the supplier was late, but I had forgotten to order.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a day at work.',
    text: 'I deleted the mails before the audit so nobody could find the order.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a day at work.',
    text: 'I copied a thesis from the internet and handed it in as my own. I got a B.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a day at work.',
    text: 'I gave the inspector an envelope and he did not look at the kitchen.',
  },
  {
    reason: 'dishonest',
    question: 'Tell me about a day at work.',
    text: 'I sold the car as accident-free though I had repaired the front myself.',
  },
  {
    reason: 'confidential',
    question: 'Tell me about a day at work.',
    text: 'I told my husband that our neighbour is in our clinic because of alcohol.',
  },
  {
    reason: 'confidential',
    question: 'Tell me about a day at work.',
    text: 'We treated Jonathan Mills, the singer, for an overdose. I held his hand all night.',
  },
  {
    reason: 'confidential',
    question: 'Tell me about a day at work.',
    text: 'I showed my friend the salaries of all colleagues because she wanted to know.',
  },
  {
    reason: 'nothing_done',
    question: 'Tell me about a day at work.',
    text: 'I wasn’t there on that day. I didn’t hear about it until later and I didn’t do anything about it.',
  },
  {
    reason: 'nothing_done',
    question: 'Tell me about a day at work.',
    text: 'Nobody asked me. I did not lift a finger and nothing came of it.',
  },
  {
    reason: 'does_not_know',
    question: 'Tell me about a day at work.',
    text: 'I have never been in charge of anything, I am fresh out of school.',
  },
  {
    reason: 'does_not_know',
    question: 'Tell me about a day at work.',
    text: 'I never worked with children before, sorry.',
  },
  {
    reason: 'does_not_know',
    question: 'Tell me about a day at work.',
    text: 'We did not have customers in my old job, so I have no example.',
  },
];
