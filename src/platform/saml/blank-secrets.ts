import { decodeBase64 } from './decode-message.ts';

const blank = '[blanked]';

/**
 * The XML of a `SAMLResponse` field without what makes it a credential: signature values and ciphertexts. It
 * works on the text, because it must show what no parser reads, too.
 */
export function blankSecrets(encoded: string): string {
  const bytes = decodeBase64(encoded);
  if (!bytes) return encoded.slice(0, 2000);
  const xml = bytes.toString('utf8').toWellFormed();
  const opening = /<(?:[\w.-]+:)?(?:SignatureValue|CipherValue)\b[^>]*>/g;
  let shown = '';
  let at = 0;
  for (let tag = opening.exec(xml); tag; tag = opening.exec(xml)) {
    const start = tag.index + tag[0].length;
    const end = xml.indexOf('</', start);
    shown += xml.slice(at, start) + blank;
    at = end === -1 ? xml.length : end;
    opening.lastIndex = at;
  }
  return shown + xml.slice(at);
}
