import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import { toTrustedCertificate, withCertificate } from './trusted-certificate.ts';

export const addExternalSamlIdpCertificate = defineAction({
  id: 'organization:AddExternalSAMLIdPCertificate',
  summary: 'Trust one more signing certificate of the identity provider, beside those already there.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), x509Certificate: z.string().max(20_000) }),
  output: z.object({ certificateId: z.string() }),

  async run(context, { zoneId, x509Certificate }) {
    const { spaceId } = await getOwnSpace(context.db, context.actor, zoneId);
    const certificate = toTrustedCertificate(x509Certificate, 'manual', context);
    await changeConfiguration(context, spaceId, (present) => withCertificate(present, certificate));
    return { certificateId: certificate.certificateId };
  },
});
