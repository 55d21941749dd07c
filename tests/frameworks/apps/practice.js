/** What the pages of all frameworks share: what they count, and how they get a token. */
export const practice = (window.practice = { renders: 0, ready: 0, tokens: 0 });

export const server = new URLSearchParams(location.search).get('server');

/** Mints a token for the person whom the page has signed in. */
export async function fetchToken(person = 'user-1') {
  practice.tokens += 1;
  const response = await fetch(`/token?person=${person}`, { method: 'POST' });
  return (await response.json()).token;
}
