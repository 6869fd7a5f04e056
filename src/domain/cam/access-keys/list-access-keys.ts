import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { accessKeyStatus } from './access-key.ts';
import * as accessKeys from './access-key-queries.ts';
import { keyOwner } from './key-owner.ts';

export const listAccessKeys = defineAction({
  id: 'cam:ListAccessKeys',
  summary: 'List the access keys of a CAM user or of oneself, without their secrets.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ targetUin: z.int().optional() }),
  output: z.object({
    accessKeys: z.array(
      z.object({
        accessKeyId: z.string(),
        status: accessKeyStatus,
        createTime: z.date(),
        description: z.string(),
        /** Ours; in the API it takes GetSecurityLastUsed. */
        lastUsedTime: z.date().nullable(),
      }),
    ),
  }),
  resource: ({ targetUin }, principal, db) => userResource(targetUin, principal, db),

  async run(context, { targetUin }) {
    const { uin } = requirePrincipal(context.actor);
    const userUin = await keyOwner(context, targetUin);
    const present = await accessKeys.list(context.db, uin, userUin);
    return {
      accessKeys: present.map(({ accessKeyId, status, description, createdAt, usedAt }) => ({
        accessKeyId,
        status,
        description,
        createTime: createdAt,
        lastUsedTime: usedAt,
      })),
    };
  },
});
