/** Starts a browser download. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name.replace(/[\\/:*?"<>|]+/g, ' ').trim();
  link.click();
  // The browser keeps the data once the download has started; one minute is enough.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
