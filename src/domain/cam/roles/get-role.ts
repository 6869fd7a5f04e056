import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { roleInfo, roleReference, toRoleInfo } from './role.ts';
import { getRoleOf, roleResource } from './role-reference.ts';

export const getRole = defineAction({
  id: 'cam:GetRole',
  summary: 'Show one role with its trust policy.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object(roleReference),
  output: z.object({ roleInfo }),
  resource: roleResource,

  async run({ db, actor }, reference) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, reference);
    return { roleInfo: toRoleInfo(role, uin) };
  },
});
