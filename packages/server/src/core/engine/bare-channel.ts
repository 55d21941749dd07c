/** Harmony whose marks a server took out, and left the names of the channels. */
const BARE_CHANNEL = /^\s*(?:analysis|commentary)(?=[A-Z\n<]|\s+[A-Z])/u;
const CHANNELS = ['analysis', 'commentary'];

/** A channel of thoughts with which an answer begins; `unknown` until enough of it is there. */
export function bareChannelIn(
  text: string,
  final: boolean,
): { readonly text: string; readonly closers: readonly string[] } | 'unknown' | undefined {
  const [found] = BARE_CHANNEL.exec(text) ?? [];
  if (found !== undefined) return { text: found, closers: ['assistantfinal', 'assistant final', 'final<|message|>'] };
  const begun = text.trim();
  return !final && begun !== '' && CHANNELS.some((name) => name.startsWith(begun)) ? 'unknown' : undefined;
}
