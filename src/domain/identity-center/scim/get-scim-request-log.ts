import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { logEntryId, logEntryNotFound, loggedObject, loggedRequest } from './request-log.ts';
import * as logList from './request-log-list-queries.ts';

export const getScimRequestLog = defineAction({
  id: 'organization:GetSCIMRequestLog',
  summary: 'Tell the last requests of a directory about one user or group, and what each was answered.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:ListSCIMRequestLog',
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string(), entryId: logEntryId }),
  output: z.object({ object: loggedObject, requests: z.array(loggedRequest) }),

  async run({ db, actor }, { zoneId, entryId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const found = await logList.find(db, spaceId, entryId);
    if (!found) throw logEntryNotFound(entryId);
    return found;
  },
});
