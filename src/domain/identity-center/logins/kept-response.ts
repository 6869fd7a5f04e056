import { decodeBase64 } from '../../../platform/saml/decode-message.ts';
import type { Vault } from '../../../platform/secrets.ts';

/** More characters than a response of a person with some hundred groups; what is longer is not kept. */
const keptCharacters = 98_304;

/**
 * The `SAMLResponse` field, sealed: whoever held it while it is valid could log in. What is no base64 is kept as
 * it came. Undefined when it is too long to keep.
 */
export function keepResponse(vault: Vault, encoded: string): string | undefined {
  if (encoded === '' || encoded.length > keptCharacters) return undefined;
  const bytes = decodeBase64(encoded);
  return bytes ? `base64:${vault.sealBytes(bytes)}` : `text:${vault.seal(encoded)}`;
}

/** The field as it was kept. */
export function openResponse(vault: Vault, kept: string): string {
  const [kind, sealed = ''] = kept.split(':');
  return kind === 'base64' ? vault.openBytes(sealed).toString('base64') : vault.open(sealed);
}
