import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import type { LoginPermission } from '../login-permissions/login-permission.ts';
import { loginPermissionNotFound } from '../login-permissions/login-permission.ts';
import * as loginPermissions from '../login-permissions/login-permission-queries.ts';
import { requireFewMembers } from '../members.ts';
import { configurePermission } from './configure-permission.ts';
import { eachWithOutcome, outcome, pairsOf, requireFewPermissions } from './member-permission.ts';

export const createOrganizationMemberAuthIdentity = defineAction({
  id: 'organization:CreateOrganizationMemberAuthIdentity',
  summary:
    'Configure login permissions in members: each becomes a CAM role there, with an outcome of its own.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    memberUins: z.array(z.int()).min(1, 'Choose at least one member.').max(1000),
    identityIds: z.array(z.int()).min(1, 'Choose at least one login permission.').max(1000),
  }),
  /** Ours: the Cloud API answers nothing, whatever became of each. */
  output: z.object({ outcomes: z.array(outcome) }),

  async run(context, { memberUins, identityIds }) {
    const { db } = context;
    const admin = requireAdministrator(context.actor);
    const uins = requireFewMembers(memberUins);
    const wanted = requireFewPermissions(identityIds);
    const permissions = await getHeld(db, admin.organizationId, wanted);

    const outcomes = await eachWithOutcome(pairsOf(uins, permissions), (uin, permission) =>
      configurePermission(context, admin, uin, permission),
    );
    return { outcomes };
  },
});

/**
 * As they are, and as they stay until the roles are made. Whoever configures one of them in the same member waits;
 * they are held in one order, so that nobody waits for each other.
 */
async function getHeld(
  db: ActionContext['db'],
  organizationId: number,
  loginPermissionIds: readonly number[],
): Promise<LoginPermission[]> {
  for (const loginPermissionId of [...loginPermissionIds].sort((one, other) => one - other)) {
    await loginPermissions.hold(db, organizationId, loginPermissionId, { alone: true });
  }
  const held: LoginPermission[] = [];
  for (const loginPermissionId of loginPermissionIds) {
    const permission = await loginPermissions.find(db, organizationId, loginPermissionId);
    if (!permission) throw loginPermissionNotFound(loginPermissionId);
    held.push(permission);
  }
  return held;
}
