const logged = new Set<string>();

/** Logs to the console what the owner of the embedding site has to fix, once for each sentence. */
export function logSetupError(advice: string, cause: unknown = ''): void {
  if (logged.has(advice)) return;
  logged.add(advice);
  // oxlint-disable-next-line no-console -- the only place where the owner of the page meets us
  console.error(`Interview Prep: ${advice}`, cause);
}

/** Advice for a secret key in a page. */
export const SECRET_KEY_ADVICE =
  'the key is a secret key (isk_…), which every visitor of this page can read. Revoke it and use a publishable key (ipk_…).';

/** Advice for a key that is missing or is not a publishable key. Contains at most four characters of the key. */
export function keyAdvice(key: string | undefined): string {
  if (!key)
    return 'the key is missing. Set the attribute data-key="ipk_…" of the script tag, or key="ipk_…" of the element.';
  if (key.startsWith('isk_')) return SECRET_KEY_ADVICE;
  return `the key starts with "${key.slice(0, 4)}"; expected a publishable key, which starts with "ipk_".`;
}
