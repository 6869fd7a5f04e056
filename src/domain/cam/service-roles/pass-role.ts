import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { roleArn, roleNotFound } from '../roles/role.ts';
import * as roles from '../roles/role-queries.ts';
import { roleNotForService } from './service-role.ts';
import { isTrusted } from './service-role-grant.ts';

export const passRole = defineAction({
  id: 'cam:PassRole',
  summary: 'Hand a role that trusts it to a service, which then works with what the role may.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ roleName: z.string(), service: z.string() }),
  output: z.object({ roleArn: z.string(), roleId: z.string() }),
  resource: ({ roleName }, { uin }) => roleArn(uin, roleName),

  async run({ db, actor }, { roleName, service }) {
    const { uin } = requirePrincipal(actor);
    const role = await roles.find(db, uin, roleName);
    if (!role) throw roleNotFound(roleName);
    if (!isTrusted(role, service)) throw roleNotForService(roleName, service);
    return { roleArn: roleArn(uin, roleName), roleId: role.roleId };
  },
});
