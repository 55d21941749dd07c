import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { FastifySchemaCompiler } from 'fastify';
import { assetPath } from '../../assets.ts';
import { contractHash, type RequestPart, type RequestValidators } from './request-schemas.ts';

/** What the build leaves in `assets/request-validators.js`. */
export type BuiltValidators = { readonly contractHash: string; readonly validators: RequestValidators };

/**
 * The validators of this contract: those that the build compiled or, for any other contract and in a checkout that was
 * not built, ones that are compiled now, which takes a quarter of a second.
 */
export async function requestValidators(document: object): Promise<RequestValidators> {
  const file = assetPath('request-validators.js');
  if (existsSync(file)) {
    // The build writes the file from a value of this type.
    const built = (await import(pathToFileURL(file).href)) as BuiltValidators;
    if (built.contractHash === contractHash(document)) return built.validators;
  }
  const { compiledValidators } = await import('./compiled-validators.ts');
  return compiledValidators(document);
}

/** Fastify's way to ask for the validator of one part of one operation. */
export function validatorCompiler(operationId: string, validators: RequestValidators): FastifySchemaCompiler<unknown> {
  return ({ httpPart, ...route }) => {
    // Fastify's types leave out that a body may have one schema for each content type.
    const { contentType } = route as { contentType?: string };
    if (httpPart === 'body' && contentType !== 'application/json') return () => true;
    return validators[operationId]?.[httpPart as RequestPart] ?? (() => true);
  };
}
