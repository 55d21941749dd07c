import { describe, expect, it } from 'vitest';
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

it.each([
  // Seven kana or Han letters are few, eight are enough; the same with twelve letters of another script.
  ['看護師です。今', 'ja', 'low'],
  ['看護師です。今日', 'ja', 'low'],
  ['看護師です。今日は', 'ja', 'high'],
  ['我是一名护士', 'zh', 'low'],
  ['नमस्ते जी', 'hi', 'low'],
  ['مرحبا يا سيدي', 'ar', 'low'],
  ['مرحبا يا سيدات', 'ar', 'high'],
  // A tenth of kana makes it Japanese, less is a Chinese text with a Japanese name in it.
  ['護士護士護士護士護の', 'ja', 'high'],
  ['護士護士護士護士護士の', 'zh', 'high'],
  // A third of East Asian letters outweighs the Latin ones around them.
  ['SQL 护士 Rx', 'en', 'low'],
  ['SQL 护士护 Rx', 'zh', 'low'],
])('judges %s by how many letters of a script it has', (text, code, confidence) => {
  expect(languageOf(text)).toEqual({ code, confidence });
});

it.each([
  ['Ich war in der Nacht', 'de', 'low'],
  ['ich und', 'en', 'low'],
  ['Ich Pflegerin Station Klinik Berlin', 'en', 'low'],
  ['Ich habe Kubernetes Docker Terraform Redis Kafka Grafana', 'de', 'high'],
  ['Ich Kubernetes Docker Terraform Redis Kafka Grafana Linux Bash', 'de', 'low'],
  ['Ich Kubernetes Docker Terraform Redis Kafka Grafana Linux Bash Vue Go Rust Perl', 'en', 'low'],
])('judges "%s" by the share of small words', (text, code, confidence) => {
  expect(languageOf(text)).toEqual({ code, confidence });
});

it.each([
  // Two small words of 25 are just enough to name a language, three to be sure of it.
  [2, 23, 'de', 'low'],
  [2, 24, 'en', 'low'],
  [3, 22, 'de', 'high'],
  [3, 23, 'de', 'low'],
  [2, 2, 'de', 'low'],
  [2, 1, 'en', 'low'],
])('judges %i German words among %i others', (...[small, others, code, confidence]) => {
  const text = [...Array.from({ length: small }, () => 'und'), ...Array.from({ length: others }, () => 'Kafka')];
  expect(languageOf(text.join(' '))).toEqual({ code, confidence });
});

it('is not sure between two languages that are almost as likely', () => {
  const others = 'Kubernetes Docker Terraform Redis Kafka Grafana';
  expect(languageOf(`und ich ik ${others}`)).toEqual({ code: 'de', confidence: 'high' });
  expect(languageOf(`und ik ${others}`).confidence).toBe('low');
});

it('takes no letter of a spaced-out heading for a small word', () => {
  const heading = 'A M A R A  B E L L O  W O R K  E X P E R I E N C E  E D U C A T I O N';
  expect(languageOf(`${heading} Registered Nurse, Northfield Hospital. Led triage of children.`).code).toBe('en');
});

it('reads the first 6,000 characters', () => {
  const english = 'I was the only nurse on the ward and it was hard. '.repeat(120);
  expect(english).toHaveLength(6000);
  expect(languageOf(`${english}${'那天晚上病房里'.repeat(2000)}`)).toEqual({ code: 'en', confidence: 'high' });
});

describe('a text of another language in Latin script', () => {
  it.each([
    [
      'Czech',
      'Pracovala jsem jako zdravotní sestra na dětském oddělení a starala se o děti po operaci. Vedla jsem školení pro nové kolegyně.',
    ],
    [
      'Slovak',
      'Pracovala som ako zdravotná sestra na detskom oddelení a starala sa o deti po operácii. Viedla som školenia nových kolegýň, ktoré prišli.',
    ],
    [
      'Hungarian',
      'Gyermekápolóként dolgoztam a kórházban, és műtét után figyeltem a betegeket. Én tanítottam be az új nővéreket, és felügyeltem őket.',
    ],
    [
      'Turkish',
      'Çocuk servisinde hemşire olarak çalıştım ve ameliyat sonrası hastaları izledim. Yeni hemşirelerin eğitimini ben yaptım.',
    ],
    [
      'Romanian',
      'Am lucrat ca asistentă medicală în secția de pediatrie și am îngrijit copiii după operație. Am instruit colegele noi.',
    ],
  ])('is none that we know: %s', (_language, text) => {
    expect(languageOf(text).code).toBe('und');
  });

  it.each([
    [
      'pl',
      'Pracowałam jako pielęgniarka na oddziale dziecięcym i opiekowałam się dziećmi po operacji. Prowadziłam też szkolenia dla nowych koleżanek.',
    ],
    [
      'en',
      'I worked with Tomáš Dvořák at the hospital in Brno, and I was the nurse for the children after they had their operations there.',
    ],
  ])('does not take %s for another', (code, text) => {
    expect(languageOf(text).code).toBe(code);
  });
});
