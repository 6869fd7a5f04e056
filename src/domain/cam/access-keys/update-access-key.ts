import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { accessKeyNotFound, accessKeyStatus } from './access-key.ts';
import * as accessKeys from './access-key-queries.ts';
import { keyOwner } from './key-owner.ts';

export const updateAccessKey = defineAction({
  id: 'cam:UpdateAccessKey',
  summary: 'Switch an access key off, or on again.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ accessKeyId: z.string(), status: accessKeyStatus, targetUin: z.int().optional() }),
  output: z.object({}),
  resource: ({ targetUin }, principal, db) => userResource(targetUin, principal, db),

  async run(context, { accessKeyId, status, targetUin }) {
    const { uin } = requirePrincipal(context.actor);
    const userUin = await keyOwner(context, targetUin);
    const isThere = await accessKeys.setStatus(context.db, uin, userUin, accessKeyId, status);
    if (!isThere) throw accessKeyNotFound(accessKeyId);
    return {};
  },
});
