import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as attachments from '../policies/attachment-queries.ts';
import { requireChangeable, roleReference } from './role.ts';
import * as roles from './role-queries.ts';
import { getRoleOf, roleResource } from './role-reference.ts';

export const deleteRole = defineAction({
  id: 'cam:DeleteRole',
  summary: 'Delete a role with its attachments; whoever is in it is out.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object(roleReference),
  output: z.object({}),
  resource: roleResource,

  async run({ db, actor }, reference) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, reference);
    requireChangeable(role);

    await attachments.detachAll(db, uin, { kind: 'role', principalId: role.roleId });
    await roles.remove(db, uin, role.roleId);
    return {};
  },
});
