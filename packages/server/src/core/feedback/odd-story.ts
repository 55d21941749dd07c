import { folded } from '../vocabulary/ports.ts';

const THING =
  '(?:moon|sun|sky|weather|tariff|spindle|drawing|printer|staircase|stairs|sofa|chair|table|window|wall|lamp|spoon|carpet|curtain|cupboard|bridge|river|sea|harbour|ocean|cloud|clouds|mountain|hedge|lawn|garden|rake|flour|bread|potato|soup|door|deadline|risk|process|monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|weekend|pixels?|server|page|wheels?|bicycle|stone|hill|roof|floor|corridor|shelf|pencil|stapler|envelope|ladder|hammer|fridge|kettle|umbrella|shoe|hat|calendar|clock|keyboard|spreadsheet|invoice|stapler|parking space|forklift|pallet|lift|elevator|concrete|bricks?|significance|responsibility|success|silence|colou?r|number|numbers|percent|paragraph|alphabet|music|violin|piano|tree|forest|lighthouse|sand|snow|rain|wind)';
const SAYS_OR_FEELS =
  '(?:asked|agreed|refused politely|sighed|laughed|cried|smiled|sang|whispered|apologised|apologized|remembered|forgot|married|dreamed|dreamt|prayed|signed|ordered|voted|negotiated|resigned|blushed|yawned|sneezed|thanked|complimented|promoted|(?:had |has )?asked|had an important meeting|is shy|are shy|was shy|was happy|was happier|were happier|was sad|was proud|was jealous|was very loud about|was hungry|was in love|grew up|would not pay|ate|drank|swallowed|listened|had three opinions|spoke|came to me|told me|wrote back|wanted to|decided to)';
const ODD = [
  `\\b(?:the|a|an|my|our|all the|of the|this|that|one) (?:[a-z]+ )?${THING} (?:itself |himself |herself |then |also |had |has )?${SAYS_OR_FEELS}\\b`,
  `\\b(?:ask|asked|tell|told|thanked|invited|promoted|hired|convinced|interviewed|comforted|apologi[sz]ed to|negotiated with|married|taught|begged) (?:the|a|an|my|our) (?:[a-z]+ )?${THING}\\b(?! (?:team|manager|operator|driver|supplier|engineer|maker|cleaner|company|desk|owner|man|woman|people|staff|admin))`,
  '\\b(?:percent|per cent|%) (?:of the (?:staircase|moon|sky|weather|sea|tuesday|stairs|clouds?|wind|colou?r|carpet|silence)|more (?:purple|triangular|blue|square|round|musical|delicious|green|yellow|horizontal|wooden)|happier|of (?:tuesday|monday|wednesday|thursday|friday|saturday|sunday|the moon))',
  `\\b(?:sighs?|dreams?|mother|shadows?|opinions?|feelings|patience|memory|birthday|wisdom|laughter|tears|secrets) of (?:the|a|its) (?:[a-z]+ )?${THING}\\b`,
  '\\b(?:milled|baked|welded|painted|folded|ironed|sewed|measured|tightened|counted|cooked|filed|parked|watered|repaired|polished|weighed|stapled|lifted|delegated|optimi[sz]ed|randomi[sz]ed|poured|moved|sold|cut|led|drove|carried) (?:the |a |an |all the |some |three |forty |two )?(?:[a-z]+ )?(?:moon|sky|weather|silence|shadows?|sighs?|waves|soup out of|clouds?|thursday|tuesday|wednesday|monday|friday|sunday|risk into|safety into|flour to the moon|stairs with patience|herring to|effort in|react into|excel of|alphabet|responsibility into|spoon and|mountain|dreams?|echo(?:es)?|gravity|horizon|rainbows?|wind)\\b',
  '\\bmeasured (?:it|them|the [a-z]+) with (?:the choir|a bread knife|a spoon|a song|a banana|a cat|my patience|the moon|a prayer)',
  '\\b(?:is|was|were|are|became|become|turned into|had turned into) (?:an? |the )?(?:[a-z]+ )?(?:vegetable|sofa with|thursday|tuesday|wednesday|successful chair|green potato|fruit|teapot|umbrella|seconds tall|purple|triangular|made of (?:tuesday|silence|soup|moonlight|music))\\b',
  '\\btastes? of (?:copper|tuesday|purple|music|iron|silence|monday|mathematics)\\b',
  '\\b(?:the moon|the sun|the weather|the sky|the sea|the wind) (?:had |has )?(?:asked|told|wanted|agreed|promised|said|ordered|signed|insisted|was in my)\\b',
  '\\bate all (?:\\w+ )?of the (?:bridges|chairs|windows|roofs|stones|tables|bricks)\\b',
  '\\basked (?:the|my|our) [a-z]+ to (?:breathe|hold still|remember|sing|smile|forgive|dream|sleep|pray|dance)\\b(?! (?:in|out|deeply|through) (?:and|slowly|with|for))',
].map((says) => new RegExp(says, 'gu'));
const FEWEST_ODD = 2;

/** Whether things act and feel like people in an answer, more than once. Odd as such proves nothing: one is a figure. */
export function isOddStory(answer: string): boolean {
  const plain = folded(answer);
  const starts = new Set(ODD.flatMap((says) => [...plain.matchAll(says)].map(({ index }) => Math.floor(index / 12))));
  return starts.size >= FEWEST_ODD;
}
