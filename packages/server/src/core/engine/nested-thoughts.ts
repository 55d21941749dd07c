/** What would begin the same thoughts once more. */
export function openersOf(opener: string, closers: readonly string[]): string[] {
  return [opener, ...closers.map((closer) => closer.replace('/', ''))].filter(
    (text) => text !== '' && !closers.includes(text),
  );
}
