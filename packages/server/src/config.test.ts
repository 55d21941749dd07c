import { describe, expect, it } from 'vitest';
import { printableConfig, readConfig } from './config.ts';

describe('the web search of a configuration', () => {
  it.each([
    [{}, { kind: 'none' }],
    [{ WEB_SEARCH: 'searxng:http://127.0.0.1:8080/search/' }, { kind: 'searxng', baseUrl: 'http://127.0.0.1:8080/search/' }],
    [{ WEB_SEARCH: 'tavily', TAVILY_API_KEY: 'tvly-1' }, { kind: 'tavily', apiKey: 'tvly-1' }],
    [{ WEB_SEARCH: 'tavily', TAVILY_SECRET: 'tvly-1', TAVILY_BASE_URL: 'https://gateway.example' }, { kind: 'tavily', apiKey: 'tvly-1', baseUrl: 'https://gateway.example' }],
  ])('%j is %j', (env, webSearch) => {
    expect(readConfig(env).webSearch).toEqual(webSearch);
  });

  it.each([
    [{ WEB_SEARCH: 'google' }, 'WEB_SEARCH'],
    [{ WEB_SEARCH: 'searxng:' }, 'WEB_SEARCH'],
    [{ WEB_SEARCH: 'searxng:file:///etc/passwd' }, 'WEB_SEARCH'],
    [{ WEB_SEARCH: 'tavily' }, 'TAVILY_API_KEY'],
    [{ WEB_SEARCH: 'tavily', TAVILY_API_KEY: 'two words' }, 'TAVILY_API_KEY'],
    [{ TAVILY_BASE_URL: 'gateway.example' }, 'TAVILY_BASE_URL'],
  ])('%j stops the start and names %s', (env, name) => {
    expect(() => readConfig(env)).toThrow(new RegExp(`^Configuration: ${name} [^\\n]+$`, 'u'));
  });

  it('is printed without its key or a password in its address', () => {
    const printed = (env: Record<string, string>) => JSON.stringify(printableConfig(readConfig(env)));
    expect(printed({ WEB_SEARCH: 'tavily', TAVILY_API_KEY: 'tvly-secret', TAVILY_BASE_URL: 'https://me:tvly-secret@gateway.example' })).not.toContain('tvly-secret');
    expect(printed({ WEB_SEARCH: 'searxng:https://me:tvly-secret@search.example', DATABASE_URL: 'postgres://me:tvly-secret@db.example/x' })).not.toContain('tvly-secret');
  });
});
