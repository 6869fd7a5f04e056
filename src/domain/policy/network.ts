import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An address, or a range with its first address and the length of what all of it share. */
export interface Network {
  address: Address;
  bits: number;
}

/** Strictly: four decimal numbers without leading zeros, or IPv6 without a zone. IPv4 in IPv6 is IPv4. */
export function readAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text) && !/(?:^|\.)0\d/.test(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** `10.217.182.3/24` means the whole /24: bits after the prefix do not count. */
export function readNetwork(text: string): Network | undefined {
  const [host = '', prefix, ...others] = text.split('/');
  const address = readAddress(host);
  if (!address || others.length > 0) return undefined;
  const width = address.kind() === 'ipv4' ? 32 : 128;
  if (prefix === undefined) return { address, bits: width };
  // A range of IPv4 in IPv6 counts its bits from the beginning of IPv6.
  const skipped = host.includes(':') && width === 32 ? 96 : 0;
  const bits = /^(?:0|[1-9]\d{0,2})$/.test(prefix) ? Number(prefix) - skipped : -1;
  return bits >= 0 && bits <= width ? { address, bits } : undefined;
}

export const isWithin = (address: Address, network: Network): boolean =>
  address.kind() === network.address.kind() &&
  (address as ipaddr.IPv4).match(network.address as ipaddr.IPv4, network.bits);
