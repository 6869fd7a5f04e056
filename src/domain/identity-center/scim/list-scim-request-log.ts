import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { loggedObject } from './request-log.ts';
import * as logList from './request-log-list-queries.ts';

export const listScimRequestLog = defineAction({
  id: 'organization:ListSCIMRequestLog',
  summary: 'List what a directory asked for, by the user or group that it was about, the latest first.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({
    zoneId: z.string(),
    /** A part of the name, the id or the external id. */
    filter: z.string().max(256).default(''),
    resourceType: z.enum(['User', 'Group']).optional(),
    /** Only what the directory wanted last and did not get. */
    onlyFailing: z.boolean().default(false),
    ...pageInput,
  }),
  output: z.object({ objects: z.array(loggedObject), totalCounts: z.int() }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const { items, total } = await logList.list(db, spaceId, listing);
    return { objects: items, totalCounts: total };
  },
});
