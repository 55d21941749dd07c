import { createHash } from 'node:crypto';
import type { FastifySchemaCompiler } from 'fastify';
import * as z from 'zod';

const record = z.record(z.string(), z.unknown());
const parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: record.default({}),
});
const shape = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z
    .looseObject({ parameters: record.default({}), schemas: record.default({}) })
    .default({ parameters: {}, schemas: {} }),
});
const operation = z.looseObject({
  operationId: z.string(),
  parameters: z.array(record).default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: record.optional() })) })
    .optional(),
});

/** The parts of a request that are validated. Only a body of JSON has a schema: other bodies are bytes. */
export const REQUEST_PARTS = ['params', 'querystring', 'headers', 'body'] as const;
export type RequestPart = (typeof REQUEST_PARTS)[number];

/** JSON Schemas by part. Their `$ref`s point into the schema with the id `contract`. */
export type OperationSchemas = Readonly<Partial<Record<RequestPart, object>>>;

export type RequestSchemas = {
  /** The shared schemas of the contract, with the id `contract`. */
  readonly definitions: object;
  readonly operations: ReadonlyMap<string, OperationSchemas>;
};

/** As Ajv makes them: `errors` holds what was wrong at the last call. */
export type Validator = ((value: unknown) => boolean) & Pick<ReturnType<FastifySchemaCompiler<unknown>>, 'errors'>;

/** Validators by operation id and part of the request. */
export type RequestValidators = Readonly<Record<string, Readonly<Partial<Record<RequestPart, Validator>>>>>;

/** Identifies one version of the contract. */
export function contractHash(document: object): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

const PLACES = { path: 'params', query: 'querystring', header: 'headers' } as const;

/**
 * What the contract says of requests, as JSON Schema for each part of each operation. Answers are held to the contract
 * by tests; validating them as well would cost every answer.
 */
export function requestSchemas(document: object): RequestSchemas {
  const { paths, components } = shape.parse(document);
  const operations = new Map<string, OperationSchemas>();
  for (const methods of Object.values(paths)) {
    for (const value of Object.values(methods)) {
      const parsed = operation.safeParse(value);
      if (parsed.success) operations.set(parsed.data.operationId, schemasOf(parsed.data, components.parameters));
    }
  }
  return { definitions: plain({ $id: 'contract', components: { schemas: components.schemas } }), operations };
}

function schemasOf(
  { parameters, requestBody }: z.infer<typeof operation>,
  shared: Readonly<Record<string, unknown>>,
): OperationSchemas {
  const resolved = parameters.map((given) => parameter.parse(referenced(given, shared)));
  const parts = Object.entries(PLACES).flatMap(([place, part]) => {
    const list = resolved.filter((each) => each.in === place);
    return list.length === 0 ? [] : [[part, plain(objectOf(list, part === 'headers'))] as const];
  });
  const body = requestBody?.content['application/json']?.schema;
  return { ...Object.fromEntries(parts), ...(body === undefined ? {} : { body: plain(body) }) };
}

function referenced(given: Readonly<Record<string, unknown>>, shared: Readonly<Record<string, unknown>>): unknown {
  const { $ref } = given;
  return typeof $ref === 'string' ? shared[$ref.replace('#/components/parameters/', '')] : given;
}

/** Node gives the names of headers in lower case. */
function objectOf(list: readonly z.infer<typeof parameter>[], isHeaders: boolean): object {
  const nameOf = ({ name }: { name: string }) => (isHeaders ? name.toLowerCase() : name);
  return {
    type: 'object',
    properties: Object.fromEntries(list.map((each) => [nameOf(each), each.schema])),
    required: list.filter(({ required }) => required === true).map(nameOf),
  };
}

/**
 * References point into the shared schema. OpenAPI's `discriminator.mapping` says nothing that the `const` of each branch
 * does not, and Ajv refuses it.
 */
function plain(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => {
      if (key === '$ref' && typeof value === 'string') return value.replace(/^#/, 'contract#');
      if (key === 'discriminator' && typeof value === 'object') return { propertyName: value.propertyName };
      return key === 'examples' ? undefined : value;
    }),
  );
}
