import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { rsaSha256, type Signer, writeSignature } from '../signature/write-signature.ts';
import type { LogoutMessage } from './write-logout.ts';

/** How a message goes to the identity provider by way of the browser: as an address, or as a form. */
export type Delivery =
  | { binding: 'redirect'; url: string }
  | {
      binding: 'post';
      url: string;
      field: 'SAMLRequest' | 'SAMLResponse';
      message: string;
      relayState: string;
    };

interface Route {
  binding: 'redirect' | 'post';
  url: string;
  field: 'SAMLRequest' | 'SAMLResponse';
  /** What the other side gave us, to be given back; empty when nothing. */
  relayState: string;
}

export const deliver = (message: LogoutMessage, route: Route, signer: Signer): Delivery =>
  route.binding === 'post' ? byPost(message, route, signer) : byRedirect(message, route, signer);

/** saml-bindings §3.4.4.1: the query is signed, not the message. */
function byRedirect(
  { head, tail }: LogoutMessage,
  { url, field, relayState }: Route,
  { privateKey }: Signer,
): Delivery {
  const deflated = deflateRawSync(head + tail).toString('base64');
  const signed = [
    `${field}=${encoded(deflated)}`,
    ...(relayState ? [`RelayState=${encoded(relayState)}`] : []),
    `SigAlg=${encoded(rsaSha256)}`,
  ].join('&');
  const signature = sign('sha256', Buffer.from(signed), privateKey).toString('base64');
  const query = `${signed}&Signature=${encoded(signature)}`;
  return { binding: 'redirect', url: `${url}${url.includes('?') ? '&' : '?'}${query}` };
}

/** saml-bindings §3.5.4: the message holds its signature. */
function byPost(
  { id, head, tail }: LogoutMessage,
  { url, field, relayState }: Route,
  signer: Signer,
): Delivery {
  const xml = head + writeSignature(head + tail, id, signer) + tail;
  return { binding: 'post', url, field, message: Buffer.from(xml, 'utf8').toString('base64'), relayState };
}

/** Browsers write an apostrophe in a query otherwise than it was written, which would break the signature. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
