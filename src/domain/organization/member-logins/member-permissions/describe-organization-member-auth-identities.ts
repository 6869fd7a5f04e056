import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';
import * as loginPermissions from '../login-permissions/login-permission-queries.ts';
import { memberAuthIdentity, toMemberAuthIdentity } from './member-auth-identity.ts';
import { whichIsMissing } from './member-permission.ts';
import * as memberPermissions from './member-permission-queries.ts';

export const describeOrganizationMemberAuthIdentities = defineAction({
  id: 'organization:DescribeOrganizationMemberAuthIdentities',
  summary: 'List the login permissions of a member, or the members of a login permission.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...listingInput, memberUin: z.int().optional(), identityId: z.int().optional() }),
  output: z.object({ items: z.array(memberAuthIdentity), total: z.int() }),

  async run({ db, actor }, { offset, limit, memberUin, identityId: loginPermissionId }) {
    const { organizationId } = requireAdministrator(actor);
    if (memberUin === undefined && loginPermissionId === undefined) throw whichIsMissing();

    const configured = await memberPermissions.list(db, organizationId, {
      ...(memberUin !== undefined && { uins: [memberUin] }),
      ...(loginPermissionId !== undefined && { loginPermissionId }),
    });
    const permissions = await loginPermissions.list(db, organizationId);
    const items = configured
      .slice(offset, offset + limit)
      .map((one) => toMemberAuthIdentity(one, permissions));
    return { items, total: configured.length };
  },
});
