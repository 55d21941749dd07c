import { expect, it } from 'vitest';
import { languageOf } from './language.ts';

it.each([
  ['en', 'I was the only nurse on the ward that night and I had to decide who needed help first.'],
  ['es', 'Yo era la única enfermera de la planta esa noche y tuve que decidir a quién atender primero.'],
  [
    'de',
    'Ich war in der Nacht die einzige Pflegerin auf der Station und musste entscheiden, wer zuerst Hilfe braucht.',
  ],
  [
    'fr',
    'J’étais la seule infirmière dans le service cette nuit et je devais décider qui aider en premier pour que tout aille bien.',
  ],
  [
    'pt',
    'Eu era a única enfermeira na enfermaria naquela noite e não sabia quem precisava de ajuda com mais urgência.',
  ],
  ['it', 'Quella notte ero la sola infermiera del reparto e non sapevo chi aiutare per primo, ma ho deciso con calma.'],
  ['nl', 'Ik was die nacht de enige verpleegkundige op de afdeling en ik moest kiezen wie het eerst hulp nodig had.'],
  [
    'pl',
    'Byłam tej nocy sama na oddziale i nie wiedziałam, co jest dla mnie najważniejsze, ale zdecydowałam się od razu.',
  ],
  ['hi', 'उस रात वार्ड में मैं अकेली नर्स थी और मुझे तय करना था।'],
  ['ar', 'كنت الممرضة الوحيدة في القسم تلك الليلة وكان علي أن أقرر.'],
  ['ja', 'その夜、病棟には私一人しか看護師がいませんでした。'],
  ['zh', '那天晚上病房里只有我一个护士，我必须决定先帮助谁。'],
  ['und', 'В ту ночь я была единственной медсестрой в отделении.'],
])('tells %s by its script and small words', (code, text) => {
  expect(languageOf(text)).toEqual({ code, confidence: 'high' });
});

it('takes too little text for English and says that it is not sure', () => {
  for (const text of [
    '',
    'ok',
    'Kubernetes, Docker, Terraform, PostgreSQL, Redis, Kafka, Grafana, Linux, Bash',
    '42 %',
  ]) {
    expect(languageOf(text)).toEqual({ code: 'en', confidence: 'low' });
  }
});
