import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';

/**
 * Two ways to check: a JSON body must be exactly what the contract says, while what travels as text (query, path,
 * headers) is read as the type it stands for. Bodies that are no JSON are bytes, and are judged by who reads them.
 */
export function contractValidation(): FastifySchemaCompiler<unknown> {
  const strict = validator({ coerceTypes: false, useDefaults: true });
  const coercing = validator({ coerceTypes: 'array', useDefaults: true });
  return ({ schema, httpPart, ...route }) => {
    // Fastify's types leave out that a body may have one schema for each content type.
    const { contentType } = route as { contentType?: string };
    if (httpPart === 'body') return contentType === 'application/json' ? strict.compile(plain(schema)) : () => true;
    return coercing.compile(httpPart === 'headers' ? lowerCased(plain(schema)) : plain(schema));
  };
}

function validator(options: { coerceTypes: false | 'array'; useDefaults: boolean }): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, removeAdditional: false, discriminator: true, ...options });
  // The package is CommonJS, whose default export some loaders wrap once more.
  const formats = addFormats as unknown as { default?: typeof addFormats.default };
  (formats.default ?? (addFormats as unknown as typeof addFormats.default))(ajv);
  return ajv;
}

/** OpenAPI's `discriminator.mapping` says nothing that the `const` of each branch does not, and Ajv refuses it. */
function plain(schema: unknown): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => (key === 'discriminator' ? { propertyName: value.propertyName } : value)),
  );
}

function lowerCased(schema: object): object {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, unknown>; required?: string[] };
  const lowered = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]));
  return { ...schema, properties: lowered, required: required.map((name) => name.toLowerCase()) };
}
