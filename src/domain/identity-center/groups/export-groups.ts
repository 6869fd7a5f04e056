import { z } from 'zod';
import { nextTokenOf, wantedPage } from '../../../action/cursor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { group } from './group.ts';
import * as groups from './group-list-queries.ts';

export const exportGroups = defineAction({
  id: 'organization:ExportGroups',
  summary: 'Ours. Read the next thousand user groups for a file, without counting how many there are.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  permission: 'organization:ListGroups',
  input: z.object({
    zoneId: z.string(),
    search: z.string().max(256).default(''),
    nextToken: z.string().max(4096).default(''),
  }),
  output: z.object({ groups: z.array(group), nextToken: z.string().optional() }),

  async run({ db, actor }, { zoneId, search, nextToken }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const wanted = wantedPage({ nextToken, offset: 0, maxResults: 1000 }, groups.byName);
    const { rows, next } = await groups.list(db, spaceId, { search, filterUsers: [] }, groups.byName, wanted);
    return { groups: rows, nextToken: next && nextTokenOf(next, groups.byName) };
  },
});
