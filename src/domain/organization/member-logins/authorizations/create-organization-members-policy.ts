import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { permissionDescription } from '../login-permissions/login-permission.ts';
import { authorizationName } from './authorization.ts';
import { createAuthorization } from './authorize.ts';

export const createOrganizationMembersPolicy = defineAction({
  id: 'organization:CreateOrganizationMembersPolicy',
  summary:
    'Create the policy by which sub-users may log in to several members with a permission that all have.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    memberUins: z.array(z.int()).min(1, 'Choose at least one member.').max(1000),
    policyName: authorizationName,
    identityId: z.int(),
    description: permissionDescription.default(''),
  }),
  output: z.object({ policyId: z.int() }),

  async run(context, { memberUins, policyName: name, identityId: loginPermissionId, description }) {
    const admin = requireAdministrator(context.actor);
    const wanted = { memberUins, name, loginPermissionId, description };
    return { policyId: await createAuthorization(context, admin, wanted) };
  },
});
