import { type Complaint, complaintIn } from './core/engine/model-complaints.ts';
import type { ModelFailure } from './core/engine/model.ts';
import { defined } from './core/kernel/defined.ts';

/** By what stands in the message of a failure: our own words, the vendor's status, or the AWS client's name of the error. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/Cannot connect to API/, 'Nothing answers at that address: start the model’s server, or correct the base URL.'],
  [/Region is missing/, 'Set AWS_REGION, or a profile that has a region.'],
  [
    /^(?:CredentialsProviderError|TokenProviderError|ExpiredTokenException|UnrecognizedClientException):/,
    'Give the AWS client credentials that are valid: AWS_PROFILE, a role, or AWS_BEARER_TOKEN_BEDROCK.',
  ],
  [
    /^AccessDeniedException:/,
    'Allow bedrock:InvokeModelWithResponseStream on this model, and ask for access to it in this region.',
  ],
  [
    /^ValidationException:.*on-demand throughput/,
    'This model is called through a group of regions: set BEDROCK_REGION_PREFIX to us, eu, apac or global.',
  ],
  [
    /^(?:ResourceNotFoundException:|ValidationException:.*model identifier)/,
    'Correct the model id, or choose a region that has the model.',
  ],
  [/(?:^|: )40[13]\b/, 'Check the key: ANTHROPIC_API_KEY or OPENAI_API_KEY.'],
  [/(?:^|: )404\b/, 'Check the name of the model, and for a server of your own the base URL: most end with /v1.'],
];

const FOR_COMPLAINTS: Readonly<Record<Complaint, string>> = {
  tools:
    'Choose a model that can call tools, or turn tools on at its server (llama.cpp: --jinja; vLLM: --enable-auto-tool-choice).',
  context:
    'Give the model a longer context at its server (Ollama: num_ctx; llama.cpp: --ctx-size; vLLM: --max-model-len), or choose another.',
  missing_model:
    'Check the name of the model, and pull or load it at its server: GET /models at the base URL lists those it has.',
  template: 'Correct the chat template at the model’s server, or choose a model with another one.',
  schema: 'Its server does not take the form in which JSON is asked for: update it, or choose another.',
  web_page:
    'A web page answers there: correct the base URL (most end with /v1), or let the request past the proxy or login before it.',
  key: 'Check the key: ANTHROPIC_API_KEY or OPENAI_API_KEY.',
  credit: 'The account at the vendor has no credit or quota left.',
};

/** What whoever runs the server can do about a failure of a language model; nothing where waiting is all there is. */
export function modelAdvice({ message }: Pick<ModelFailure, 'message'>): string | undefined {
  const complaint = complaintIn(message);
  const vendors = ADVICE.find(([pattern]) => pattern.test(message))?.[1];
  // A status says less than words about the same failure do.
  return complaint === undefined || message.startsWith('ValidationException') ? vendors : FOR_COMPLAINTS[complaint];
}

const REASON_CHARACTERS = 300;

/** A failure as the operator's log may hold it: what the vendor said, in short, and what can be done. */
export function modelFailureNote(
  { kind, message }: ModelFailure,
  modelId: string,
): { model: string; kind: string; reason: string; advice?: string } {
  const advice = modelAdvice({ message });
  return { model: modelId, kind, reason: message.slice(0, REASON_CHARACTERS), ...defined({ advice }) };
}
