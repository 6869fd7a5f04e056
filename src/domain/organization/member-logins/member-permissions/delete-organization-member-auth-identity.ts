import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { removePermission } from './configure-permission.ts';

export const deleteOrganizationMemberAuthIdentity = defineAction({
  id: 'organization:DeleteOrganizationMemberAuthIdentity',
  summary: 'Delete a login permission from a member, with its role, when no sub-user is authorized by it.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ memberUin: z.int(), identityId: z.int() }),
  output: z.object({}),

  async run(context, { memberUin, identityId }) {
    const admin = requireAdministrator(context.actor);
    await removePermission(context, admin, memberUin, identityId);
    return {};
  },
});
