import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { printed } from '../../../../../scripts/fixtures/pdf-bytes.ts';
import { type ErrorCode } from '../../core/kernel/service-error.ts';

export const megabyte = 1024 * 1024;
export const fixture = (name: string) =>
  readFileSync(resolve(import.meta.dirname, '../../../../../tests/fixtures/resumes', name));
export const seen = printed('Nurse with nine years of practice');

export type Hostile = { what: string; bytes: () => Buffer; name?: string; codes: readonly (ErrorCode | 'read')[] };

export const complex = ['document_too_complex'] as const;
export const unreadable = ['document_unreadable'] as const;
