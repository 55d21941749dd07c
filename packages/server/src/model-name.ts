/** Which model thinks, as configuration names it. */
export type ModelName =
  | { readonly provider: 'rehearsal' }
  | { readonly provider: 'bedrock'; readonly model: string }
  | { readonly provider: 'openai-compatible'; readonly model: string; readonly baseUrl: string }
  | { readonly provider: 'anthropic'; readonly model: string };

/** A name, or one sentence that says what is wrong with the text and what could be written. */
export type ParsedModelName = { readonly name: ModelName } | { readonly problem: string };

/** What `bedrock` alone stands for. */
const BEDROCK_DEFAULT = 'anthropic.claude-haiku-4-5-20251001-v1:0';

const FORMS = 'Write rehearsal, bedrock:<model id>, openai-compatible:<model>@<base url> or anthropic:<model>';
const LONGEST_QUOTE = 120;

/** Reads `MODEL` and its like. The model's own name may hold `:`; `@` stands only before a base URL. */
export function parsedModelName(text: string): ParsedModelName {
  const colon = text.indexOf(':');
  const provider = colon < 0 ? text : text.slice(0, colon);
  const rest = colon < 0 ? '' : text.slice(colon + 1);
  const wrong = (what: string): ParsedModelName => ({ problem: `${shown(text)} ${what}. ${FORMS}.` });

  if (/\s/.test(text)) return wrong('has white space in it');
  switch (provider) {
    case 'rehearsal':
      return colon < 0 ? { name: { provider } } : wrong('says more than rehearsal, which has no models to choose from');
    case 'bedrock':
    case 'anthropic':
      if (text === 'bedrock') return { name: { provider: 'bedrock', model: BEDROCK_DEFAULT } };
      if (rest === '') return wrong('names no model');
      return rest.includes('@')
        ? wrong(`has an @, and ${provider} takes no address`)
        : { name: { provider, model: rest } };
    case 'openai-compatible':
      return compatibleName(rest, wrong);
    default:
      return wrong('begins with no provider that is known');
  }
}

function compatibleName(rest: string, wrong: (what: string) => ParsedModelName): ParsedModelName {
  const [model = '', address, ...more] = rest.split('@');
  if (model === '') return wrong('names no model');
  if (address === undefined) return wrong('says no base URL, which comes after an @');
  if (more.length > 0) return wrong('has more than one @');
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return wrong('has a base URL that does not begin with http:// or https://');
  if (url.search !== '' || url.hash !== '')
    return wrong('has a base URL with a query or a fragment, and a path is added to it');
  return { name: { provider: 'openai-compatible', model, baseUrl: address.replace(/\/+$/, '') } };
}

/** Quoted, in part where it is long, and without what may be a password in an address. */
function shown(text: string): string {
  const masked = text.replace(/\/\/[^/]*@/, '//***@');
  return text === ''
    ? 'An empty text'
    : `“${masked.length > LONGEST_QUOTE ? `${masked.slice(0, LONGEST_QUOTE)}…` : masked}”`;
}
