import { VIDEO_HOSTS } from './interview-words.ts';
import type { CalendarEvent } from './calendar-event.ts';

const ADDRESS = /https?:\/\/[^\s<>"'()[\]\\]{1,500}/giu;

/** Where an entry's video link leads: a host known for it, or any address given as the place. */
export function videoHostOf({
  links,
  location = '',
  description = '',
}: Pick<CalendarEvent, 'links' | 'location' | 'description'>): string | undefined {
  const hosts = hostsIn([...links, location, description].join('\n'));
  return hosts.find((host) => belongsTo(host, VIDEO_HOSTS)) ?? hostsIn(location)[0];
}

/** A text with every address cut to its host: the rest may be a secret that lets its holder join. */
export function withHostsOnly(text: string): string {
  return text.replace(ADDRESS, (address) => hostIn(address) ?? '');
}

/** The first host in the links and words of an entry that is one of these, or belongs to one. */
export function hostAmong(
  { links, location = '', description = '' }: Pick<CalendarEvent, 'links' | 'location' | 'description'>,
  known: readonly string[],
): string | undefined {
  return hostsIn([...links, location, description].join('\n')).find((host) => belongsTo(host, known));
}

export function belongsTo(host: string, known: readonly string[]): boolean {
  return known.some((one) => host === one || host.endsWith(`.${one}`));
}

function hostsIn(text: string): string[] {
  return [...text.matchAll(ADDRESS)].flatMap(([address]) => hostIn(address) ?? []);
}

function hostIn(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname.slice(0, 100) : undefined;
}
