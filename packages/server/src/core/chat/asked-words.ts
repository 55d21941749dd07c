import { occursIn } from './reply-words.ts';

const SENTENCE_END = /[。？！][」』”]*|[.!?…؟]+["'”’)*_]*(?=\s)|\n+/u;
const BEGINNINGS = [
  'tell me|describe|walk me|talk me|talk about|give me|give an|explain|share|think of|name (?:a|one)|recall|outline|discuss',
  "i(?:['’]d| would) (?:like|love) (?:you to|to hear)",
  'erzähl(?:e|en)?|beschreib(?:e|en)?|schilder[en]|nenne[n]?|berichte[n]?|erklären sie|erkläre|geben sie|gib mir',
  'parle(?:z|s)?-moi|raconte[zs]?|décri(?:vez|s)|donne[zs]?-moi|expliquez|explique|citez',
  'cu[eé]nt[ae]me|h[aá]bl[ae]me|describ[ae]|expl[ií]que(?:me)?|d[eé]me|dame',
  'conte(?:-me)?|fale(?:-me)?|descreva|d[eê]-me|mi parli|parlami|mi racconti|raccontami|descriv[ai]|mi dica',
  'vertel|beschrijf|geef|opowiedz|opisz|proszę (?:opowiedzieć|opisać)|расскажите|опишите|приведите|назовите',
].join('|');
/** A question is asked by its sign, or by telling somebody to answer, in the languages that candidates practise in. */
const ASKS = new RegExp(
  String.raw`[?？؟՞፧]|^[\s*_>#-]*(?:(?:please|bitte|por favor|пожалуйста),? )?(?:${BEGINNINGS})(?![\p{L}\p{M}])` +
    '|请.{0,4}(?:描述|讲|谈|说|分享|介绍|举)|(?:教えて|話して|説明して|聞かせて)(?:ください|下さい)|(?:말씀해|설명해|이야기해) ?주|(?:anlatın|açıklayın|बताइए|बताएं)' +
    String.raw`|^[\s*_>#-]*(?:أخبرني|حدثني|صف )`,
  'iu',
);
/** A reply without the end of a sentence is given all the same. */
const MOST_HELD = 1_000;

/**
 * A reply in which a question is asked, as it comes: without any other question than the one that was decided, since only
 * that one is what an answer is judged by. Where none was decided, the text stays as it is.
 */
export class AskedWords {
  readonly #asked: string | undefined;
  #held = '';

  constructor(asked: string | undefined) {
    this.#asked = asked;
  }

  push(text: string): string {
    if (this.#asked === undefined) return text;
    this.#held += text;
    let shown = '';
    for (;;) {
      const ends = SENTENCE_END.exec(this.#held);
      if (ends === null && this.#held.length < MOST_HELD) return shown;
      const length = ends === null ? this.#held.length : ends.index + ends[0].length;
      shown += this.#kept(this.#held.slice(0, length));
      this.#held = this.#held.slice(length);
      if (this.#held === '') return shown;
    }
  }

  end(): string {
    const last = this.#held;
    this.#held = '';
    return this.#kept(last);
  }

  #kept(sentence: string): string {
    if (this.#asked === undefined || !ASKS.test(sentence) || this.#isAsked(sentence, this.#asked)) return sentence;
    return sentence.endsWith('\n') ? '\n' : '';
  }

  /** Also where words stand before it on its line: “Here it is: …”. */
  #isAsked(sentence: string, asked: string): boolean {
    return (
      occursIn(sentence.replaceAll(/["“”„«»>#]/gu, ' '), asked) ||
      occursIn(asked, sentence) ||
      beginsWithin(sentence, asked)
    );
  }
}

/** Whether the sentence ends with the beginning of what is asked, where that has several. */
function beginsWithin(sentence: string, asked: string): boolean {
  const [first = ''] = asked.split(/(?<=[.!?…。？！؟])\s/u);
  return occursIn(first, sentence);
}
