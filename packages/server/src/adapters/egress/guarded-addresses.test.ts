import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EgressRefusal } from './egress-refusal.ts';
import { guardedUrl } from './guarded-url.ts';
import { isPublicAddress } from './public-address.ts';

describe('guarded addresses', () => {
  const reach = { mayReach: isPublicAddress, ports: [80, 443] };

  it('lets public addresses and names pass', () => {
    for (const url of [
      'https://example.com/jobs?a=1#b',
      'http://8.8.8.8/',
      'https://[2606:4700::1111]/',
      'http://jobs.example.co.uk:443/',
      'http://[64:ff9b::808:808]/',
      'https://bücher.example/',
    ]) {
      expect(guardedUrl(url, reach).href, url).toBe(new URL(url).href);
    }
  });

  it('never lets a URL of version 4 outside the public ranges pass, however it is spelt', () => {
    const spellings = [
      (bytes: number[]) => bytes.join('.'),
      (bytes: number[]) => String(bytes.reduce((sum, byte) => sum * 256 + byte, 0)),
      (bytes: number[]) => `0x${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`,
      (bytes: number[]) => bytes.map((byte) => `0${byte.toString(8)}`).join('.'),
      (bytes: number[]) => `[::ffff:${bytes.join('.')}]`,
      (bytes: number[]) => `[64:ff9b::${bytes.join('.')}]`,
    ];
    const byte = fc.integer({ min: 0, max: 255 });
    const privateBytes = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127, 224, 239, 240, 255), byte, byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
    );
    fc.assert(
      fc.property(privateBytes, fc.constantFrom(...spellings), (bytes, spell) => {
        expect(() => guardedUrl(`http://${spell([...bytes])}/`, reach)).toThrow(EgressRefusal);
      }),
      { numRuns: 600 },
    );
  });

  it('throws nothing but a refusal, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `http://${text}`),
          fc.domain().map((name) => `https://${name}/`),
        ),
        (text) => {
          try {
            guardedUrl(text, reach);
          } catch (failure) {
            expect(failure).toBeInstanceOf(EgressRefusal);
          }
        },
      ),
    );
  });
});
