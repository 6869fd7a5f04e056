import type { ActionContext } from '../../../action/define-action.ts';
import { generateSamlKeyPair } from '../../../platform/saml/key-pair.ts';
import type { SigningKey } from './signing-key-queries.ts';
import type { Space } from './space.ts';

/** A fresh key of a space with its certificate; nothing is stored yet. */
export async function makeSigningKey(
  { now, random, vault }: Pick<ActionContext, 'now' | 'random' | 'vault'>,
  { name }: Space,
  purpose: 'service-provider' | 'identity-provider',
  state: SigningKey['state'],
): Promise<SigningKey> {
  const serialNumber = (random.integer(2 ** 40) + 1).toString(16).padStart(12, '0');
  const commonName = `Identity Center ${name} (${purpose})`;
  const pair = await generateSamlKeyPair(commonName, serialNumber, now, random);
  const { privateKey, certificate, notAfter } = pair;
  return {
    keyId: random.id('key'),
    state,
    privateKeySealed: vault.seal(privateKey),
    certificate,
    notAfter,
    createdAt: now,
  };
}
