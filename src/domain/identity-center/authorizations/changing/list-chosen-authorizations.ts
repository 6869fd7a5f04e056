import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { authorization } from '../authorization.ts';
import { listChosen } from '../authorization-queries.ts';
import { chosenAuthorizations } from './chosen.ts';
import { rowsOf } from './chosen-queries.ts';

export const listChosenAuthorizations = defineAction({
  id: 'organization:ListChosenAuthorizations',
  summary:
    'Ours. Show authorizations that somebody is about to change or remove, and how many people each lets in.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:ListRoleAssignments',
  input: z.object({ zoneId: z.string(), authorizations: chosenAuthorizations }),
  output: z.object({ roleAssignments: z.array(authorization.extend({ personCount: z.int() })) }),

  async run({ db, actor }, { zoneId, authorizations }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    return { roleAssignments: await listChosen(db, spaceId, rowsOf(authorizations)) };
  },
});
