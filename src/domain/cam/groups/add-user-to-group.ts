import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import * as accountLock from '../account-lock-queries.ts';
import { quotas } from '../quotas.ts';
import { camUserNotFound } from '../users/cam-user.ts';
import * as camUsers from '../users/cam-user-queries.ts';
import { camGroupNotFound, tooManyGroupsOfUser, tooManyMembers } from './cam-group.ts';
import * as groups from './cam-group-queries.ts';
import * as members from './member-queries.ts';
import { groupsNamedIn, memberships, userOf } from './membership.ts';

export const addCamUserToGroup = defineAction({
  id: 'cam:AddUserToGroup',
  summary: 'Add CAM users to user groups: all of them, or none when one cannot be added.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ info: memberships }),
  output: z.object({}),
  resource: ({ info }, { uin }) => groupsNamedIn(info, uin),

  async run({ db, actor, now }, { info }) {
    const { uin } = requirePrincipal(actor);
    await accountLock.lock(db, uin);
    for (const membership of info) await addMember(db, uin, membership.groupId, userOf(membership), now);
    return {};
  },
});

async function addMember(
  db: Transaction,
  uin: number,
  groupId: number,
  userUin: number,
  now: Date,
): Promise<void> {
  const group = await groups.find(db, uin, groupId);
  if (!group) throw camGroupNotFound(groupId);
  const user = await camUsers.findByUin(db, uin, userUin);
  if (!user) throw camUserNotFound(userUin);
  const present = await groups.listOfUser(db, uin, userUin);
  if (present.some((other) => other.groupId === groupId)) return;
  if (present.length >= quotas.groupsPerUser) throw tooManyGroupsOfUser(user.userName);
  if (group.groupNum >= quotas.usersPerGroup) throw tooManyMembers(group.groupName);

  await members.add(db, uin, groupId, userUin, now);
}
