import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import { withoutCertificate } from './trusted-certificate.ts';

export const removeExternalSamlIdpCertificate = defineAction({
  id: 'organization:RemoveExternalSAMLIdPCertificate',
  summary: 'Trust a signing certificate no longer; while single sign-on is on, one must remain.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), certificateId: z.string() }),
  output: z.object({}),

  async run(context, { zoneId, certificateId }) {
    const { spaceId } = await getOwnSpace(context.db, context.actor, zoneId);
    await changeConfiguration(context, spaceId, (present) => withoutCertificate(present, certificateId));
    return {};
  },
});
