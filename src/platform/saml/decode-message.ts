import { isAscii, isUtf8 } from 'node:buffer';
import { SamlRefusal } from './refusal.ts';

/** The XML text of a form field (saml-bindings §3.5.4): strict base64 of strict UTF-8, up to a size. */
export function decodeMessage(encoded: string, maximumBytes: number): string {
  if (encoded.length > maximumBytes * 1.5 + 1024) {
    throw new SamlRefusal('too-large', `${encoded.length} characters`, `at most ${maximumBytes} bytes`);
  }
  const bytes = decodeBase64(encoded);
  if (!bytes || bytes.length === 0) {
    throw new SamlRefusal('not-base64', encoded.slice(0, 40) || 'nothing', 'base64 text');
  }
  if (bytes.length > maximumBytes) {
    throw new SamlRefusal('too-large', `${bytes.length} bytes`, `at most ${maximumBytes} bytes`);
  }
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new SamlRefusal('not-xml', 'bytes that are not UTF-8', 'UTF-8 text');
}

/**
 * The bytes of a base64 text (RFC 4648 §4) whose lines may be broken; undefined when it is anything else.
 * Node skips what it does not know, so the bytes are written back and compared.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') === text) return bytes;
  return bytes.toString('base64') === text.replace(/[ \t\r\n]/g, '') ? bytes : undefined;
}
