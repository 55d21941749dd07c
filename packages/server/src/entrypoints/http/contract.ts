import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { assetPath } from '../../assets.ts';

const access = z.strictObject({
  credentials: z.array(z.enum(['publishable_key', 'secret_key', 'client_token', 'service_token'])),
  owner: z.enum(['none', 'tenant', 'subject', 'link']),
  scope: z.enum(['postings', 'resume', 'chats', 'preps', 'me']).optional(),
});

/** Who may call an operation: no credentials means everybody. */
export type AccessRule = z.infer<typeof access>;

const operation = z.looseObject({
  operationId: z.string(),
  'x-access': z.unknown().optional(),
  parameters: z.array(z.looseObject({ $ref: z.string().optional(), name: z.string().optional() })).default([]),
  requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
});

const specification = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** What the HTTP server must know of one operation beyond its schemas. */
export type ContractOperation = {
  readonly id: string;
  readonly method: string;
  /** As in the contract: `/v1/chats/{chatId}`. */
  readonly path: string;
  readonly access: AccessRule;
  /** Content types of its body; none when it takes no body. */
  readonly bodyTypes: readonly string[];
  readonly takesIdempotencyKey: boolean;
};

export type Contract = {
  readonly title: string;
  /** The version that `interview-prep-version` pins. */
  readonly version: string;
  readonly document: object;
  readonly yaml: string;
  readonly operations: readonly ContractOperation[];
};

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** Reads the contract. Throws, naming the operation, when one has no valid `x-access`: such a server must not start. */
export function contract(source: string | object = shippedPath()): Contract {
  const yaml = typeof source === 'string' ? readFileSync(source, 'utf8') : stringify(source);
  const document: unknown = typeof source === 'string' ? parsed(source, yaml) : source;
  const { info, paths } = specification.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) =>
      methods[method] === undefined ? [] : [contractOperation(method, path, methods[method])],
    ),
  );
  return { title: info.title, version: info.version, document: Object(document), yaml, operations };
}

function contractOperation(method: string, path: string, value: unknown): ContractOperation {
  const { operationId, parameters, requestBody, 'x-access': rule } = operation.parse(value);
  const checked = access.safeParse(rule);
  if (!checked.success)
    throw new Error(
      `The operation ${operationId} of the contract has no valid x-access rule: ${z.prettifyError(checked.error)}`,
    );
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    access: checked.data,
    bodyTypes: Object.keys(requestBody?.content ?? {}),
    takesIdempotencyKey: parameters.some(
      ({ $ref, name }) => $ref === '#/components/parameters/IdempotencyKey' || name === 'Idempotency-Key',
    ),
  };
}

/** The build leaves the same contract as JSON beside the YAML, which is read a hundred times faster. */
function parsed(path: string, yaml: string): unknown {
  const json = path.replace(/\.yaml$/, '.json');
  return json !== path && existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : parse(yaml);
}

function shippedPath(): string {
  const shipped = assetPath('openapi.yaml');
  // In a checkout nothing has been copied yet: the one source stands at its root.
  return existsSync(shipped) ? shipped : fileURLToPath(new URL('../../../../../openapi.yaml', import.meta.url));
}
