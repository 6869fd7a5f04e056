import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { group, groupNotFound } from './group.ts';
import * as groups from './group-queries.ts';

export const getGroup = defineAction({
  id: 'organization:GetGroup',
  summary: 'Show one user group.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), groupId: z.string() }),
  output: z.object({ groupInfo: group }),

  async run({ db, actor }, { zoneId, groupId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const found = await groups.find(db, spaceId, groupId);
    if (!found) throw groupNotFound(groupId);
    return { groupInfo: found };
  },
});
