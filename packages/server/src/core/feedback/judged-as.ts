type Asked = { readonly kind: string; readonly text: string };

type Form = readonly [judgedAs: string, asks: RegExp];

const INTRODUCTION: Form = ['introduction', /\b(?:about yourself|introduce yourself|who you are)\b/iu];
const WEAKNESS: Form = [
  'weakness',
  /\b(?:weak(?:ness|nesses|est)?|shortcoming|one doubt|gap in|meet least|close the gap|have to learn first|(?:not|less) (?:so )?good at|need to (?:improve|develop)|improve about yourself|criticis(?:e|ed) you)\b/iu,
];
const MOTIVATION: Form = [
  'motivation',
  /\b(?:want to apply|made you apply|why (?:did you|do you want|would you like|are you|this|our|us)|like to work here|attract(?:s|ed) you|hoping to find|looking for something new|interests? you (?:in|about))\b|^why\b/iu,
];
const STRENGTH: Form = [
  'strength',
  /\b(?:strengths?|good at|best at|why should we (?:choose|hire|take)|your case for|make you the right|bring to (?:this|our|the) (?:team|role|job)|tell me about you\b|describe you\b|remember about you|leave us with|like us to know|hoped we would ask)/iu,
];
const PLANS: Form = [
  'plans',
  /\b(?:(?:two|three|five|ten) years(?: from now)?|ninety days|first (?:three |six )?(?:months?|weeks)|where (?:do|would) you (?:see yourself|like this job))\b/iu,
];
const NEEDS: Form = [
  'needs',
  /\b(?:need from us|good start|could you start|your notice|matter most to you|tips the balance|gives? you pause|unsure of|salary|pay do you)\b/iu,
];
const BACKGROUND: Form = [
  'background',
  /\b(?:current or most recent role|(?:present|current|last|most recent) (?:job|role) consist|which of your past jobs|something like this job|skills in our advert|things we ask for|team you worked in|who did you work with|(?:which|what) (?:tools|systems|equipment)|busy week|success measured|which numbers|for a living|describe your work)\b/iu,
];

/** Of a kind, the forms of its questions that are judged in another way than the rest, the first that fits. */
const FORMS: Readonly<Record<string, readonly Form[]>> = {
  opening: [INTRODUCTION, WEAKNESS, STRENGTH, MOTIVATION],
  closing: [WEAKNESS, NEEDS, PLANS, STRENGTH, MOTIVATION],
  experience: [WEAKNESS, MOTIVATION, BACKGROUND],
  role: [BACKGROUND],
};

/** What asks for something that happened. */
const ASKS_STORY =
  /\b(?:tell me about|tell me how you \w+ed|(?:choose|pick) one|of yours|when (?:did|has|have|had|was|were)|which \w+ (?:shows|was|still|taught|did)|describe (?:an?|the|your|one)|think (?:of|back)|walk me through|talk me through (?:an?|the|your)|example|(?:when|how|what|why|whom|who|which) (?:\w+ ){0,6}?(?:did|have|has|had|was|were) (?:you|your)|have you (?:ever )?\w+|which piece|show me)\b/iu;

/**
 * By which list of criteria an answer to a question is judged: by its kind, or more precisely where the form of the
 * question asks for something else. What one would do is no story, and of what one knows no steps are asked for.
 */
export function judgedAs({ kind, text }: Asked): string {
  const form = FORMS[kind]?.find(([, asks]) => asks.test(text));
  if (form !== undefined) return form[0];
  if (kind === 'role' && !ASKS_STORY.test(text)) return isAfterScene(text) ? 'situational' : 'technical';
  if (kind === 'technical' && asksForFacts(text)) return 'knowledge';
  return kind;
}

/** “Your line is behind target. What do you do?” */
function isAfterScene(text: string): boolean {
  return /[.:!”"] (?=\S)/u.test(text.trim()) || /^(?:suppose|imagine|if|when)\b/iu.test(text.trim());
}

/** “What is the difference between the two?”: a question that is not about whoever is asked. */
function asksForFacts(text: string): boolean {
  if (isAfterScene(text)) return false;
  const asking = text.split(/(?<=[.!?]) /u).filter((sentence) => sentence.endsWith('?'));
  return (
    asking.length > 0 &&
    asking.every((sentence) => !/\byou(?:r|rs|rself)?\b/iu.test(sentence)) &&
    !ASKS_STORY.test(text)
  );
}
