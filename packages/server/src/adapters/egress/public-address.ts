import ipaddr from 'ipaddr.js';

const AZURE_HOST = '168.63.129.16'; // answers every Azure machine with its secrets, and counts as public

/** Whether an address of version 4 or 6 is one that anybody on the internet could reach. `false` for what is no address. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  return address instanceof ipaddr.IPv6 ? isPublicV6(address) : isPublicV4(address);
}

/** Whether an address is this machine itself. */
export function isLoopback(text: string): boolean {
  return ipaddr.isValid(text) && ipaddr.process(text).range() === 'loopback';
}

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && address.toString() !== AZURE_HOST;
}

function isPublicV6(address: ipaddr.IPv6): boolean {
  const bytes = address.toByteArray();
  const range = address.range();
  const isMapped = address.isIPv4MappedAddress();
  // A network of version 6 only reaches everybody else through NAT64, so that its public addresses have to pass.
  const isNat64 = range === 'rfc6052' && bytes.slice(4, 12).every((byte) => byte === 0);
  if (isMapped || isNat64) return isPublicV4(new ipaddr.IPv4(bytes.slice(12)));
  const isGlobal = ((bytes[0] ?? 0) & 0xe0) === 0x20;
  return range === 'unicast' && isGlobal;
}
