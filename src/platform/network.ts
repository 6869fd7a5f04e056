import ipaddr from 'ipaddr.js';

/** Whom an address belongs to: one address of IPv4, the 64 bits of a network of IPv6, where anybody has 2^64. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address instanceof ipaddr.IPv6 ? address.parts.slice(0, 4).join(':') : address.toString();
}
