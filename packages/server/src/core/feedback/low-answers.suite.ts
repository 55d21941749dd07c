/** Answers that are judged and come to little: [question, kind, answer, most of the score, requirement]. */
export const LOW_ANSWERS: readonly (readonly [
  question: string,
  kind: string,
  text: string,
  most: number,
  requirement?: string,
])[] = [
  // Words of a good answer, and no things.
  [
    'Tell me about a success.',
    'behavioural',
    'In my last position I was responsible for a challenging project. I took the initiative, organised the team and implemented the solution. As a result we increased efficiency by 40% within three months.',
    1,
  ],
  [
    'Tell me about a conflict.',
    'behavioural',
    'There was a conflict in the team and it was my task to solve it. I listened, I communicated and I found a solution. In the end everyone was satisfied and we achieved our goals.',
    1,
  ],
  [
    'Describe a problem you solved.',
    'experience',
    'Last year we had a big problem. I was in charge of it. First I analysed the problem, then I made a plan and I acted. The problem was solved on time and my manager was very happy.',
    1,
  ],
  [
    'Tell me about leadership.',
    'behavioural',
    'I led, I motivated, I delivered. I took responsibility for the results because it was important. The outcome was excellent: 25% more performance and 100% satisfaction.',
    1,
  ],
  [
    'Tell me about a time you improved a process.',
    'behavioural',
    'It was my responsibility to improve the process. I improved it step by step because improvement matters. As a result the process was improved by 30% and I learned that improvement pays.',
    1,
  ],
  [
    'Tell me about a deadline.',
    'behavioural',
    'My boss give me important task with deadline. I take responsibility, I make plan, I work hard. In the end result was very good and everyone happy, 20% faster.',
    1,
  ],
  // The requirement in sentences of one's own.
  [
    'Tell me about stock.',
    'behavioural',
    'I was responsible for accurate stock control and timely ordering. I did accurate stock control and timely ordering every time because it matters. As a result accurate stock control and timely ordering improved by 15%.',
    1,
    'Accurate stock control and timely ordering',
  ],
  [
    'Tell me about communication with families.',
    'behavioural',
    'In my job clear communication with families was my task. I provided clear communication with families and the result was clear communication with families in 95% of the cases.',
    1,
    'Clear communication with families',
  ],
  // Habits and suppositions where an occasion is asked for.
  [
    'Tell me about a time you planned a busy week.',
    'behavioural',
    'I always plan my week on Sunday evening, I keep calm and I listen to people.',
    1,
  ],
  [
    'Tell me about a time you helped a guest.',
    'behavioural',
    'Whenever a guest has a wish I write it on the board and I take it to the kitchen. I usually come back to the table and ask if it was right.',
    1,
  ],
  [
    'Describe an emergency you handled.',
    'behavioural',
    'If the alarm rings I would take the list and lead the children out by the garden. I would count them twice and then call the parents.',
    1,
  ],
  [
    'Tell me about a difficult customer.',
    'experience',
    'Normally I let them talk first. I never interrupt. Then I offer a coffee and I look in the till roll, and mostly they calm down by themselves.',
    1,
  ],
  [
    'Tell me about a time you cleaned up a mess.',
    'behavioural',
    'I start at the back, I do the shelves first and then the floor. Every evening I empty the bins, and on Fridays I wash the windows.',
    1,
  ],
  // Things that act and feel like people.
  [
    'Tell me about a mistake you found.',
    'behavioural',
    'I counted the sighs of the printer because the moon had asked, and I checked them twice. As a result 44% of the staircase was happier.',
    2,
  ],
  [
    'Tell me about a risk you noticed.',
    'behavioural',
    'One Monday the risk came to me and ordered a soup. I told the staircase to wait and ironed the waves. In the end the lawn signed the bicycle.',
    2,
  ],
  // Another question.
  [
    'How do you deal with someone who shares no language with you?',
    'behavioural',
    'We had two weddings on one Saturday and one room. I rang both couples on the Tuesday, offered the second one the garden and a free bar until nine, and they both came out happy; one of them booked again.',
    2,
  ],
  [
    'Tell me about a time you handled cash.',
    'behavioural',
    'The hedge at the north side was three metres high and full of nests. I waited until August, cut it in four mornings with the long blade and left the east end for the robins. The neighbours brought cake.',
    2,
  ],
];
