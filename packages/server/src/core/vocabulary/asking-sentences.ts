import { BEGINNING } from './requirement-clauses.ts';
import { wordsOf } from './words.ts';

/** Says what the reader does or is, and not what they are given or how they apply. */
const ADDRESSES =
  /^(?:and |but |so |as \p{L}{2,20}(?: \p{L}{2,20})?,? |(?:in|on|at|each|every|from|during|once|most|some)\b[^,.;:]{1,50},? ?)?(?:you|u)(?:['’](?:ll|d|re|ve))?\s+(?!(?:will |can |may |could |might |also |then |now |['’]ll )*(?:get|receive|earn|enjoy|benefit|apply|find|join|start|report|be (?:paid|based|part|joining|given|offered|trained|able to (?:join|choose))|have access|send|ring|call|choose|meet us|hear)\b)/iu;

/** Asks for it whatever it is. */
const ASKS =
  /^(?:some |good |previous |proven |a |sound |basic |solid |working |strong )*(?:knowledge|experience|understanding|grasp|command) (?:of|in|with|on)\b|(?<!not |no )\b(?:wanted|needed|required|essential|desirable|necessary|(?:is|are|would be) (?:a must|a plus|useful|handy|welcome)|would (?:be (?:welcomed?|nice|useful|handy|ideal|helpful|an advantage|a plus|a bonus)|help))\b/iu;

/** Who looks for whom: "we need somebody who", "the postholder will". */
const SEEKS =
  /^(?:and |but |so )?(?:(?:we|i)(?:['’](?:d|re|m|ll))?|(?:the|our) \p{L}{3,20}(?: \p{L}{3,20})?(?!\s(?:values?|likes?|loves?|prefers?|hopes?)\b))\s(?:(?:are|am|is|do|would|will|also|really|now|just|currently)\s){0,3}(?:need|want|look(?:ing)?|like|expect|ask|require|seek|seeking|hope|love|prefer|value|invite|wish|after)s?\b|^(?:the )?(?:post-?holder|jobholder|(?:right |ideal |successful )?(?:candidate|applicant|person)s?|applicants|candidates)\b/iu;

/** The employer as the subject, or others than the one who is looked for. */
const OF_OTHERS =
  /^(?:and |but |so |(?:in|on|at|last|every|since|from|for|until|over|this|each)\b[^,.;:]{0,40},? )?(?:(?:we|i|it|they|he|she|there|that|this|these|those|nobody|everybody|everyone)\b|(?:we|it|they|he|she|there|that)['’]|(?:the|our|its|their|all|most|half|many|people|staff|children|customers|clients|guests|visitors)\s(?:[\p{L}\p{N}’'-]{1,20}\s){0,5}?(?:is|are|was|were|has|have|had|does|do|did|will|opens?|holds?|values?|offers?|runs?|serves?|uses?|works?|gives?|provides?|makes?|reports?|comprises?|includes?|closes?|lies|stands|employs?|knows?|loves?|likes?|became|began|won)\b)/iu;

/** The employer by name: "Brightdesk sells software to clinics". */
const OF_NAMED =
  /^\p{Lu}[\p{L}\d&'’.-]*(?:\s(?:\p{Lu}[\p{L}\d&'’.-]*|and|of|&)){0,4}\s(?:is|has|was|sells|makes|builds|runs|provides|offers|serves|helps|supports|develops|designs|delivers|operates|works|creates|manufactures|supplies|publishes|owns|employs|grows|repairs|cares|brings|connects|keeps|leads|trades|ships|treats|teaches|rents|cleans|moves|prints)\s/u;

/** What is paid or given and when, how one applies. */
const TERMS =
  /[£€$]\s?\d|\b(?:salary|payslip|wages?|paid|per hour|an hour|p\/h|pension|bank holidays|holidays?|hols|annual leave|discount|commission|tips|perks?|half price|trade prices|profit share|overtime|bonus(?:es)?|time and a half|hybrid|remote|flexi-?time|permanent|fixed[- ]term|part[- ]time|full[- ]time|term[- ]time only|closing date|interviews?|cover letter|free|days off|days['’]? (?:holiday|leave)|study leave|provided|supplied|included|staff house|lift pass|mileage|canteen|parking|hours? (?:a|per) week|\d{1,2}[.:]\d\d ?(?:am|pm)?\s?(?:-|–|to)\s?\d|years['’]? guarantee|no agencies|we train)\b/iu;
const PROCESS =
  /^(?:please |just |to |simply )?(?:appl(?:y|ications?)|send|email|e-mail|contact|tell us|drop|pop|come (?:and|in|to)|join us|click|text (?:us|me)|quote ref|enclose|reply|find out|interested|questions|queries|if (?:you (?:need|think|like|want|are interested)|this|that)|sounds?|don['’]t|do not|(?:phone|ring|call|write to|ask|ask for|message|visit) (?:us|me|the (?:office|warden)|\p{Lu}\p{L}+))\b/iu;
/** A finite verb or a pronoun that makes a whole sentence of it. */
const FINITE =
  /\b(?:is|are|was|were|has|have|had|does|did|will|would|we|i|they|he|she|us|our|my|me)\b|\b(?:it|that|he|she|there|what|we|they)['’](?:s|re|ll|ve|d)\b/iu;

export const isAboutOthers = (text: string): boolean =>
  (OF_OTHERS.test(text) || OF_NAMED.test(text)) && !SEEKS.test(text);
export const isAboutTerms = (text: string): boolean => TERMS.test(text) || PROCESS.test(text);

/** Whether a sentence asks something of its reader, by its grammar alone. */
export function asks(text: string): boolean {
  if (PROCESS.test(text)) return false;
  return ADDRESSES.test(text) || SEEKS.test(text) || (ASKS.test(text) && !isAboutOthers(text));
}

/** "Own bike, own phone", "Settle quarrels about sheds": a task or a wish without a subject. */
export function isBare(text: string): boolean {
  if (isAboutTerms(text) || isAboutOthers(text) || text.endsWith('?') || /^(?:no|not)\b/iu.test(text)) return false;
  return wordsOf(text).length >= 2 && (BEGINNING.test(text) || !FINITE.test(text));
}

/** "We need a Year 4 teacher": the vacancy itself, with nothing that is asked of who fills it. */
export function namesVacancy(text: string, title: string): boolean {
  if (
    !/\b(?:need|looking for|seeks?|seeking|want(?:ed)?|require|appoint|recruiting|hiring|another|after)\b/iu.test(text)
  )
    return false;
  if (/\b(?:who|with|able|experienced?|qualified|skills?|knowledge|must|licen[cs]e|degree)\b/iu.test(text))
    return false;
  const words = wordsOf(title);
  const noun = words.at(-1)?.stem;
  return noun !== undefined && wordsOf(text).some(({ stem }) => stem === noun);
}

/** "The librarian orders scores": who does the job, by its title. */
export function saysOfHolder(text: string, title: string): boolean {
  const [first, second, third] = wordsOf(text);
  const nouns = wordsOf(title).map(({ stem }) => stem);
  const noun = nouns.at(-1);
  return (
    first?.stem === 'the' &&
    noun !== undefined &&
    (second?.stem === noun || (third?.stem === noun && nouns.includes(second?.stem ?? '')))
  );
}
