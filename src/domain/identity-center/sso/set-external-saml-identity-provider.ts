import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import { withMetadata } from './configuration-from-metadata.ts';
import { requireSecureAddress } from './secure-address.ts';
import type { SsoConfiguration } from './sso-configuration.ts';
import { toTrustedCertificate } from './trusted-certificate.ts';

export const setExternalSamlIdentityProvider = defineAction({
  id: 'organization:SetExternalSAMLIdentityProvider',
  summary:
    "Set the company's identity provider, by metadata or by hand, and switch single sign-on on or off.",
  effect: 'write',
  allowed: ['administrator'],
  input: z.object({
    zoneId: z.string(),
    /** Base64 of the metadata document. What is not given, or empty, stays as it is. */
    encodedMetadataDocument: z.string().max(700_000).optional(),
    entityId: z.string().max(1024).optional(),
    loginUrl: z.string().max(2048).optional(),
    /** PEM, or its base64 alone; replaces every certificate. */
    x509Certificate: z.string().max(20_000).optional(),
    ssoStatus: z.enum(['Enabled', 'Disabled']).optional(),
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
  ssoStatus?: 'Enabled' | 'Disabled' | undefined;
}

function merge(present: SsoConfiguration, given: Given, context: ActionContext): SsoConfiguration {
  const document = Buffer.from(given.encodedMetadataDocument ?? '', 'base64').toString('utf8');
  const read = document ? withMetadata(present, document, context) : present;
  return {
    ...read,
    ...(given.entityId && { entityId: given.entityId }),
    ...(given.loginUrl && { loginUrl: requireSecureAddress('loginUrl', given.loginUrl) }),
    ...(given.x509Certificate && {
      certificates: [toTrustedCertificate(given.x509Certificate, 'manual', context)],
    }),
    ...(given.ssoStatus && { isEnabled: given.ssoStatus === 'Enabled' }),
  };
}
