import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * How a name is looked up for a request to an address that an administrator typed, so that nobody reaches our own
 * network with it (server-side request forgery): a name is refused when any of its addresses is not public, and
 * the connection goes to exactly what was checked. Throws when the host is such an address itself. Hosts that are
 * listed may be inside.
 */
export function allowedLookup(
  url: URL,
  privateHosts: readonly string[],
  notPublic: (host: string) => Error,
): LookupFunction {
  const isAllowed = (ip: string) => isPublic(ip) || privateHosts.includes(url.hostname);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(literal) && !isAllowed(literal)) throw notPublic(url.hostname);
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found = []) => {
      const refusal = found.every(({ address }) => isAllowed(address)) ? error : notPublic(host);
      const [first = { address: '', family: 4 }] = found;
      if (options.all) done(refusal, found);
      else done(refusal, first.address, first.family);
    });
  };
}

const globalUnicast = ipaddr.IPv6.parse('2000::');

/** `unicast` is what ipaddr.js calls an address that is none of the special ones (RFC 6890, RFC 4291 §2.4). */
function isPublic(ip: string): boolean {
  const address = ipaddr.process(ip);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast, 3);
}
