import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';
import * as memberPermissions from '../member-permissions/member-permission-queries.ts';
import type { LoginPermission } from './login-permission.ts';
import * as loginPermissions from './login-permission-queries.ts';
import { organizationIdentity, toIdentity, typeOf } from './organization-identity.ts';

export const listOrganizationIdentity = defineAction({
  id: 'organization:ListOrganizationIdentity',
  summary: 'List the login permissions, the default one first.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    ...listingInput,
    searchKey: z.string().max(128).default(''),
    identityId: z.int().optional(),
    identityType: z.int().optional(),
  }),
  output: z.object({ items: z.array(organizationIdentity), total: z.int() }),

  async run({ db, actor }, { offset, limit, searchKey, identityId, identityType }) {
    const { organizationId } = requireAdministrator(actor);
    const matching = (await loginPermissions.list(db, organizationId)).filter(
      ({ loginPermissionId, ...permission }) =>
        (identityId === undefined || identityId === loginPermissionId) &&
        (identityType === undefined || identityType === typeOf(loginPermissionId)) &&
        mentions(permission, searchKey),
    );

    const counts = await memberPermissions.countMembers(db, organizationId);
    const items = matching
      .slice(offset, offset + limit)
      .map((permission) => toIdentity(permission, counts.get(permission.loginPermissionId) ?? 0));
    return { items, total: matching.length };
  },
});

const mentions = ({ name, description }: Pick<LoginPermission, 'name' | 'description'>, text: string) =>
  `${name}\n${description}`.toLowerCase().includes(text.toLowerCase());
