import type { KeyObject } from 'node:crypto';

/**
 * A certificate around a key of any kind, in PEM. Nobody has signed it: what is trusted is the key in it, as an
 * administrator has entered it.
 */
export function certify(publicKey: KeyObject): string {
  const sha256WithRsa = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
  const commonName = sequence(
    der(0x06, Buffer.from('550403', 'hex')),
    der(0x0c, Buffer.from('idp.example.com')),
  );
  const name = sequence(der(0x31, commonName));
  const toBeSigned = sequence(
    der(0x02, Buffer.from([1])),
    sha256WithRsa,
    name,
    sequence(der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('360101000000Z'))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const certificate = sequence(toBeSigned, sha256WithRsa, der(0x03, Buffer.alloc(257)));
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n').trim();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----`;
}

const sequence = (...content: Buffer[]): Buffer => der(0x30, ...content);

/** One value of ASN.1 in DER: what it is, how long, and what it holds. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const bytes = Buffer.concat(content);
  const { length } = bytes;
  const head =
    length < 128
      ? [tag, length]
      : length < 256
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(head), bytes]);
}
