import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { decodeBase64 } from '../../../platform/saml/decode-message.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import { withMetadata } from './configuration-from-metadata.ts';
import { requireSecureAddress } from './secure-address.ts';
import type { SsoConfiguration, TrustedCertificate } from './sso-configuration.ts';
import { toTrustedCertificate } from './trusted-certificate.ts';

export const setExternalSamlIdentityProvider = defineAction({
  id: 'organization:SetExternalSAMLIdentityProvider',
  summary:
    "Set the company's identity provider, by metadata or by hand, and switch single sign-on on or off.",
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    zoneId: z.string(),
    /** Base64 of the metadata document. What is not given, or empty, stays as it is. */
    encodedMetadataDocument: z.string().max(700_000).optional(),
    entityId: z.string().max(1024).optional(),
    loginUrl: z.string().max(2048).optional(),
    /** PEM, or its base64 alone; replaces every certificate. */
    x509Certificate: z.string().max(20_000).optional(),
    ssoStatus: z.enum(['Enabled', 'Disabled', '']).optional(),
  }),
  output: z.object({ certificateIds: z.array(z.string()) }),

  async run(context, { zoneId, ...given }) {
    const { spaceId } = await getOwnSpace(context.db, context.actor, zoneId);
    const { certificates } = await changeConfiguration(context, spaceId, (present) =>
      merge(present, given, context),
    );
    return { certificateIds: certificates.map((certificate) => certificate.certificateId) };
  },
});

interface Given {
  encodedMetadataDocument?: string | undefined;
  entityId?: string | undefined;
  loginUrl?: string | undefined;
  x509Certificate?: string | undefined;
  ssoStatus?: 'Enabled' | 'Disabled' | '' | undefined;
}

function merge(present: SsoConfiguration, given: Given, context: ActionContext): SsoConfiguration {
  const document = decodeDocument(given.encodedMetadataDocument ?? '');
  const read = document ? withMetadata(present, document, context) : present;
  return {
    ...read,
    ...(given.entityId && { entityId: given.entityId }),
    ...(given.loginUrl && { loginUrl: requireSecureAddress('loginUrl', given.loginUrl) }),
    ...(given.x509Certificate && {
      certificates: [onlyCertificate(read, given.x509Certificate, context)],
    }),
    ...(given.ssoStatus && { isEnabled: given.ssoStatus === 'Enabled' }),
  };
}

function decodeDocument(encoded: string): string {
  const bytes = decodeBase64(encoded);
  if (bytes) return bytes.toString('utf8');
  const message = `The document is not base64: "${encoded.slice(0, 40)}".`;
  throw new DomainError('invalid-input', 'DecodeMetadataDocumentFailed', message, {
    details: { found: encoded.slice(0, 40) },
    fields: { encodedMetadataDocument: message },
  });
}

/** A certificate that is given again is the same one. */
function onlyCertificate(
  { certificates }: SsoConfiguration,
  text: string,
  context: ActionContext,
): TrustedCertificate {
  const given = toTrustedCertificate(text, 'manual', context);
  return certificates.find(({ fingerprint }) => fingerprint === given.fingerprint) ?? given;
}
