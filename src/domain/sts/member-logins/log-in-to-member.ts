import { z } from 'zod';
import type { Principal } from '../../../action/actor.ts';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { type Role, roleArn } from '../../cam/index.ts';
import {
  memberPermissionMissing,
  memberPermissions,
  requireAdministrator,
  roleNameOf,
} from '../../organization/index.ts';
import { requesterOf } from '../credentials/requester.ts';
import { getTrustingRole } from '../credentials/trusting-role.ts';
import { openSession } from '../sessions/open-session.ts';
import { roleSession, toRoleSession } from '../sessions/role-session.ts';
import { longestFor } from '../sessions/session-duration.ts';

export const logInToMember = defineAction({
  id: 'sts:LogInToMember',
  summary: 'Enter a member at its console, as the role of a login permission that it has.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'sts:AssumeRole',
  asksOwner: true,
  resource: ({ memberUin, identityId }) => roleArn(memberUin, roleNameOf(identityId)),
  input: z.object({ memberUin: z.int(), identityId: z.int() }),
  output: z.object({
    uin: z.int(),
    identity: roleSession,
    endsAt: z.date(),
  }),

  async run(context, { memberUin: uin, identityId }) {
    const caller = requireAdministrator(context.actor);
    const role = await getRole(context, caller, uin, identityId);
    const requester = await requesterOf(context, caller);
    const sessionName = nameOf(caller);
    const asked = { uin, kind: 'role', roleId: role.roleId, sessionName, requester } as const;
    const session = await openSession(context, { ...asked, seconds: longestFor(role, requester) });

    return { uin, identity: toRoleSession(session, role), endsAt: session.expiresAt };
  },
});

/** The member is of the organization, has the permission, and its role trusts whoever comes, at its console. */
async function getRole(
  { db }: ActionContext,
  caller: Principal & { organizationId: number },
  uin: number,
  identityId: number,
): Promise<Role> {
  const configured = await memberPermissions.find(db, caller.organizationId, uin, identityId);
  if (!configured) throw memberPermissionMissing(uin);
  const role = await getTrustingRole(db, caller, { uin, roleName: roleNameOf(identityId) }, {});
  if (!role.consoleLogin) throw memberPermissionMissing(uin);
  return role;
}

/** Whoever looks at the sessions of the role in the member sees who came. */
function nameOf({ identity }: Principal): string {
  if (identity.type === 'cam-user') return identity.userName;
  if (identity.type === 'role') return identity.sessionName;
  return identity.type === 'federated-user' ? identity.name : 'root';
}
