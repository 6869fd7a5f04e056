import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { deprovisionStrategy } from '../removal.ts';
import { chosenAuthorizations, lockChosen, refusals } from './chosen.ts';
import { takeAwayChosen } from './take-away-chosen.ts';

export const deleteAuthorizations = defineAction({
  id: 'organization:DeleteAuthorizations',
  summary:
    'Ours. Remove many authorizations at once, with the sessions on them; those that cannot be removed say why.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:DeleteRoleAssignment',
  input: z.object({
    zoneId: z.string(),
    authorizations: chosenAuthorizations,
    deprovisionStrategy: deprovisionStrategy.default('None'),
  }),
  output: z.object({ doneCount: z.int(), refused: refusals }),

  async run(context, { zoneId, authorizations, deprovisionStrategy: strategy }) {
    const space = await getOwnSpace(context.db, context.actor, zoneId);
    const { changeable, refused } = await lockChosen(context.db, space, authorizations);
    await takeAwayChosen(context, space.spaceId, changeable, { undeploys: strategy !== 'None' });
    context.changed({ authorizations: changeable }, null);
    return { doneCount: changeable.length, refused };
  },
});
