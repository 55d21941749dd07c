import * as z from 'zod';

const record = z.record(z.string(), z.unknown());
const shape = z.looseObject({
  paths: z.record(z.string(), record),
  components: z
    .looseObject({ parameters: record.default({}), schemas: record.default({}) })
    .default({ parameters: {}, schemas: {} }),
});

/**
 * The part of the contract that requests are checked against: parameters and bodies, with the schemas they reach. What we
 * answer is held to the contract by tests; compiling it as well would cost every start several times as much.
 */
export function requestContract(document: object): object {
  const { paths, components, ...rest } = shape.parse(document);
  const operations = Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, requestOf(operation)])),
    ]),
  );
  const schemas = reached({ operations, parameters: components.parameters }, components.schemas);
  return {
    openapi: rest['openapi'],
    info: rest['info'],
    paths: operations,
    components: { parameters: components.parameters, schemas },
  };
}

function requestOf(operation: unknown): unknown {
  const { operationId, parameters, requestBody } = record.parse(operation);
  // An operation without responses is no OpenAPI; what they are is of no interest here.
  return {
    operationId,
    responses: { default: { description: '' } },
    ...(parameters === undefined ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody: withoutExamples(requestBody) }),
  };
}

function withoutExamples(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'examples' ? undefined : inner)));
}

function reached(from: unknown, schemas: Record<string, unknown>): Record<string, unknown> {
  const found = new Map<string, unknown>();
  const waiting = [from];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [, name = ''] of JSON.stringify(next).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (found.has(name)) continue;
      found.set(name, schemas[name]);
      waiting.push(schemas[name]);
    }
  }
  return Object.fromEntries(found);
}
