import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { userResource } from '../own-identity.ts';
import { camUserNotFound } from '../users/cam-user.ts';
import * as camUsers from '../users/cam-user-queries.ts';
import { camGroup, memberMissing } from './cam-group.ts';
import * as groups from './cam-group-queries.ts';

export const listGroupsForUser = defineAction({
  id: 'cam:ListGroupsForUser',
  summary: 'List the user groups that a CAM user is in; there are ten at most.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ subUin: z.int().optional(), uid: z.int().optional() }),
  output: z.object({ totalNum: z.int(), groupInfo: z.array(camGroup) }),
  resource: ({ subUin, uid }, principal, db) => userResource(subUin ?? uid, principal, db),

  async run({ db, actor }, { subUin, uid }) {
    const { uin } = requirePrincipal(actor);
    const userUin = subUin ?? uid;
    if (userUin === undefined) throw memberMissing();
    if (!(await camUsers.findByUin(db, uin, userUin))) throw camUserNotFound(userUin);

    const groupInfo = await groups.listOfUser(db, uin, userUin);
    return { totalNum: groupInfo.length, groupInfo };
  },
});
