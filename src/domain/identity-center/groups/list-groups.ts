import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { group } from './group.ts';
import * as groups from './group-queries.ts';

export const listGroups = defineAction({
  id: 'organization:ListGroups',
  summary: 'List the user groups of a space, by name.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), filter: z.string().max(256).default(''), ...pageInput }),
  output: z.object({ groups: z.array(group), totalCounts: z.int() }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const { items, total } = await groups.list(db, spaceId, listing);
    return { groups: items, totalCounts: total };
  },
});
