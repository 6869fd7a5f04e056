import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import {
  type IdentityProviderMetadata,
  MetadataProblem,
  readIdentityProviderMetadata,
} from '../../../platform/saml/identity-provider-metadata.ts';
import { readCertificate } from '../../../platform/saml/key-pair.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { certificateLimit, identityProviderMissing, metadataInvalid } from './identity-provider.ts';
import * as identityProviders from './identity-provider-queries.ts';

export const setExternalSamlIdentityProvider = defineAction({
  id: 'organization:SetExternalSAMLIdentityProvider',
  summary: "Set the company's identity provider by its metadata, and switch single sign-on on or off.",
  effect: 'write',
  allowed: ['administrator'],
  input: z.object({
    zoneId: z.string(),
    /** Base64 of the metadata document. What is not given stays as it is. */
    encodedMetadataDocument: z.string().max(400_000).optional(),
    ssoStatus: z.enum(['Enabled', 'Disabled']).optional(),
  }),
  output: z.object({ certificateIds: z.array(z.string()) }),

  async run(context, { zoneId, encodedMetadataDocument, ssoStatus }) {
    const { db, actor, now } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const present = await identityProviders.find(db, spaceId);
    const document =
      encodedMetadataDocument && Buffer.from(encodedMetadataDocument, 'base64').toString('utf8');
    if (!document && !present) throw identityProviderMissing();

    const metadata = document ? readMetadata(document) : undefined;
    const provider = {
      ...present,
      ...(metadata && { ...metadata, metadataDocument: document }),
    } as NonNullable<typeof present>;
    const isEnabled = ssoStatus ? ssoStatus === 'Enabled' : (present?.isEnabled ?? false);
    await identityProviders.put(db, spaceId, { ...provider, isEnabled }, now);
    if (metadata) await replaceCertificates(context, spaceId, metadata);

    const certificates = await identityProviders.listCertificates(db, spaceId);
    return { certificateIds: certificates.map((certificate) => certificate.certificateId) };
  },
});

function readMetadata(document: string): IdentityProviderMetadata {
  try {
    return readIdentityProviderMetadata(document);
  } catch (error) {
    if (error instanceof MetadataProblem) throw metadataInvalid(error);
    throw error;
  }
}

async function replaceCertificates(
  { db, random }: ActionContext,
  spaceId: string,
  metadata: IdentityProviderMetadata,
) {
  if (metadata.certificates.length > certificateLimit) {
    const count = metadata.certificates.length;
    const message = `The document has ${count} signing certificates; ${certificateLimit} are allowed.`;
    throw metadataInvalid(
      new MetadataProblem('X509CertificateLimitExceeded', message, { count, limit: certificateLimit }),
    );
  }
  const certificates = metadata.certificates.map((pem) => {
    const { pem: certificate, ...facts } = readCertificate(pem);
    return { certificateId: random.id('idp-c'), certificate, ...facts };
  });
  await identityProviders.replaceCertificates(db, spaceId, certificates);
}
