import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { roleArn, roles } from '../../cam/index.ts';
import * as revocations from './revocation-queries.ts';
import { roleNotFound } from './role-refusals.ts';

export const revokeRoleSessions = defineAction({
  id: 'sts:RevokeRoleSessions',
  summary: 'End every session of a role that began until now; whoever is still trusted may come again.',
  effect: 'write',
  allowed: ['principal'],
  resource: ({ roleName }, { uin }) => roleArn(uin, roleName),
  input: z.object({ roleName: z.string().max(128) }),
  output: z.object({ revoked: z.int() }),

  async run({ db, actor, now, changed }, { roleName }) {
    const { uin } = requirePrincipal(actor);
    const role = await roles.find(db, uin, roleName);
    if (!role) throw roleNotFound(roleName);

    const revoked = await revocations.revoke(db, uin, role.roleId, now);
    changed({ sessions: revoked }, null);
    return { revoked };
  },
});
