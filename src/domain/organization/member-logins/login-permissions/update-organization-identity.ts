import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { deployLoginPermission } from '../member-permissions/deploy-login-permission.ts';
import * as memberPermissions from '../member-permissions/member-permission-queries.ts';
import { identityPolicies, toPolicies } from './identity-policy.ts';
import { loginPermissionNotFound, permissionDescription, requireEditable } from './login-permission.ts';
import * as loginPermissions from './login-permission-queries.ts';

/** A role is a handful of statements, so a job of this many is done in a second. */
const membersPerJob = 50;

export const updateOrganizationIdentity = defineAction({
  id: 'organization:UpdateOrganizationIdentity',
  summary: 'Change what a login permission allows; a job brings the roles of its members in line.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    identityId: z.int(),
    description: permissionDescription,
    identityPolicy: identityPolicies,
  }),
  output: z.object({}),

  async run({ db, actor, now, later }, { identityId: loginPermissionId, description, identityPolicy }) {
    const { organizationId } = requireAdministrator(actor);
    requireEditable(loginPermissionId);
    const permission = { loginPermissionId, description, ...toPolicies(identityPolicy) };
    await loginPermissions.hold(db, organizationId, loginPermissionId, { alone: true });
    const found = await loginPermissions.update(db, organizationId, permission, now);
    if (!found) throw loginPermissionNotFound(loginPermissionId);

    const uins = await memberPermissions.outdate(db, organizationId, loginPermissionId, now);
    for (let from = 0; from < uins.length; from += membersPerJob) {
      const some = uins.slice(from, from + membersPerJob);
      await later(deployLoginPermission, { organizationId, loginPermissionId, uins: some });
    }
    return {};
  },
});
