import { SamlRefusal } from './refusal.ts';

/** The XML text of a form field (saml-bindings §3.5.4): strict base64 of strict UTF-8, up to a size. */
export function decodeMessage(encoded: string, maximumBytes: number): string {
  if (encoded.length > (maximumBytes * 4) / 3 + 1024) {
    throw new SamlRefusal('too-large', `${encoded.length} characters`, `at most ${maximumBytes} bytes`);
  }
  const compact = encoded.replace(/[\r\n\t ]/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.length % 4 !== 0) {
    throw new SamlRefusal('not-base64', `${compact.slice(0, 40)}`, 'base64 text');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(compact, 'base64'));
  } catch {
    throw new SamlRefusal('not-xml', 'bytes that are not UTF-8', 'UTF-8 text');
  }
}
