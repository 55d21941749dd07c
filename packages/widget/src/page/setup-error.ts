/** Logs to the console what the owner of the embedding site has to fix. */
export function logSetupError(advice: string, cause: unknown = ''): void {
  // oxlint-disable-next-line no-console -- the only place where the owner of the page meets us
  console.error(`Interview Prep: ${advice}`, cause);
}
