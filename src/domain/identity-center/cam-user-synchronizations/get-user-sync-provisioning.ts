import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { managedUins } from '../../organization/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import {
  camUserSynchronization,
  synchronizationNotFound,
  synchronizedPerson,
} from './cam-user-synchronization.ts';
import * as synchronizations from './cam-user-synchronization-queries.ts';
import * as synchronizedUsers from './synchronized-user-queries.ts';

/** The first of them; the page says how many there are. */
const shownPeople = 200;

export const getUserSyncProvisioning = defineAction({
  id: 'organization:GetUserSyncProvisioning',
  summary: 'Read a CAM user synchronization, and the CAM users it has led to.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), userProvisioningId: z.string() }),
  output: z.object({
    userProvisioning: camUserSynchronization,
    /** Ours. */
    people: z.array(synchronizedPerson),
    peopleCount: z.int(),
  }),

  async run({ db, actor }, { zoneId, userProvisioningId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const managed = await managedUins(db, actor);
    const one = { userProvisioningId, managed, filter: '', offset: 0, maxResults: 1 };
    const [userProvisioning] = (await synchronizations.list(db, spaceId, one)).items;
    if (!userProvisioning) throw synchronizationNotFound(userProvisioningId);
    const people = await synchronizations.listPeople(db, spaceId, {
      principal_type: userProvisioning.principalType,
      principal_id: userProvisioning.principalId,
    });
    const shown = people.slice(0, shownPeople);
    const names = await synchronizedUsers.listNames(
      db,
      spaceId,
      userProvisioning.targetUin,
      shown.map(({ userId }) => userId),
    );
    return {
      userProvisioning,
      people: shown.map((person) => ({ ...person, camUserName: names.get(person.userId) ?? '' })),
      peopleCount: people.length,
    };
  },
});
