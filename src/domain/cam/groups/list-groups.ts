import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { listingOf, paging } from '../paging.ts';
import { camGroup, groupResource } from './cam-group.ts';
import * as groups from './cam-group-queries.ts';

export const listCamGroups = defineAction({
  id: 'cam:ListGroups',
  summary: 'List the user groups of the account, by name.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object(paging),
  output: z.object({ totalNum: z.int(), groupInfo: z.array(camGroup) }),
  resource: (_input, { uin }) => groupResource(uin, '*'),

  async run({ db, actor }, asked) {
    const { uin } = requirePrincipal(actor);
    const { items, total } = await groups.list(db, uin, listingOf(asked));
    return { totalNum: total, groupInfo: items };
  },
});
