import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import {
  offsetAnswer,
  offsetCursorInput,
  offsetCursorOutput,
  offsetOf,
} from '../../../action/offset-cursor.ts';
import { managedUins } from '../../organization/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { authorization, targetType } from './authorization.ts';
import * as authorizations from './authorization-queries.ts';
import { principalType } from './principal.ts';

export const listRoleAssignments = defineAction({
  id: 'organization:ListRoleAssignments',
  summary: 'List who is authorized in which account as what.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    /** Part of the permission configuration's name. */
    filter: z.string().max(256).default(''),
    roleConfigurationId: z.string().optional(),
    targetType: targetType.optional(),
    targetUin: z.int().optional(),
    principalType: principalType.optional(),
    principalId: z.string().optional(),
    /** Ours: what a user holds by its groups counts as well. */
    withGroups: z.boolean().default(false),
    /** Ours: part of the name of the user, group, account or permission configuration, or of the account's uin. */
    search: z.string().max(256).default(''),
    ...offsetCursorInput,
  }),
  output: z.object({ roleAssignments: z.array(authorization), ...offsetCursorOutput }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const page = await authorizations.list(db, spaceId, {
      ...listing,
      offset: offsetOf(listing, 'authorizations'),
      managed: await managedUins(db, actor),
    });
    return { roleAssignments: page.items, ...offsetAnswer(page, listing, 'authorizations') };
  },
});
