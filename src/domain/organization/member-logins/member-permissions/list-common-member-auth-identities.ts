import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import * as loginPermissions from '../login-permissions/login-permission-queries.ts';
import { organizationIdentity, toIdentity } from '../login-permissions/organization-identity.ts';
import { getMember, requireFewMembers } from '../members.ts';
import * as memberPermissions from './member-permission-queries.ts';

export const listCommonMemberAuthIdentities = defineAction({
  id: 'organization:ListCommonMemberAuthIdentities',
  summary:
    'List the login permissions that all of these members have: what sub-users can be authorized to. Ours.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ memberUins: z.array(z.int()).min(1, 'Choose at least one member.').max(1000) }),
  output: z.object({
    members: z.array(z.object({ memberUin: z.int(), memberName: z.string() })),
    items: z.array(organizationIdentity),
  }),

  async run({ db, actor }, { memberUins }) {
    const { organizationId } = requireAdministrator(actor);
    const members = [];
    for (const uin of requireFewMembers(memberUins)) members.push(await getMember(db, organizationId, uin));
    const uins = members.map(({ uin }) => uin);
    const configured = await memberPermissions.list(db, organizationId, { uins });

    const permissions = await loginPermissions.list(db, organizationId);
    const common = permissions.filter(
      ({ loginPermissionId }) =>
        configured.filter((one) => one.loginPermissionId === loginPermissionId).length === members.length,
    );
    return {
      members: members.map(({ uin, name }) => ({ memberUin: uin, memberName: name })),
      items: common.map((permission) => toIdentity(permission, members.length)),
    };
  },
});
