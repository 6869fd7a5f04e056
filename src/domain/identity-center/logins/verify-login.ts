import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { ActionContext } from '../../../action/define-action.ts';
import type { Expectations } from '../../../platform/saml/expectations.ts';
import type { VerifiedAssertion } from '../../../platform/saml/read-assertion.ts';
import { requireSecondOpinion } from '../../../platform/saml/second-opinion.ts';
import type { SamlStep } from '../../../platform/saml/steps.ts';
import { verifyMessage } from '../../../platform/saml/verify-response.ts';
import type { XmlDocument } from '../../../platform/xml/parse-xml.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import { spaceUrls } from '../space/space-urls.ts';
import type { SsoConfiguration } from '../sso/sso-configuration.ts';

export interface Believed {
  spaceId: string;
  spaceName: string;
  samlName: string;
  configuration: SsoConfiguration;
}

/** Holds a response against the settings of a space. Throws a SamlRefusal. Nothing is used up. */
export async function verifyLogin(
  context: Pick<ActionContext, 'db' | 'vault' | 'settings'>,
  { spaceId, spaceName: name, samlName, configuration }: Believed,
  { message, encoded }: { message: XmlDocument; encoded: string },
  now: Date,
  passed: (step: SamlStep) => void,
): Promise<VerifiedAssertion> {
  const { settings } = context;
  const { serviceProviderEntityId: audience, acsUrl } = spaceUrls(settings, { name, samlName });
  const isEncrypted = message.root.children.some(
    (child) => typeof child !== 'string' && child.localName === 'EncryptedAssertion',
  );
  const keys = isEncrypted ? await openKeys(context, spaceId) : [];
  const expected: Expectations = {
    entityId: configuration.entityId,
    certificates: configuration.certificates.map(({ pem }) => pem),
    audience,
    acsUrl,
    inResponseTo: configuration.allowsIdpInitiated ? 'optional' : 'required',
    now,
    clockSkewSeconds: settings.clockSkewSeconds,
    maximumBytes: settings.samlResponseBytes,
    decryptionKeys: () => keys,
    allowsCbc: configuration.allowsCbc,
  };
  const verified = verifyMessage(message, expected, passed);
  if (settings.samlSecondOpinion) await requireSecondOpinion(encoded, expected, verified);
  return verified;
}

/** All that an identity provider may still encrypt for: the key in use, the next one and retired ones. */
async function openKeys(
  { db, vault }: Pick<ActionContext, 'db' | 'vault'>,
  spaceId: string,
): Promise<KeyObject[]> {
  const keys = await signingKeys.list(db, spaceId, 'service-provider');
  return keys.map(({ privateKeySealed }) => createPrivateKey(vault.open(privateKeySealed)));
}
