import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { permissionDescription } from '../login-permissions/login-permission.ts';
import { changeAuthorization } from './authorize.ts';

export const updateOrganizationMembersPolicy = defineAction({
  id: 'organization:UpdateOrganizationMembersPolicy',
  summary:
    'Change which members an authorization policy is about, and with which permission, for all who have it.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    memberUins: z.array(z.int()).min(1, 'Choose at least one member.').max(1000),
    policyId: z.int(),
    identityId: z.int(),
    description: permissionDescription.default(''),
  }),
  output: z.object({}),

  async run(context, { memberUins, policyId, identityId: loginPermissionId, description }) {
    const admin = requireAdministrator(context.actor);
    await changeAuthorization(context, admin, { policyId, memberUins, loginPermissionId, description });
    return {};
  },
});
