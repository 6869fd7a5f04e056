import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { listingOf, optionalPaging } from '../paging.ts';
import { camResource } from '../resource-name.ts';
import { subAccount, toSubAccount } from './cam-user.ts';
import * as camUsers from './cam-user-queries.ts';

export const listCamUsers = defineAction({
  id: 'cam:ListUsers',
  summary: 'List the CAM users of the account, by name.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object(optionalPaging),
  output: z.object({
    data: z.array(subAccount),
    /** Ours, for a list that is asked for by pages. */
    totalNum: z.int(),
  }),
  resource: (_input, { uin }) => camResource(uin, 'uin/*'),

  async run({ db, actor }, asked) {
    const { uin } = requirePrincipal(actor);
    const { items, total } = await camUsers.list(db, uin, listingOf(asked));
    return { data: items.map(toSubAccount), totalNum: total };
  },
});
