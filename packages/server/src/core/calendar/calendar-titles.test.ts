import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from './ports.ts';
import { type Job, recognised } from './recognition.ts';

const entry = (title: string, more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'a',
  occurrence: '',
  title,
  startsAt: 0,
  endsAt: 0,
  allDay: false,
  links: [],
  ...more,
});
const nurse: Job = { postingId: 'pst_nurse', title: 'Registered Nurse', company: 'Northfield Hospital GmbH' };

describe('[N-15] a title is recognised as an interview', () => {
  it.each([
    // Locales of the widget
    'Interview with Northfield',
    'Onsite at Google',
    'Chat with hiring manager',
    'Job Interveiw',
    'Kennenlerngespräch mit HR',
    '面談（最終）',
    'Vorstellungsgespräch Nordfeld',
    'Entretien technique – Nordfeld',
    'Entrevista con Nordfeld',
    'Entrevista de emprego – Nordfeld',
    '一次面接（オンライン）',
    '最終面接のご案内',
    'カジュアル面談',
    'नौकरी का साक्षात्कार',
    'इंटरव्यू - नॉर्थफील्ड',
    'مقابلة عمل',
    'المقابلة الشخصية مع الشركة',
    // Others
    'Pracovní pohovor',
    'Pracovný pohovor',
    'Jobsamtale hos Nordsø',
    'Jobbintervju hos Nordsjø',
    'Anställningsintervju',
    'Intervju Nordsjö',
    'Työhaastattelu',
    'Állásinterjú',
    '1차 면접',
    '면접 안내',
    '线上面试',
    '線上面試',
    '复试通知',
    'Sollicitatiegesprek',
    'Rozmowa rekrutacyjna',
    'Rozmowę kwalifikacyjną mam o 10',
    'İş görüşmesi',
    'Mülakat',
    'Colloquio di lavoro',
    'Собеседование в Нордфилд',
    'Співбесіда',
    'Συνέντευξη εργασίας',
    'ראיון עבודה',
    'Phỏng vấn vòng 2',
    'Wawancara kerja',
    'สัมภาษณ์งาน',
    'Interviu de angajare',
    'Интервю за работа',
    'Darbo pokalbis',
    'Tööintervjuu',
    'Razgovor za posao',
    'মৌখিক সাক্ষাৎকার',
    'Temu duga',
    // As programs for hiring write them
    'Northfield Hospital - Hiring Manager Screen',
    'Northfield x Amara: Recruiter Screen',
    'Amara Bello: Technical Round 2',
    'Final Round | Northfield | Amara',
    'Interview | Candidate: Amara Bello | Registered Nurse',
  ])('%s', (title) => {
    expect(recognised(entry(title), [])?.isInterview.by).toBe('word');
  });

  it.each([
    [{ organiser: { address: 'no-reply@us.greenhouse-mail.io' } }],
    [{ organiser: { address: 'interviews@ashbyhq.com' } }],
    [{ description: 'Confirm or cancel: https://app.goodtime.io/candidate/1' }],
    [{ links: ['https://hire.lever.co/interviews/1'] }],
    [{ location: 'https://app.hirevue.com/x' }],
    [{ description: 'Powered by https://calendly.com/x. Chat about the recruiting process.' }],
  ])('by the program that sent it: %j', (more) => {
    expect(recognised(entry('Amara Bello and Jo Meyer', more), [])?.isInterview.by).toBe('word');
  });

  it('by the employer of a posting, also where the address is shorter than its name', () => {
    const from = entry('Call: Amara and Jo', { organiser: { address: 'jo@northfield.example' } });
    expect(recognised(from, [nurse])).toMatchObject({ isInterview: { by: 'posting' }, postingId: 'pst_nurse' });
    expect(recognised(entry('Lunch', { organiser: { address: 'jo@northfield.example' } }), [nurse])).toBeUndefined();
  });
});

