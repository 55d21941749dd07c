import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { proxyWarning } from './trust-proxy.ts';

describe('TRUST_PROXY', () => {
  it.each([
    ['false', false],
    ['0', false],
    ['true', 1],
    ['1', 1],
    ['2', 2],
    ['10.0.0.0/8, 192.0.2.1', ['10.0.0.0/8', '192.0.2.1']],
    ['Loopback,fd00::/8', ['loopback', 'fd00::/8']],
  ])('%s means %j', (text, trusted) => {
    expect(readConfig({ TRUST_PROXY: text }).trustProxy).toEqual(trusted);
  });

  it.each(['11', '-1', 'maybe', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/8/8', ',', 'fd00::/129', '0.0.0.0/0', '::/0'])(
    'is refused as %s',
    (text) => {
      expect(() => readConfig({ TRUST_PROXY: text })).toThrow(
        'Configuration: TRUST_PROXY must be false, true, a number of proxies up to 10, or networks such as 10.0.0.0/8',
      );
    },
  );
});

it('warns at the start that all candidates share one address behind a proxy that is not trusted', () => {
  expect(proxyWarning({ publicUrl: 'https://practice.example', trustProxy: false })).toMatch(/share the address/u);
  expect(proxyWarning({ publicUrl: 'https://practice.example', trustProxy: 1 })).toBeUndefined();
  expect(proxyWarning({ publicUrl: 'http://localhost:3000', trustProxy: false })).toBeUndefined();
});
