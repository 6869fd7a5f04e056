import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { readCertificate } from '../../../../platform/saml/key-pair.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import * as signingKeys from '../../space/signing-key-queries.ts';

export const listSamlSigningKeys = defineAction({
  id: 'organization:ListSAMLSigningKeys',
  summary: 'List the keys of the space towards the identity provider: next, current and retired ones.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string() }),
  output: z.object({
    keys: z.array(
      z.object({
        keyId: z.string(),
        state: z.enum(['next', 'current', 'retired']),
        certificate: z.string(),
        subject: z.string(),
        fingerprint: z.string(),
        notAfter: z.date(),
        createdAt: z.date(),
      }),
    ),
  }),

  async run({ db, actor }, { zoneId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const keys = await signingKeys.list(db, spaceId, 'service-provider');
    return {
      keys: keys.map(({ privateKeySealed: _, ...key }) => {
        const { subject, fingerprint } = readCertificate(key.certificate);
        return { ...key, subject, fingerprint };
      }),
    };
  },
});