describe('[N-15] a title is no upcoming interview', () => {
  it.each([
    'Canceled: Interview Northfield',
    'Cancelled: Interview',
    'CANCELLED - Interview Northfield',
    '[Canceled] Interview',
    'Canceled event: Interview @ Tue Dec 1',
    'Interview Northfield (cancelled)',
    'Interview Northfield - ABGESAGT',
    'Interview wurde abgesagt',
    'Abgesagt: Vorstellungsgespräch Northfield',
    'AW: Abgesagt: Vorstellungsgespräch',
    'Annulé : Entretien',
    'Cancelado: Entrevista',
    'Cancelada: Entrevista',
    'Annullato: Colloquio',
    'Geannuleerd: Sollicitatiegesprek',
    'Odwołane: Rozmowa kwalifikacyjna',
    'Inställt: Intervju',
    'Aflyst: Jobsamtale',
    'Avlyst: Jobbintervju',
    'Peruutettu: Työhaastattelu',
    'Zrušeno: Pohovor',
    'Lemondva: Állásinterjú',
    'İptal edildi: Mülakat',
    'Отменено: Собеседование',
    'Скасовано: Співбесіда',
    'キャンセル済み: 一次面接',
    '【中止】一次面接',
    '已取消：面试',
    '已取消面试',
    '취소됨: 1차 면접',
    'ملغى: مقابلة عمل',
    'בוטל: ראיון עבודה',
    'Đã hủy: Phỏng vấn',
    'रद्द: साक्षात्कार',
    'Declined: Interview',
    'إلغاء: مقابلة عمل',
    'Hủy: Phỏng vấn',
    'Afgelast: Sollicitatiegesprek',
    'Ausgefallen: Vorstellungsgespräch',
    'Absage: Vorstellungsgespräch',
    'Cancel: Interview',
    'Interview was cancelled by Acme',
    'Vorstellungsgespräch wurde abgesagt, neuer Termin folgt',
    '❌ Interview',
    '🚫 Interview Northfield',
    'POSTPONED: Interview',
    'Interview (on hold)',
    "Suspendu: Entretien d'embauche",
    "Reporté : Entretien d'embauche",
    'Aplazada: Entrevista',
    'Adiado: Entrevista de emprego',
    'Rinviato: Colloquio di lavoro',
    'Utsatt: Jobbintervju',
    'Ertelendi: Mülakat',
    'Отложено: Собеседование',
    '延期：一次面接',
    '연기됨: 1차 면접',
    'ביטול: ראיון עבודה',
  ])('when it is off: %s', (title) => {
    expect(recognised(entry(title), [nurse])).toBeUndefined();
  });

  it.each([
    'Interviewing: Sam P. (candidate) – backend',
    'Interviewing Sam P.',
    'Interview: Sam P. (candidate)',
    'Interview with candidate: Sam P.',
    'Interview candidate Sam',
    'Debrief: Sam P. – Backend',
    'Interview debrief',
    'Interviewer training',
    'Interview shadowing with Jo',
    'Hold for interviews with applicants: conduct interviews',
    'Interview mit Bewerber',
    'Vorstellungsgespräch mit Bewerberin Frau Sommer',
    'Entretien candidat Backend',
    'Entrevista a candidato',
  ])('when the person interviews others: %s', (title) => {
    expect(recognised(entry(title), [nurse])).toBeUndefined();
  });

  it('when the person sent the invitation to others', () => {
    expect(recognised(entry('Interview: Sam P.', { invitesOthers: true }), [nurse])).toBeUndefined();
  });

  it.each([
    'Podcast interview with Jo',
    'Press interview',
    'Exit interview',
    'Visa interview',
    'Interview practice',
    'Interview outfit',
    'Prepare for interview',
    '模擬面接',
    '면접 연습',
    '模拟面试',
    'Nutzerinterview',
    'Entretien du jardin',
    'Simulacro de entrevista',
    'Screen repair',
    'Coffee with Ana (calendly)',
    'Phone screen replacement',
    'School admission interview',
    'Entrevista con el médico',
    'Onsite at client',
  ])('when it is another kind: %s', (title) => {
    expect(recognised(entry(title), [nurse])).toBeUndefined();
  });

  it('when any scheduler or a word of hiring stands there alone', () => {
    expect(recognised(entry('Haircut', { description: 'https://calendly.com/salon' }), [])).toBeUndefined();
    expect(recognised(entry('Talk about my job'), [])).toBeUndefined();
    const practice = { description: 'https://app.coderpad.io/1' };
    expect(recognised(entry('Mock interview', practice), [])).toBeUndefined();
  });

  it('is still one where only a word of it looks like that', () => {
    for (const title of ['Interview, not cancelled', 'Interview about cancelled projects', 'Rescheduled: Interview'])
      expect(recognised(entry(title), [])).toBeDefined();
  });
});
