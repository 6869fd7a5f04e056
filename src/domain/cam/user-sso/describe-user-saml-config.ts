import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { flag, toFlag } from '../flag.ts';
import * as userSso from './user-sso-queries.ts';

export const describeUserSamlConfig = defineAction({
  id: 'cam:DescribeUserSAMLConfig',
  summary: 'Show through which identity provider CAM users come, if any.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({
    samlMetadata: z.string(),
    /** 0 not set, 1 enabled. */
    status: flag,
    /** Ours. */
    entityId: z.string(),
    spaceId: z.string().nullable(),
  }),

  async run({ db, actor }) {
    const { uin } = requirePrincipal(actor);
    const present = await userSso.find(db, uin);
    return {
      samlMetadata: present?.metadataDocument ?? '',
      status: toFlag(present !== undefined),
      entityId: present?.entityId ?? '',
      spaceId: present?.spaceId ?? null,
    };
  },
});
