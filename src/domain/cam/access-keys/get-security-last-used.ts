import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { camResource } from '../resource-name.ts';
import * as accessKeys from './access-key-queries.ts';

export const getSecurityLastUsed = defineAction({
  id: 'cam:GetSecurityLastUsed',
  summary: 'Tell when access keys of the account were last used.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ secretIdList: z.array(z.string()).max(10) }),
  output: z.object({
    secretIdLastUsedRows: z.array(
      z.object({ secretId: z.string(), lastUsedDate: z.string(), lastSecretUsedDate: z.int() }),
    ),
  }),
  resource: (_input, { uin }) => camResource(uin, 'uin/*'),

  async run({ db, actor }, { secretIdList }) {
    const { uin } = requirePrincipal(actor);
    const found = await accessKeys.listByIds(db, uin, secretIdList);
    return {
      secretIdLastUsedRows: found.map(({ accessKeyId, usedAt }) => ({
        secretId: accessKeyId,
        lastUsedDate: usedAt ? usedAt.toISOString().slice(0, 10) : '',
        lastSecretUsedDate: usedAt ? Math.floor(usedAt.getTime() / 1000) : 0,
      })),
    };
  },
});
