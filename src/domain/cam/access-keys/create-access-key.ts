import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { accessKeyDescription, accessKeyStatus } from './access-key.ts';
import { addAccessKey } from './add-access-key.ts';
import { keyOwner } from './key-owner.ts';

export const createAccessKey = defineAction({
  id: 'cam:CreateAccessKey',
  summary: 'Create an access key for a CAM user or oneself; its secret is shown this once.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ targetUin: z.int().optional(), description: accessKeyDescription }),
  output: z.object({
    accessKey: z.object({
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
      status: accessKeyStatus,
      createTime: z.date(),
      description: z.string(),
    }),
  }),
  resource: ({ targetUin }, principal, db) => userResource(targetUin, principal, db),

  async run(context, { targetUin, description }) {
    const { uin } = requirePrincipal(context.actor);
    const userUin = await keyOwner(context, targetUin);
    const key = await addAccessKey(context, uin, userUin, description);
    return { accessKey: { ...key, status: 'Active' as const, createTime: context.now, description } };
  },
});
