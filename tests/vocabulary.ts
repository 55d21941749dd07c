/** Replaced words: what is refused, and what to write instead. */
export type ReplacedWord = readonly [old: RegExp, instead: string];

/**
 * Refused in identifiers, file names, comments and documents of every package. Each pattern is tried on the text as it is
 * and with camel case split into words, so that `\bmind\b` also finds `scriptedMind`.
 */
export const REPLACED_WORDS: readonly ReplacedWord[] = [
  [/\bhouses?\b/i, 'app, server'],
  [/\brooms?\b/i, 'service (a class), module (a folder of core), space; a room is LiveKit’s'],
  [/\bshel(?:f|ves)\b/i, 'repository'],
  [/\bbooks?\b/i, 'workflow definition'],
  [/\bdoors?\b/i, 'HTTP server, endpoint, entry point'],
  [/\bminds?\b/i, 'engine'],
  [/\bspeech(?:es)?\b|\bspoken?\b/i, 'reply, reply spec, text; speech is for voice'],
  [/\bbriefs?\b/i, 'context'],
  [/\b(?:un)?seal(?:s|ed|ing)?\b/i, 'encrypt, encrypted, decrypt'],
  [/\badmi(?:t|ts|tted|ssion)\b/i, 'authenticate, authorize, check'],
  [/\bconvers(?:e|es|ed|ing)\b/, 'streamReply, chat'],
  [/\bfurnish(?:ed|es)?\b/i, 'create'],
  [/\bhand(?:s|ed|ing)? (?:on|over|out|back|in)\b/i, 'pass, forward, return'],
  [/\bleans? on\b|\bstands? behind\b/i, 'uses, implements'],
  [/\bFeedbackGiver\b|\bfeedback giver\b/i, 'FeedbackService'],
];

/** Refused in the server only. */
export const REPLACED_IN_SERVER: readonly ReplacedWord[] = [
  [/\b(?:un)?told\b|\btells?\b/i, 'receives, is called with; reports, sends, notifies, names'],
  [/\bhear[sd]?\b/i, 'receives, collects, listens'],
  // `speaksAsGroup` is a field of a decision, in its prompt too.
  [/\bspeak(?:s|ing)?\b(?! As Group)/i, 'streams, replies, mentions'],
];

/** Refused in the widget and the SDK only. */
export const REPLACED_IN_WIDGET_AND_SDK: readonly ReplacedWord[] = [
  [/\b[Dd]esk\b/, 'PracticeContext / context'],
  [
    /\bTrouble\b|\btrouble(From|s)\b|\bonTrouble\b|\bTroubleScreens\b/,
    'UiError, uiErrorFrom, onError, ErrorScreens (the field `trouble` of Calendar stays until the contract changes)',
  ],
  [
    /\b(Lazy|Document|Resume)Part\b|\bPartModule\b|\b(lazy|document|resume)-part\b/,
    'LazyView, DocumentView, ResumeView, ViewModule',
  ],
  [/\b(en)?Room\b|\broomStyles\b/, 'PracticeView, enPractice, practiceStyles'],
  [/\bShell\b/, "Panel (the widget's container)"],
  [/\bFramed\b/, 'WidgetFrame'],
  [/\b(PageFacts|PostingFacts|postingFacts)\b/, 'PageSettings, PostingSummary'],
  [/\bcomplain\b/, 'logSetupError'],
  [/\b(Attached|Attachment)\b/, 'EmbedHandle, EmbedContext'],
  [/\bTOLD_\w+|#told\b|\btold[A-Z]\w*/, 'FORWARDED_EVENTS, announced, streamed'],
  [/\bmind\b/, 'engine'],
  [/\bspeech(es)?\b/, 'reply, replies (of the coach); the CSS part is `reply`'],
  [/\bbones?\b/, 'skeleton'],
  [/\bgivenUp\b/, 'finalError'],
  [/\b(MOST|LONGEST|LARGEST|DEEPEST)_\w+/, 'MAX_…'],
  [/\bchats\.say\b/, 'chats.createTurn'],
  [/\bcalled off\b/, 'aborted, cancelled'],
  [/\bwhoever\b/, 'name the person or the program: the candidate, the site owner, the caller'],
  [/\bthe one who embeds\b/, 'the owner of the embedding site'],
  [/\bgoes? on\b|\bwent on\b/, 'continues'],
  [/\banswers with\b/, 'returns'],
  [
    /\bis told\b|\bTold of\b/,
    'is called for, receives, is shown (comments; sentences in sample data and user texts are not code)',
  ],
  [
    /\bruns? out\b|\brun out\b/,
    'expires, expired (comments; the candidate-facing texts in localization/en-*.ts may say it)',
  ],
  [/\bstands (in|inline|there|behind|around)\b/, 'is in, is shown'],
  [/\bhands? (on|in)\b|\bhanded on\b/, 'forwards, sends'],
  [/\b(first|second|other) half of the (script tag|loader)\b/, 'first stage, second stage'],
];

/** Where a word is meant as it stands. */
export const ALLOWED_WORDS: readonly { readonly file: RegExp; readonly word: RegExp; readonly why: string }[] = [
  { file: /^tests\/vocabulary/, word: /./, why: 'the list itself' },
  { file: /^tests\/requirements\.ts$/, word: /speech|rooms?/i, why: 'promises about voice and LiveKit rooms' },
  {
    file: /server\/src\/core\/|chats\.ts$/,
    word: /^heard$/,
    why: 'heardCharacters: how much of a spoken message was heard',
  },
  { file: /bedrock/, word: /converse/i, why: 'the name of an operation of Amazon Bedrock' },
  { file: /names-of-the-field\.md$/, word: /mind/, why: 'says what was replaced' },
];
