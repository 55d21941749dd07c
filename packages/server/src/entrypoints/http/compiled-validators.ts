import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import {
  contractHash,
  type RequestPart,
  type RequestSchemas,
  requestSchemas,
  type RequestValidators,
  type Validator,
} from './request-schemas.ts';

/**
 * Two ways to check: a JSON body must be exactly what the contract says, while what travels as text (query, path,
 * headers) is read as the type it stands for.
 */
type Compilers = { readonly exact: Ajv2020; readonly coercing: Ajv2020 };

/** Compiles a validator for every part of every operation of the contract. */
export function compiledValidators(document: object): RequestValidators {
  const schemas = requestSchemas(document);
  const compilers = compilersOf(schemas);
  return Object.fromEntries(
    Array.from(schemas.operations, ([id, parts]) => [
      id,
      Object.fromEntries(
        partsOf(parts).map((part) => [part, compilerOf(compilers, part).getSchema(idOf(id, part)) as Validator]),
      ),
    ]),
  );
}

/** The same as the text of a module that exports `contractHash` and `validators`. It still requires Ajv's run-time files. */
export function validatorsModule(document: object): string {
  const schemas = requestSchemas(document);
  const compilers = compilersOf(schemas);
  const code = (['exact', 'coercing'] as const).map((kind) => {
    const names = namesOf(schemas).filter(({ part }) => (part === 'body') === (kind === 'exact'));
    const references = Object.fromEntries(names.map(({ id, part }) => [`${id}_${part}`, idOf(id, part)]));
    const source = commonDefault(standaloneCode)(compilers[kind], references);
    return `const ${kind} = {}; ((exports) => {${source}\n})(${kind});`;
  });
  const table = Array.from(schemas.operations, ([id, parts]) => {
    const fields = partsOf(parts).map((part) => `${part}: ${part === 'body' ? 'exact' : 'coercing'}.${id}_${part}`);
    return `  ${id}: { ${fields.join(', ')} },`;
  });
  return [
    ...code,
    `export const contractHash = ${JSON.stringify(contractHash(document))};`,
    `export const validators = {\n${table.join('\n')}\n};`,
  ].join('\n');
}

function compilersOf(schemas: RequestSchemas): Compilers {
  const compilers = { exact: compiler(false), coercing: compiler('array') };
  for (const ajv of Object.values(compilers)) ajv.addSchema(schemas.definitions);
  for (const { id, part, schema } of namesOf(schemas)) compilerOf(compilers, part).addSchema(schema, idOf(id, part));
  return compilers;
}

function namesOf({ operations }: RequestSchemas) {
  return Array.from(operations, ([id, parts]) =>
    partsOf(parts).map((part) => ({ id, part, schema: parts[part] ?? {} })),
  ).flat();
}

function partsOf(parts: Readonly<Partial<Record<RequestPart, object>>>): RequestPart[] {
  // The keys are those of the type.
  return Object.keys(parts) as RequestPart[];
}

function compilerOf({ exact, coercing }: Compilers, part: RequestPart): Ajv2020 {
  return part === 'body' ? exact : coercing;
}

function idOf(operationId: string, part: RequestPart): string {
  return `${operationId}.${part}`;
}

function compiler(coerceTypes: false | 'array'): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    removeAdditional: false,
    discriminator: true,
    useDefaults: true,
    coerceTypes,
    code: { source: true },
  });
  commonDefault(addFormats)(ajv);
  return ajv;
}

/** The default export of a CommonJS package, which some loaders wrap once more. */
function commonDefault<Value extends object>(imported: Value | { default: Value }): Value {
  return 'default' in imported ? imported.default : imported;
}
