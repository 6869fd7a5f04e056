import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { configurationNotFound } from '../../permission-configurations/permission-configuration.ts';
import * as configurations from '../../permission-configurations/permission-configuration-queries.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { startTasks } from '../../tasks/start-tasks.ts';
import { grant, prefixCharacters } from '../granting-queries.ts';
import { deprovisionStrategy } from '../removal.ts';
import { chosenAuthorizations, lockChosen, refusals } from './chosen.ts';
import { replacementsOf } from './chosen-queries.ts';
import { takeAwayChosen } from './take-away-chosen.ts';

export const replaceAuthorizations = defineAction({
  id: 'organization:ReplaceAuthorizations',
  summary:
    'Ours. Give the same people another permission configuration in the same accounts, for the same time, and take the former.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  alsoNeeds: () => [{ action: 'organization:DeleteRoleAssignment', resource: '*' }],
  input: z.object({
    zoneId: z.string(),
    authorizations: chosenAuthorizations,
    replacementId: z.string(),
    deprovisionStrategy: deprovisionStrategy.default('None'),
  }),
  output: z.object({ doneCount: z.int(), refused: refusals }),

  async run(context, { zoneId, authorizations, replacementId, deprovisionStrategy: strategy }) {
    const { db, actor, now, random } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    const { spaceId } = space;
    if (!(await configurations.lock(db, spaceId, replacementId))) throw configurationNotFound(replacementId);
    const { changeable, refused } = await lockChosen(db, space, authorizations, replacementId);
    const taskPrefix = random.id('t').slice(0, prefixCharacters);
    const replacements = replacementsOf(spaceId, changeable, replacementId);
    const { uins } = await grant(db, spaceId, replacements, { submissionId: null, taskPrefix, now });
    await startTasks(context, spaceId, uins);
    await takeAwayChosen(context, spaceId, changeable, { undeploys: strategy !== 'None' });
    context.changed({ authorizations: changeable }, { roleConfigurationId: replacementId });
    return { doneCount: changeable.length, refused };
  },
});
