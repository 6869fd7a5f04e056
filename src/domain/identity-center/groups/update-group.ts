import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as spaces from '../space/space-queries.ts';
import { requireOwner } from '../users/ownership.ts';
import { group, groupDescription, groupName, groupNameTaken, groupNotFound } from './group.ts';
import * as groups from './group-queries.ts';

export const updateGroup = defineAction({
  id: 'organization:UpdateGroup',
  summary: 'Rename a user group or change its remarks; what is not given stays.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({
    zoneId: z.string(),
    groupId: z.string(),
    newGroupName: groupName.optional(),
    newDescription: groupDescription.optional(),
  }),
  output: z.object({ groupInfo: group }),

  async run(context, { zoneId, groupId, newGroupName, newDescription }) {
    const { db, actor, now, changed } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    const { spaceId, organizationId } = space;
    if (newGroupName !== undefined) await spaces.lock(db, organizationId, spaceId);
    const before = await groups.lock(db, spaceId, groupId);
    if (!before) throw groupNotFound(groupId);
    requireOwner(actor, space, { kind: 'Group', name: before.groupName, source: before.groupType }, 'Update');
    await requireReachManaged(context, () => reach.ofGroup(db, spaceId, groupId));

    const after = {
      groupName: newGroupName ?? before.groupName,
      description: newDescription ?? before.description,
    };
    if (!(await groups.update(db, spaceId, { groupId, ...after }, now)))
      throw groupNameTaken(after.groupName, 'newGroupName');
    changed({ groupName: before.groupName, description: before.description }, after);
    const groupInfo = await groups.find(db, spaceId, groupId);
    if (!groupInfo) throw groupNotFound(groupId);
    return { groupInfo };
  },
});
