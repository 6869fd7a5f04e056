import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import * as organizations from '../organization-lock-queries.ts';
import { identityPolicies, toPolicies } from './identity-policy.ts';
import {
  adminPermission,
  customPermissionLimit,
  loginPermissionName,
  loginPermissionNameUsed,
  permissionDescription,
  tooManyLoginPermissions,
} from './login-permission.ts';
import * as loginPermissions from './login-permission-queries.ts';

export const createOrganizationIdentity = defineAction({
  id: 'organization:CreateOrganizationIdentity',
  summary: 'Create a login permission: policies that people of the admin account may have in members.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    identityAliasName: loginPermissionName,
    identityPolicy: identityPolicies,
    description: permissionDescription.default(''),
  }),
  output: z.object({ identityId: z.int() }),

  async run({ db, actor, now }, { identityAliasName: name, identityPolicy, description }) {
    const { organizationId } = requireAdministrator(actor);
    const permission = { name, description, ...toPolicies(identityPolicy) };
    if (name === adminPermission.name) throw loginPermissionNameUsed(name);
    await organizations.lock(db, organizationId);
    const present = await loginPermissions.count(db, organizationId);
    if (present >= customPermissionLimit) throw tooManyLoginPermissions();

    const identityId = await loginPermissions.insert(db, organizationId, permission, now);
    if (identityId === undefined) throw loginPermissionNameUsed(name);
    return { identityId };
  },
});
