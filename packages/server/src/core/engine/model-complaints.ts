/**
 * What servers of language models complain about in words of their own, where it will be the same at the next try: not every
 * server has a status for it.
 */
export type Complaint = 'tools' | 'context' | 'missing_model' | 'template' | 'schema' | 'web_page' | 'key' | 'credit';

const TOOLS = String.raw`(?:tools?|tool[- _]?(?:use|calls?|calling|choice)|functions?(?: calling)?)`;

const COMPLAINTS: readonly (readonly [Complaint, readonly RegExp[]])[] = [
  ['web_page', [/\ba web page came instead\b/iu]],
  [
    'tools',
    [
      new RegExp(
        String.raw`\b(?:not|\w*n['’]t|no|cannot) support(?:s|ed|ing)? (?:for )?(?:the )?(?:use of )?${TOOLS}\b`,
        'iu',
      ),
      new RegExp(String.raw`\b${TOOLS} (?:is|are) (?:not (?:supported|enabled|available)|unsupported)\b`, 'iu'),
      /\btools? param requires\b|--jinja\b|enable-auto-tool-choice|tool-call-parser|\bfound that support tool/iu,
    ],
  ],
  [
    'context',
    [
      /exceed_context_size|context_length_exceeded|\b(?:n_ctx|num_ctx|n_keep)\b/iu,
      /\bexceeds? (?:the )?(?:(?:available|maximum|allowed|model(?:['’]s)?) )*(?:context|sequence|input|prompt)\b/iu,
      /\bmaximum (?:context|model|sequence|input) length\b|\bcontext (?:the )?overflows?\b/iu,
      /\b(?:prompt|input|request|message|conversation|context)s? (?:is|was|are) (?:too (?:long|large|big)|longer than)/iu,
      /\bcontext (?:length|window|size)\b.{0,60}\b(?:exceed|too|overflow|greater|larger|less|short|not enough)/iu,
      /\b(?:greater|larger|longer|more) than (?:the )?(?:(?:maximum|model(?:['’]s)?) )*context\b/iu,
      /\btoo many (?:input |prompt )?tokens\b(?! per)|\binput (?:tokens|length).{0,40}\bexceed|\breduce the length of\b/iu,
    ],
  ],
  [
    'missing_model',
    [
      /\bmodel_not_found\b|\btry pulling it\b|\bno such model\b|\bunknown model\b|\binvalid model(?: name| identifier)?\b/iu,
      /\bmodel\b.{0,120}?\b(?:not found|(?:does not|doesn['’]t|not) exist|is unknown|not pulled)\b/iu,
      /\bmodel\b.{0,120}?\bis not (?:loaded|available|installed|served)\b/iu,
      /\bno models? (?:is |are |was )?(?:currently )?loaded\b|\bfailed to load model\b|\bmodel failed to load\b/iu,
    ],
  ],
  [
    'key',
    [
      /\b(?:invalid|incorrect|wrong|missing|no|expired|revoked)[- _](?:api[- _]?)?(?:key|token|credentials?)\b(?! (?:type|count|id))/iu,
      /\bunauthori[sz]ed\b|\bauthentication (?:failed|required)\b/iu,
    ],
  ],
  [
    'credit',
    [
      /\binsufficient_quota\b|\b(?:insufficient|no|out of|not enough) (?:credits?|quota|funds|balance)\b/iu,
      /\bexceeded your current quota\b|\bpayment required\b/iu,
    ],
  ],
  [
    'template',
    [
      /\b(?:chat|jinja) template\b|\bjinja\b.{0,60}\b(?:error|exception)|\broles must alternate\b/iu,
      /\bonly (?:user|string|text)[^.]{0,60} (?:supported|allowed|roles)|\bsystem role not supported\b/iu,
    ],
  ],
  [
    'schema',
    [
      /\bresponse_format\b|\bjson_schema\b|\bfailed to (?:parse|compile|initialize) (?:the )?grammar\b/iu,
      /\bgrammar\b.{0,40}\b(?:error|invalid|unsupported)/iu,
    ],
  ],
];

const MOST_CHARACTERS = 1_000;

/** What the words of a server are about, where that lasts. */
export function complaintIn(message: string): Complaint | undefined {
  const said = message.slice(0, MOST_CHARACTERS);
  return COMPLAINTS.find(([, patterns]) => patterns.some((says) => says.test(said)))?.[0];
}
