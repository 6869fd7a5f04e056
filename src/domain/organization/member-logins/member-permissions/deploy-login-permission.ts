import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import * as organizations from '../../organizations/organization-queries.ts';
import * as loginPermissions from '../login-permissions/login-permission-queries.ts';
import * as members from '../member-queries.ts';
import * as memberPermissions from './member-permission-queries.ts';
import { putMemberRole } from './member-role.ts';

export const deployLoginPermission = defineAction({
  id: 'organization:DeployLoginPermission',
  summary: 'Bring the roles of a changed login permission in line, in these members; a job.',
  effect: 'write',
  allowed: ['system'],
  input: z.object({ organizationId: z.int(), loginPermissionId: z.int(), uins: z.array(z.int()) }),
  output: z.object({}),

  async run(context, { organizationId, loginPermissionId, uins }) {
    const { db, now } = context;
    await loginPermissions.hold(db, organizationId, loginPermissionId);
    const permission = await loginPermissions.find(db, organizationId, loginPermissionId);
    const organization = await organizations.find(db, organizationId);
    if (!permission || !organization) return {};

    const admin = { uin: organization.adminUin, organizationId };
    for (const { uin } of await memberPermissions.list(db, organizationId, { uins, loginPermissionId })) {
      if (!(await members.hold(db, organizationId, uin))) continue;
      await putMemberRole(context, admin, uin, permission);
      await memberPermissions.put(db, organizationId, { uin, loginPermissionId }, now);
    }
    return {};
  },
});
