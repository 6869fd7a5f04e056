import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { requireNoObstacle } from '../users/obstacle.ts';
import * as obstacles from '../users/obstacle-queries.ts';
import { requireOwner } from '../users/ownership.ts';
import { groupNotFound } from './group.ts';
import * as groups from './group-queries.ts';

export const deleteGroup = defineAction({
  id: 'organization:DeleteGroup',
  summary: 'Delete a user group without members, authorizations and synchronizations.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string(), groupId: z.string() }),
  output: z.object({}),

  async run(context, { zoneId, groupId }) {
    const { db, actor, changed } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    const { spaceId } = space;
    const group = await groups.lock(db, spaceId, groupId);
    if (!group) throw groupNotFound(groupId);
    const { groupName, description } = group;
    requireOwner(actor, space, { kind: 'Group', name: groupName, source: group.groupType }, 'Delete');
    await requireReachManaged(context, () => reach.ofGroup(db, spaceId, groupId));
    const principal = { principalType: 'Group', principalId: groupId } as const;
    requireNoObstacle(groupName, await obstacles.find(db, spaceId, principal));

    await groups.remove(db, spaceId, groupId);
    changed({ groupName, description }, null);
    return {};
  },
});
