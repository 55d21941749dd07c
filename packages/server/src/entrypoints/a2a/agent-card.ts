import type { AgentCard } from '@a2a-js/sdk';

export const CARD_PATH = '/.well-known/agent-card.json';
export const RPC_PATH = '/a2a';
export const PROTOCOL_VERSIONS = { current: '1.0', legacy: '0.3' } as const;

export type CardFacts = { readonly publicUrl: string; readonly version: string };

const NAME = 'Interview Prep research';
const DESCRIPTION =
  'Researches an employer for somebody who prepares for an interview there. Every statement carries a ' +
  'numbered, dated source and the words it rests on; what could not be found is listed.';
const SKILL = {
  id: 'company_research',
  name: 'Company research',
  description:
    'Takes a company and a job posting, and nothing about a candidate. Answers with a report as Markdown and as data.',
  tags: ['research', 'employer', 'interview'],
  examples: ['Northfield Hospitals\n\nPaediatric Nurse\nTwo years of paediatric nursing …'],
};
const MODES = { input: ['text/plain', 'application/json'], output: ['text/markdown', 'application/json'] };
const BEARER = 'A client token with the scope `preps`, or a secret key from a server.';

/** The card as A2A 1.0 has it. */
export function agentCard({ publicUrl, version }: CardFacts): AgentCard {
  const url = `${publicUrl}${RPC_PATH}`;
  const at = (protocolVersion: string) => ({ url, protocolBinding: 'JSONRPC', protocolVersion, tenant: '' });
  return {
    name: NAME,
    description: DESCRIPTION,
    version,
    provider: undefined,
    documentationUrl: undefined,
    iconUrl: undefined,
    supportedInterfaces: [at(PROTOCOL_VERSIONS.current), at(PROTOCOL_VERSIONS.legacy)],
    capabilities: { streaming: true, pushNotifications: false, extendedAgentCard: false, extensions: [] },
    securitySchemes: {
      bearer: {
        scheme: { $case: 'httpAuthSecurityScheme', value: { scheme: 'Bearer', bearerFormat: '', description: BEARER } },
      },
    },
    securityRequirements: [{ schemes: { bearer: { list: [] } } }],
    defaultInputModes: MODES.input,
    defaultOutputModes: MODES.output,
    skills: [{ ...SKILL, inputModes: [], outputModes: [], securityRequirements: [] }],
    signatures: [],
  };
}

/** The card as clients of 0.3 read it, who send no version. */
export function legacyAgentCard({ publicUrl, version }: CardFacts): Record<string, unknown> {
  return {
    protocolVersion: '0.3.0',
    name: NAME,
    description: DESCRIPTION,
    version,
    url: `${publicUrl}${RPC_PATH}`,
    preferredTransport: 'JSONRPC',
    capabilities: { streaming: true, pushNotifications: false },
    securitySchemes: { bearer: { type: 'http', scheme: 'Bearer', description: BEARER } },
    security: [{ bearer: [] }],
    defaultInputModes: MODES.input,
    defaultOutputModes: MODES.output,
    skills: [SKILL],
  };
}
