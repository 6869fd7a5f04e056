import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { quotas } from '../space/quotas.ts';
import * as spaces from '../space/space-queries.ts';
import { ownedBy } from '../users/ownership.ts';
import { manualType } from '../users/user.ts';
import { group, groupDescription, groupName, groupNameTaken, tooManyGroups } from './group.ts';
import * as groups from './group-queries.ts';

export const createGroup = defineAction({
  id: 'organization:CreateGroup',
  summary: 'Create a user group in a space.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    groupName,
    description: groupDescription.default(''),
    groupType: manualType,
  }),
  output: z.object({ groupInfo: group }),

  async run({ db, actor, now, random }, { zoneId, groupName: name, description }) {
    const { spaceId, organizationId } = await getOwnSpace(db, actor, zoneId);
    await spaces.lock(db, organizationId, spaceId);
    if ((await groups.count(db, spaceId)) >= quotas.groupQuota) throw tooManyGroups();
    const created = await groups.insert(db, spaceId, {
      groupId: random.id('g'),
      groupName: name,
      description,
      groupType: ownedBy(actor),
      createTime: now,
      updateTime: now,
    });
    if (!created) throw groupNameTaken(name);
    return { groupInfo: created };
  },
});
