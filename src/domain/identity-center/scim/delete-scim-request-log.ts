import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { logEntryId, logEntryNotFound } from './request-log.ts';
import * as requestLog from './request-log-queries.ts';

export const deleteScimRequestLog = defineAction({
  id: 'organization:DeleteSCIMRequestLog',
  summary: 'Forget what a directory asked for about one user or group, such as a name that it sends no more.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), entryId: logEntryId }),
  output: z.object({}),

  async run({ db, actor, changed }, { zoneId, entryId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const removed = await requestLog.remove(db, spaceId, entryId);
    if (!removed) throw logEntryNotFound(entryId);
    changed(removed, null);
    return {};
  },
});
