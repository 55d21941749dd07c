import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { parse } from 'yaml';

type Media = { schema?: object };
type Response = { $ref?: string; content?: Record<string, Media>; headers?: Record<string, unknown> };
export type Operation = {
  operationId: string;
  'x-access': { credentials: string[]; owner: 'none' | 'tenant' | 'subject' | 'link'; scope?: string };
  parameters?: { $ref: string }[];
  requestBody?: { content: Record<string, Media & { examples?: Record<string, { $ref: string }> }> };
  responses: Record<string, Response>;
};

export type Specification = {
  paths: Record<string, Record<string, Operation>>;
  components: {
    responses: Record<string, Response>;
    examples: Record<string, { value: unknown }>;
    schemas: Record<string, object>;
  };
};

export const SPECIFICATION_PATH = resolve(import.meta.dirname, '../../openapi.yaml');
export const specification: Specification = parse(readFileSync(SPECIFICATION_PATH, 'utf8'));

export const operations = Object.entries(specification.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
const formats = addFormats as unknown as { default?: typeof addFormats.default };
(formats.default ?? (addFormats as unknown as typeof addFormats.default))(ajv);
ajv.addSchema({ ...specification, $id: 'contract' });

const compiled = new Map<string, ValidateFunction>();

/** Fails unless `value` is what the contract's schema of that name says. */
export function expectSchema(name: string, value: unknown): void {
  expectPointer(`#/components/schemas/${name}`, value);
}

function expectPointer(pointer: string, value: unknown): void {
  const check = compiled.get(pointer) ?? ajv.compile({ $ref: `contract${pointer}` });
  compiled.set(pointer, check);
  const valid = check(value);
  expect(valid ? [] : check.errors, pointer).toEqual([]);
}

export type Answered = LightMyRequestResponse;

/** Fails unless an answer has a status, a content type and a body that the contract declares for this operation. */
export function expectContract(response: Answered): void {
  const { method = 'GET', url = '/' } = response.raw.req;
  const found = operationOf(method, url.split('?', 1)[0] ?? '/');
  expect(found, `${method} ${url} stands in the contract`).toBeDefined();
  const status = String(response.statusCode);
  expect(response.headers['x-request-id'], 'x-request-id').toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  const declared = found!.operation.responses[status];
  expect(declared, `${found!.operation.operationId} declares ${status}: ${response.body.slice(0, 300)}`).toBeDefined();
  const { content, pointer } = contentOf(found!, status, declared!);
  const type = String(response.headers['content-type'] ?? '').split(';', 1)[0] ?? '';
  if (content === undefined) return void expect(response.body).toBe('');
  expect(Object.keys(content), `${found!.operation.operationId} ${status}`).toContain(type);
  if (type === 'text/event-stream') {
    for (const frame of framesOf(response.body)) expectFrame(frame);
  } else if (type.endsWith('json')) expectPointer(`${pointer}/${escaped(type)}/schema`, JSON.parse(response.body));
}

function contentOf(
  { method, path }: { method: string; path: string },
  status: string,
  declared: Response,
): { content: Record<string, Media> | undefined; pointer: string } {
  if (declared.$ref === undefined)
    return {
      content: declared.content,
      pointer: `#/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}/content`,
    };
  const name = declared.$ref.split('/').at(-1) ?? '';
  return { content: specification.components.responses[name]?.content, pointer: `${declared.$ref}/content` };
}

function operationOf(method: string, path: string) {
  return operations.find(
    (one) => one.method === method && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

export type Frame = { id?: string; event?: string; data?: unknown; retry?: string };

/** The frames of an event stream as a reader sees them, comments left out. */
export function framesOf(body: string): Frame[] {
  return body
    .split('\n\n')
    .map((block) => block.split('\n').filter((line) => line !== '' && !line.startsWith(':')))
    .filter((lines) => lines.length > 0)
    .map((lines) => {
      const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const frame: Frame = {};
      const [id, event, data, retry] = [field('id'), field('event'), field('data'), field('retry')];
      if (id !== undefined) frame.id = id;
      if (event !== undefined) frame.event = event;
      if (data !== undefined) frame.data = JSON.parse(data);
      if (retry !== undefined) frame.retry = retry;
      return frame;
    });
}

function expectFrame({ id, event, data, retry }: Frame): void {
  if (retry !== undefined) return;
  expect(id).toMatch(/^\d{1,9}(\.\d{1,9})?$/);
  expect(event).toBe((data as { type: string }).type);
  expectSchema('TurnEvent', data);
}
