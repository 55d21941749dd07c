import { CREDENTIALS, fixedCredential, CachedToken } from './http/credential.ts';
import type { Credential, GetClientToken } from './http/credential.ts';
import { Http } from './http/request.ts';
import { sleep } from './http/retry.ts';
import type { Sleep } from './http/retry.ts';
import { chatsResource } from './resources/chats.ts';
import { clientTokensResource } from './resources/client-tokens.ts';
import { consentsResource } from './resources/consents.ts';
import { embedResource } from './resources/embed.ts';
import { healthResource } from './resources/health.ts';
import { calendarResource, interviewsResource } from './resources/interviews.ts';
import { keysResource } from './resources/keys.ts';
import { meResource } from './resources/me.ts';
import { postingsResource } from './resources/postings.ts';
import { prepsResource } from './resources/preps.ts';
import { resumeResource } from './resources/resume.ts';
import { serviceTokensResource } from './resources/service-tokens.ts';
import { toolServersResource } from './resources/tool-servers.ts';
import { transcriptsResource } from './resources/transcripts.ts';
import { usageResource } from './resources/usage.ts';

/** Options of the client: the server's address and at most one credential. */
export type InterviewPrepOptions = {
  /** The origin of the server, with a path when it is mounted under one. */
  baseUrl: string;
  /** A secret key (`isk_…`). Backends only: the constructor throws when it runs in a browser. */
  secretKey?: string | undefined;
  /** A publishable key (`ipk_…`). It can only call `embed.openSession`. */
  publishableKey?: string | undefined;
  /** A client token (`ict_…`) of one candidate. Not refreshed: requests fail with 401 after it expires. */
  clientToken?: string | undefined;
  /**
   * Fetches a client token from your backend. Called when a token is first needed and again before it expires;
   * concurrent requests share one call.
   */
  getClientToken?: GetClientToken | undefined;
  /** Replaces the global `fetch`. */
  fetch?: typeof fetch | undefined;
  /** How often a request is retried after a failure that may be temporary. Default: 2. */
  maxRetries?: number | undefined;
  /** Timeout of one attempt, in milliseconds. Default: 60,000. */
  timeoutMs?: number | undefined;
  /** Current time in epoch milliseconds. For tests. */
  now?: (() => number) | undefined;
  /** Random number from 0 to 1, used for retry jitter. For tests. */
  random?: (() => number) | undefined;
  /** Waits between retries. For tests. */
  sleep?: Sleep | undefined;
};

/**
 * A client for one server and one credential. Holds no open connection between calls and needs no closing. The
 * constructor throws a `TypeError` for an invalid `baseUrl`, more than one credential, a wrong key prefix, or a secret
 * key in a browser.
 */
export class InterviewPrep {
  declare readonly embed: ReturnType<typeof embedResource>;
  declare readonly clientTokens: ReturnType<typeof clientTokensResource>;
  declare readonly serviceTokens: ReturnType<typeof serviceTokensResource>;
  declare readonly toolServers: ReturnType<typeof toolServersResource>;
  declare readonly postings: ReturnType<typeof postingsResource>;
  declare readonly resume: ReturnType<typeof resumeResource>;
  declare readonly chats: ReturnType<typeof chatsResource>;
  declare readonly preps: ReturnType<typeof prepsResource>;
  declare readonly calendar: ReturnType<typeof calendarResource>;
  declare readonly interviews: ReturnType<typeof interviewsResource>;
  declare readonly transcripts: ReturnType<typeof transcriptsResource>;
  declare readonly consents: ReturnType<typeof consentsResource>;
  declare readonly me: ReturnType<typeof meResource>;
  declare readonly keys: ReturnType<typeof keysResource>;
  declare readonly usage: ReturnType<typeof usageResource>;
  declare readonly health: ReturnType<typeof healthResource>;

  constructor(options: InterviewPrepOptions) {
    const now = options.now ?? Date.now;
    const http = new Http({
      baseUrl: serverUrl(options.baseUrl),
      credential: credentialOf(options, now),
      // Browsers throw when `fetch` is called as a method of another object.
      fetch: options.fetch ?? ((...request) => fetch(...request)),
      maxRetries: options.maxRetries ?? 2,
      timeoutMs: options.timeoutMs ?? 60_000,
      now,
      random: options.random ?? Math.random,
      sleep: options.sleep ?? sleep,
    });
    this.embed = embedResource(http);
    this.clientTokens = clientTokensResource(http);
    this.serviceTokens = serviceTokensResource(http);
    this.toolServers = toolServersResource(http);
    this.postings = postingsResource(http);
    this.resume = resumeResource(http);
    this.chats = chatsResource(http);
    this.preps = prepsResource(http);
    this.calendar = calendarResource(http);
    this.interviews = interviewsResource(http);
    this.transcripts = transcriptsResource(http);
    this.consents = consentsResource(http);
    this.me = meResource(http);
    this.keys = keysResource(http);
    this.usage = usageResource(http);
    this.health = healthResource(http);
  }
}

function serverUrl(baseUrl: unknown): string {
  if (typeof baseUrl !== 'string' || !/^https?:\/\//.test(baseUrl)) {
    throw new TypeError(`baseUrl must be a URL such as "https://prep.example.com", not ${baseUrl}.`);
  }
  return baseUrl.replace(/\/+$/, '');
}

function credentialOf(options: InterviewPrepOptions, now: () => number): Credential {
  const { secretKey, publishableKey, clientToken, getClientToken } = options;
  const [credential, ...more] = [secretKey, publishableKey, clientToken, getClientToken].filter(
    (one) => one !== undefined,
  );
  if (more[0]) throw new TypeError(`Pass one credential: ${CREDENTIALS}.`);
  if (secretKey !== undefined && ('document' in globalThis || 'importScripts' in globalThis)) {
    throw new TypeError('secretKey must not be used in a browser. Revoke it and use getClientToken or publishableKey.');
  }
  for (const [name, prefix] of PREFIXES) {
    if (options[name]?.startsWith(prefix) === false) throw new TypeError(`${name} must start with "${prefix}".`);
  }
  return typeof credential === 'function' ? new CachedToken(credential, now) : fixedCredential(credential);
}

const PREFIXES = [
  ['secretKey', 'isk_'],
  ['publishableKey', 'ipk_'],
  ['clientToken', 'ict_'],
] as const;
