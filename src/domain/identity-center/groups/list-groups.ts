import { z } from 'zod';
import { cursorInput, cursorOutput, pageAnswer, totalOf, wantedPage } from '../../../action/cursor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { group, groupType } from './group.ts';
import { readGroupFilter } from './group-filter.ts';
import * as groups from './group-list-queries.ts';

export const listGroups = defineAction({
  id: 'organization:ListGroups',
  summary: 'List the user groups of a space, by name or by when they were created.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    filter: z.string().max(256).default(''),
    /** Ours: what people type, found anywhere in name and description. */
    search: z.string().max(256).default(''),
    groupType: groupType.optional(),
    filterUsers: z.array(z.string().max(64)).max(100).default([]),
    sortField: z.enum(['CreateTime']).optional(),
    sortType: z.enum(['Asc', 'Desc']).default('Asc'),
    ...cursorInput,
  }),
  output: z.object({ groups: z.array(group.extend({ isSelected: z.boolean() })), ...cursorOutput }),

  async run({ db, actor }, { zoneId, sortField, sortType, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const order = sortField ? groups.byAge(sortType) : groups.byName;
    const filter = { ...listing, filter: readGroupFilter(listing.filter) };
    const { rows, ...page } = await groups.list(db, spaceId, filter, order, wantedPage(listing, order));
    const asked = { zoneId, ...listing };
    const total = await totalOf(asked, () => groups.count(db, spaceId, filter));
    return { groups: rows, ...pageAnswer(page, order, { ...asked, total }) };
  },
});
