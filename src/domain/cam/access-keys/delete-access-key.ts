import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { accessKeyNotFound } from './access-key.ts';
import * as accessKeys from './access-key-queries.ts';
import { keyOwner } from './key-owner.ts';

export const deleteAccessKey = defineAction({
  id: 'cam:DeleteAccessKey',
  summary: 'Delete an access key; what it signs is refused from now on.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ accessKeyId: z.string(), targetUin: z.int().optional() }),
  output: z.object({}),
  resource: ({ targetUin }, principal, db) => userResource(targetUin, principal, db),

  async run(context, { accessKeyId, targetUin }) {
    const { uin } = requirePrincipal(context.actor);
    const userUin = await keyOwner(context, targetUin);
    const isThere = await accessKeys.remove(context.db, uin, userUin, accessKeyId);
    if (!isThere) throw accessKeyNotFound(accessKeyId);
    return {};
  },
});
