// The suite imports `globSync` from `fs`, which Node has from 22 on, for a command that is not used here. Where Node is
// older the suite is given one that says so; nothing else about it is changed.
import * as fs from 'node:fs';
import { register } from 'node:module';

const shim = `export * from 'node:fs'; export const globSync = () => { throw new Error('There is no globSync before Node 22'); };`;
const hooks = `export async function resolve(name, context, next) {
  if (name === 'fs' && context.parentURL?.includes('/conformance/dist/')) return { url: ${JSON.stringify(`data:text/javascript,${encodeURIComponent(shim)}`)}, shortCircuit: true };
  return next(name, context);
}`;

if (!('globSync' in fs)) register(`data:text/javascript,${encodeURIComponent(hooks)}`);
