import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { requireFewMembers } from '../members.ts';
import { removePermission } from './configure-permission.ts';
import { eachWithOutcome, outcome, pairsOf, requireFewPermissions } from './member-permission.ts';

export const deleteOrganizationMembersAuthIdentities = defineAction({
  id: 'organization:DeleteOrganizationMembersAuthIdentities',
  summary: 'Delete login permissions from several members, each with an outcome of its own. Ours.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    memberUins: z.array(z.int()).min(1, 'Choose at least one member.').max(1000),
    identityIds: z.array(z.int()).min(1, 'Choose at least one login permission.').max(1000),
  }),
  output: z.object({ outcomes: z.array(outcome) }),

  async run(context, { memberUins, identityIds }) {
    const admin = requireAdministrator(context.actor);
    const uins = requireFewMembers(memberUins);
    const ids = requireFewPermissions(identityIds);

    const outcomes = await eachWithOutcome(
      pairsOf(
        uins,
        ids.map((loginPermissionId) => ({ loginPermissionId })),
      ),
      (uin, { loginPermissionId }) => removePermission(context, admin, uin, loginPermissionId),
    );
    return { outcomes };
  },
});
