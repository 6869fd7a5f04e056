import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { listingOf, paging } from '../paging.ts';
import { camResource } from '../resource-name.ts';
import { roleInfo, toRoleInfo } from './role.ts';
import * as roles from './role-queries.ts';

export const describeRoleList = defineAction({
  id: 'cam:DescribeRoleList',
  summary: 'List the roles of the account, by name.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object(paging),
  output: z.object({ list: z.array(roleInfo), totalNum: z.int() }),
  resource: (_input, { uin }) => camResource(uin, 'roleName/*'),

  async run({ db, actor }, asked) {
    const { uin } = requirePrincipal(actor);
    const { items, total } = await roles.list(db, uin, listingOf(asked));
    return { list: items.map((role) => toRoleInfo(role, uin)), totalNum: total };
  },
});
