/** Hands a file to the browser's own download. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name.replace(/[\\/:*?"<>|]+/g, ' ').trim();
  link.click();
  // The download has its own hold on the bytes once it has begun; a minute is enough for that.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
