import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import * as memberPermissions from '../member-permissions/member-permission-queries.ts';
import { loginPermissionInUse, loginPermissionNotFound, requireEditable } from './login-permission.ts';
import * as loginPermissions from './login-permission-queries.ts';

export const deleteOrganizationIdentity = defineAction({
  id: 'organization:DeleteOrganizationIdentity',
  summary: 'Delete a login permission that no member has configured.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ identityId: z.int() }),
  output: z.object({}),

  async run({ db, actor }, { identityId: loginPermissionId }) {
    const { organizationId } = requireAdministrator(actor);
    requireEditable(loginPermissionId);
    await loginPermissions.hold(db, organizationId, loginPermissionId, { alone: true });
    const permission = await loginPermissions.find(db, organizationId, loginPermissionId);
    if (!permission) throw loginPermissionNotFound(loginPermissionId);
    const members = await memberPermissions.listMemberNames(db, organizationId, loginPermissionId);
    if (members.length > 0) throw loginPermissionInUse(permission.name, members);

    await loginPermissions.remove(db, organizationId, loginPermissionId);
    return {};
  },
});
