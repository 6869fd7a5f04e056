import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { permissionDescription } from '../login-permissions/login-permission.ts';
import { authorizationName } from './authorization.ts';
import { createAuthorization } from './authorize.ts';

export const createOrganizationMemberPolicy = defineAction({
  id: 'organization:CreateOrganizationMemberPolicy',
  summary: 'Create the policy by which sub-users may log in to one member with a permission that it has.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    memberUin: z.int(),
    policyName: authorizationName,
    identityId: z.int(),
    description: permissionDescription.default(''),
  }),
  output: z.object({ policyId: z.int() }),

  async run(context, { memberUin, policyName: name, identityId: loginPermissionId, description }) {
    const admin = requireAdministrator(context.actor);
    const wanted = { memberUins: [memberUin], name, loginPermissionId, description };
    return { policyId: await createAuthorization(context, admin, wanted) };
  },
});
