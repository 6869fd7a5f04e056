import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { certificateDetails } from '../../../platform/saml/key-pair.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as sso from './sso-queries.ts';

export const listExternalSamlIdpCertificates = defineAction({
  id: 'organization:ListExternalSAMLIdPCertificates',
  summary: 'List the signing certificates of the identity provider that are trusted.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string() }),
  output: z.object({
    samlIdpCertificates: z.array(
      z.object({
        certificateId: z.string(),
        x509Certificate: z.string(),
        subject: z.string(),
        fingerprint: z.string(),
        notBefore: z.string(),
        notAfter: z.string(),
        serialNumber: z.string(),
        issuer: z.string(),
        publicKey: z.string(),
        signatureAlgorithm: z.string(),
      }),
    ),
    totalCounts: z.int(),
  }),

  async run({ db, actor }, { zoneId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const certificates = (await sso.find(db, spaceId))?.configuration.certificates ?? [];
    return {
      samlIdpCertificates: certificates.map(({ pem, ...certificate }) => ({
        ...certificate,
        ...certificateDetails(pem),
        x509Certificate: pem,
      })),
      totalCounts: certificates.length,
    };
  },
});
