import { inflateRawSync } from 'node:zlib';
import type { XmlElement } from '../../xml/element.ts';
import { decodeBase64, decodeMessage } from '../decode-message.ts';
import { parseMessage } from '../parse-message.ts';
import { SamlRefusal } from '../refusal.ts';
import { isSignedBy, requireSignatureAlgorithm } from '../signature/algorithms.ts';
import { publicKeysOf } from '../signature/trusted-keys.ts';
import { verifySignature } from '../signature/verify-signature.ts';

/** A logout message as a browser brings it: in the query as it was sent, or in a form. */
export type ReceivedLogout =
  | { binding: 'redirect'; query: string }
  | { binding: 'post'; field: 'SAMLRequest' | 'SAMLResponse'; message: string; relayState: string };

export interface SignedLogout {
  field: 'SAMLRequest' | 'SAMLResponse';
  root: XmlElement;
  relayState: string;
}

/** Reads a logout message and requires that one of the certificates signed it (saml-profiles §4.4.4.1). */
export const readSignedLogout = (
  received: ReceivedLogout,
  certificates: readonly string[],
  maximumBytes: number,
): SignedLogout =>
  received.binding === 'redirect'
    ? readRedirect(received.query, certificates, maximumBytes)
    : readPost(received, certificates, maximumBytes);

function readPost(
  { field, message, relayState }: Extract<ReceivedLogout, { binding: 'post' }>,
  certificates: readonly string[],
  maximumBytes: number,
): SignedLogout {
  const { root, hasComments } = parseMessage(decodeMessage(message, maximumBytes));
  if (!verifySignature(root, publicKeysOf(certificates), hasComments)) throw notSigned();
  return { field, root, relayState };
}

/** saml-bindings §3.4.4.1: what is signed are the parameters as they stand in the query, in this order. */
function readRedirect(query: string, certificates: readonly string[], maximumBytes: number): SignedLogout {
  const raw = rawParameters(query);
  const field = raw.has('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse';
  const algorithm = decoded(raw.get('SigAlg'));
  const signature = decodeBase64(decoded(raw.get('Signature')));
  if (!algorithm || !signature || signature.length === 0) throw notSigned();
  const signed = [field, 'RelayState', 'SigAlg']
    .filter((name) => raw.has(name))
    .map((name) => `${name}=${raw.get(name)}`)
    .join('&');
  const known = requireSignatureAlgorithm(algorithm);
  const keys = publicKeysOf(certificates);
  if (!keys.some((key) => isSignedBy(key, known, Buffer.from(signed), signature))) {
    throw new SamlRefusal(
      'signature-invalid',
      `a query signed by none of ${keys.length} trusted keys`,
      'one of them',
    );
  }
  const xml = inflate(decoded(raw.get(field)), maximumBytes);
  return { field, root: parseMessage(xml).root, relayState: decoded(raw.get('RelayState')) };
}

/** Parameters as they were written. One that is there twice could be read in two ways. */
function rawParameters(query: string): Map<string, string> {
  const raw = new Map<string, string>();
  for (const part of query.split('&')) {
    const [name = '', ...value] = part.split('=');
    if (raw.has(name))
      throw new SamlRefusal('unexpected-element', `${name.slice(0, 40)} twice in the query`, 'once');
    raw.set(name, value.join('='));
  }
  if (raw.has('SAMLRequest') === raw.has('SAMLResponse')) {
    throw new SamlRefusal('unexpected-element', 'no message, or two', 'SAMLRequest or SAMLResponse');
  }
  return raw;
}

function decoded(raw: string | undefined): string {
  try {
    return decodeURIComponent((raw ?? '').replaceAll('+', ' '));
  } catch {
    throw new SamlRefusal('not-base64', raw?.slice(0, 40) ?? '', 'a URL-encoded value');
  }
}

/** A few bytes can inflate to gigabytes; it ends at the limit. */
function inflate(text: string, maximumBytes: number): string {
  const bytes = decodeBase64(text);
  if (!bytes) throw new SamlRefusal('not-base64', text.slice(0, 40), 'base64 text');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      inflateRawSync(bytes, { maxOutputLength: maximumBytes }),
    );
  } catch (error) {
    const isTooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    if (isTooLarge)
      throw new SamlRefusal('too-large', 'a message that inflates beyond the limit', `${maximumBytes} bytes`);
    throw new SamlRefusal('not-xml', 'bytes that do not inflate to UTF-8', 'deflated UTF-8 text');
  }
}

const notSigned = () => new SamlRefusal('signature-missing', 'no signature', 'a signed logout message');
