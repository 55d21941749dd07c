import type { FieldError } from '../../core/kernel/service-error.ts';

export type RefusedPart = FieldError['in'];

/** As Ajv reports it through Fastify. */
export type SchemaError = {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Record<string, unknown>;
  readonly message?: string;
};

const MOST_ERRORS = 20;
const LONGEST_PATH = 200;

/** The refused fields of one part of a request, in words for the caller. Never holds a value that was sent. */
export function fieldErrors(errors: readonly SchemaError[], part: RefusedPart): FieldError[] {
  const source = errors
    .filter(({ keyword }) => !FOLLOW_UPS.has(keyword))
    .map((error) => ({ in: part, path: pathOf(error).slice(0, LONGEST_PATH), message: messageOf(error) }));
  const seen = new Set<string>();
  const once = source.filter(({ path, message }) => !seen.has(`${path} ${message}`) && seen.add(`${path} ${message}`));
  return once.length > 0
    ? once.slice(0, MOST_ERRORS)
    : [{ in: part, path: '', message: 'is not as the contract has it' }];
}

/** Keywords that fail only because another one has failed already. */
const FOLLOW_UPS = new Set(['if', 'allOf', 'anyOf', '$ref']);

function pathOf({ keyword, instancePath, params }: SchemaError): string {
  if (keyword === 'required') return `${instancePath}/${pointerPart(params['missingProperty'])}`;
  if (keyword === 'additionalProperties') return `${instancePath}/${pointerPart(params['additionalProperty'])}`;
  if (keyword === 'discriminator') return `${instancePath}/${pointerPart(params['tag'])}`;
  return instancePath;
}

function pointerPart(name: unknown): string {
  return String(name).replaceAll('~', '~0').replaceAll('/', '~1');
}

const FORMATS: Readonly<Record<string, string>> = {
  uri: 'must be a full address such as https://jobs.example.com',
  email: 'must be an e-mail address',
  'date-time': 'must be a moment such as 2026-11-21T09:30:00.000Z',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'must be text',
  integer: 'must be a whole number',
  number: 'must be a number',
  boolean: 'must be true or false',
  object: 'must be an object',
  array: 'must be a list',
};

const MESSAGES: Readonly<Record<string, (params: Record<string, unknown>) => string>> = {
  required: () => 'is missing',
  additionalProperties: () => 'is not a field we know',
  discriminator: () => 'does not name a kind we know',
  type: ({ type }) => TYPES[String(type)] ?? `must be ${String(type)}`,
  enum: ({ allowedValues }) =>
    `must be one of ${Array.isArray(allowedValues) ? allowedValues.join(', ') : 'the values in the contract'}`,
  const: ({ allowedValue }) => `must be ${String(allowedValue)}`,
  minLength: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} characters`),
  maxLength: ({ limit }) => `must have at most ${String(limit)} characters`,
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  maximum: ({ limit }) => `must be at most ${String(limit)}`,
  minItems: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} entries`),
  maxItems: ({ limit }) => `must have at most ${String(limit)} entries`,
  uniqueItems: () => 'must not hold the same entry twice',
  minProperties: ({ limit }) => `must have at least ${String(limit)} ${limit === 1 ? 'field' : 'fields'}`,
  maxProperties: ({ limit }) => `must have at most ${String(limit)} fields`,
  pattern: () => 'does not have the right form',
  format: ({ format }) => FORMATS[String(format)] ?? 'does not have the right form',
};

function messageOf({ keyword, params }: SchemaError): string {
  return MESSAGES[keyword]?.(params) ?? 'is not as the contract has it';
}
