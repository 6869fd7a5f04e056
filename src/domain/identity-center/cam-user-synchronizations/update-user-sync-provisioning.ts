import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireManaged } from '../../organization/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import {
  deletionStrategy,
  duplicationStrategy,
  synchronizationNotFound,
} from './cam-user-synchronization.ts';
import * as synchronizations from './cam-user-synchronization-queries.ts';

export const updateUserSyncProvisioning = defineAction({
  id: 'organization:UpdateUserSyncProvisioning',
  summary: 'Change what a CAM user synchronization says, for conflicts and deletions that are to come.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    userProvisioningId: z.string(),
    newDescription: z.string().max(1024).optional(),
    /** The Cloud API really calls it so. */
    newDuplicationStateful: duplicationStrategy.optional(),
    newDeletionStrategy: deletionStrategy.optional(),
  }),
  output: z.object({}),

  async run({ db, actor, now, changed }, { zoneId, userProvisioningId: id, ...wanted }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const before = await synchronizations.find(db, spaceId, id);
    if (!before) throw synchronizationNotFound(id);
    await requireManaged(db, actor, before.uin);
    const { newDescription, newDuplicationStateful, newDeletionStrategy } = wanted;
    const after = {
      description: newDescription ?? before.description,
      duplication_strategy: newDuplicationStateful ?? before.duplication_strategy,
      deletion_strategy: newDeletionStrategy ?? before.deletion_strategy,
    };
    await synchronizations.update(db, spaceId, id, after, now);
    changed(partOf(before), partOf(after));
    return {};
  },
});

const partOf = (of: { description: string; duplication_strategy: string; deletion_strategy: string }) => ({
  description: of.description,
  duplicationStrategy: of.duplication_strategy,
  deletionStrategy: of.deletion_strategy,
});
