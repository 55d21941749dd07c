import { randomBytes } from 'node:crypto';

/**
 * Who may sign in, in place of a real login: pick a name, get a session. The session is a bearer value that the page
 * keeps for as long as its tab is open; there is no cookie. Use your own login here.
 */
export const PEOPLE = [
  { id: 'user-1042', name: 'Amara Bello' },
  { id: 'user-1043', name: 'Tomasz Brzeg' },
];

const sessions = new Map();

/** A new session for a person, or `undefined` when there is no such person. */
export function signIn(personId) {
  const person = PEOPLE.find(({ id }) => id === personId);
  if (person === undefined) return undefined;
  const session = randomBytes(24).toString('base64url');
  sessions.set(session, person);
  return session;
}

/** The person behind an `Authorization` header, or `undefined`. */
export function signedIn(authorization = '') {
  return sessions.get(authorization.replace(/^Bearer /, ''));
}
