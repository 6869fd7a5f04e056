import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeBase64 } from '../../../platform/saml/decode-message.ts';
import type { Vault } from '../../../platform/secrets.ts';

/** More characters than a response of a person with some hundred groups; what is longer is not kept. */
const keptCharacters = 98_304;
const deflation = { level: 1, windowBits: 13, memLevel: 5 };

/**
 * The `SAMLResponse` field, small and sealed: whoever held it while it is valid could log in. What is no base64
 * is kept as it came. Undefined when it is too long to keep.
 */
export function keepResponse(vault: Vault, encoded: string): string | undefined {
  if (encoded === '' || encoded.length > keptCharacters) return undefined;
  const bytes = decodeBase64(encoded);
  const kind = bytes ? 'base64' : 'text';
  return `${kind}:${vault.sealBytes(deflateRawSync(bytes ?? Buffer.from(encoded, 'utf8'), deflation))}`;
}

/** The field as it was kept. */
export function openResponse(vault: Vault, kept: string): string {
  const [kind, sealed = ''] = kept.split(':');
  return inflateRawSync(vault.openBytes(sealed)).toString(kind === 'base64' ? 'base64' : 'utf8');
}
