import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { endUngranted } from '../../users/user-session-queries.ts';
import { requireOrder } from '../validity.ts';
import { chosenAuthorizations, lockChosen, refusals } from './chosen.ts';
import { setValidity } from './chosen-queries.ts';
import { takeAwayChosen } from './take-away-chosen.ts';

export const changeAuthorizationValidity = defineAction({
  id: 'organization:ChangeAuthorizationValidity',
  summary:
    'Ours. Change from when until when authorizations count. One that has ended by then is removed, with its sessions.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  /** To end something is to take it away. */
  alsoNeeds: ({ endTime }) =>
    endTime ? [{ action: 'organization:DeleteRoleAssignment', resource: '*' }] : [],
  input: z.object({
    zoneId: z.string(),
    authorizations: chosenAuthorizations,
    /** Null is without a bound. An end that has passed ends them now. */
    startTime: z.date().nullable(),
    endTime: z.date().nullable(),
  }),
  output: z.object({ doneCount: z.int(), refused: refusals }),

  async run(context, { zoneId, authorizations, ...validity }) {
    const { db, actor, now } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    const { spaceId } = space;
    requireOrder(validity);
    const { changeable, refused } = await lockChosen(db, space, authorizations);
    if (validity.endTime && validity.endTime <= now) {
      await takeAwayChosen(context, spaceId, changeable, { undeploys: false });
    } else {
      await setValidity(db, spaceId, changeable, validity);
      await endUngranted(db, spaceId, { uins: changeable.map(({ targetUin }) => targetUin) }, now);
    }
    context.changed(null, { ...validity, authorizations: changeable });
    return { doneCount: changeable.length, refused };
  },
});
