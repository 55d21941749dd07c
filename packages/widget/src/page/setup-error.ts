/** Tells the one who embeds the widget what to mend. They look into the console first. */
export function logSetupError(advice: string, cause: unknown = ''): void {
  // oxlint-disable-next-line no-console -- the only place where the owner of the page meets us
  console.error(`Interview Prep: ${advice}`, cause);
}
