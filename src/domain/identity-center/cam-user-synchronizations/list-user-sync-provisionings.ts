import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import {
  offsetAnswer,
  offsetCursorInput,
  offsetCursorOutput,
  offsetOf,
} from '../../../action/offset-cursor.ts';
import { managedUins } from '../../organization/index.ts';
import { targetType } from '../authorizations/authorization.ts';
import { principalType } from '../authorizations/principal.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { camUserSynchronization } from './cam-user-synchronization.ts';
import * as synchronizations from './cam-user-synchronization-queries.ts';

export const listUserSyncProvisionings = defineAction({
  id: 'organization:ListUserSyncProvisionings',
  summary: 'List which users and groups are synchronized into which accounts.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    filter: z.string().max(256).default(''),
    principalId: z.string().optional(),
    principalType: principalType.optional(),
    targetUin: z.int().optional(),
    targetType: targetType.optional(),
    ...offsetCursorInput,
  }),
  output: z.object({ userProvisionings: z.array(camUserSynchronization), ...offsetCursorOutput }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const page = await synchronizations.list(db, spaceId, {
      ...listing,
      offset: offsetOf(listing, 'synchronizations'),
      managed: await managedUins(db, actor),
    });
    return { userProvisionings: page.items, ...offsetAnswer(page, listing, 'synchronizations') };
  },
});
