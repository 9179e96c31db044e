import { isIPv6 } from 'node:net';

/** Groups of an IPv6 address that its network is told by: one household or office has a /64 (SECURITY R19). */
const networkGroups = 4;

/** What stands for an address where a person is to be recognised: itself, or for IPv6 its /64. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return isIPv6(address)
    ? `${expanded(address).slice(0, networkGroups).join(':')}::/64`
    : address.slice(0, 45);
}

/** The eight groups of an IPv6 address, without leading zeros (RFC 5952 4.1). */
function expanded(address: string): string[] {
  const [head = '', tail = ''] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const before = head.split(':').filter((group) => group !== '');
  const after = tail.split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}
