import { decodeBase64 } from './decode-message.ts';

const blank = '[blanked]';

/**
 * The XML of a `SAMLResponse` field without what makes it a credential: signature values and ciphertexts. It works
 * on the text, because it must show what no parser reads, too; so whatever else looks like a long base64 text goes
 * as well, unless it is a certificate.
 */
export function blankSecrets(encoded: string): string {
  const bytes = decodeBase64(encoded);
  const text = (bytes ?? Buffer.from(encoded, 'utf8')).toString('utf8').toWellFormed().replaceAll('\0', '');
  // What is no XML may hold anything in any spelling.
  if (!bytes || !/^\s*</.test(text)) return withoutLongValues(text.slice(0, 200));
  return withoutLongValues(withoutSecretElements(text));
}

function withoutSecretElements(xml: string): string {
  const opening = /<(?:[^\s<>:/]+:)?(?:SignatureValue|CipherValue)\b[^>]*>/g;
  const closing = /<\/(?:[^\s<>:/]+:)?(?:SignatureValue|CipherValue)\s*>/g;
  let shown = '';
  let at = 0;
  for (let tag = opening.exec(xml); tag; tag = opening.exec(xml)) {
    const start = tag.index + tag[0].length;
    closing.lastIndex = start;
    const end = closing.exec(xml)?.index ?? xml.length;
    shown += xml.slice(at, start) + blank;
    at = end;
    opening.lastIndex = end;
  }
  return shown + xml.slice(at);
}

/** A line of base64 has 64 characters and more; names, addresses and ids of ours are shorter or no such text. */
const certificateOrLongValue = /(X509Certificate>)[^<]*|[A-Za-z0-9+/=_-]{64,}/g;

const withoutLongValues = (text: string): string =>
  text.replace(certificateOrLongValue, (found, certificate?: string) =>
    certificate || !/[A-Z]/.test(found) ? found : blank,
  );
