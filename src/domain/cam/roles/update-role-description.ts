import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { description } from '../description.ts';
import { requireUnlocked, roleReference } from './role.ts';
import * as roles from './role-queries.ts';
import { getRoleOf, roleResource } from './role-reference.ts';

export const updateRoleDescription = defineAction({
  id: 'cam:UpdateRoleDescription',
  summary: 'Describe a role anew.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ ...roleReference, description }),
  output: z.object({}),
  resource: roleResource,

  async run({ db, actor, now }, { description: text, ...reference }) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, reference);
    requireUnlocked(role);

    await roles.update(db, uin, role.roleId, { description: text }, now);
    return {};
  },
});
