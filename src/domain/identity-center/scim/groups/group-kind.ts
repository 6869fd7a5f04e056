import { groupNotFound } from '../../groups/group.ts';
import type { Document } from '../resource/document.ts';
import { firstWithin, grouped, inOrderOf, type Kind, toShown } from '../resource/shown.ts';
import { groupSchema } from '../schema/group-schema.ts';
import { groupType } from '../schema/resource-type.ts';
import { scimUrl } from '../schema/schema-resources.ts';
import * as groups from './directory-group-queries.ts';
import { groupPlace } from './group-place.ts';

/** In one answer: a page with more holds fewer groups than were asked for (RFC 7644 §3.4.2.4), and `itemsPerPage` says so. */
const mostMembers = 200_000;

export const groupKind: Kind = {
  type: groupType,
  notFound: groupNotFound,
  placeAt: groupPlace,

  async fitting({ db }, spaceId, ids, selection) {
    if (ids.length < 2 || !selection.includes('members')) return ids;
    const counts = await groups.countMembers(db, spaceId, ids);
    return firstWithin(ids, (id) => counts.get(id) ?? 0, mostMembers);
  },

  async show({ db, settings }, spaceId, ids, selection) {
    const rows = await groups.listByIds(db, spaceId, ids);
    const members = selection.includes('members') ? await groups.listMembers(db, spaceId, ids) : [];
    const byGroup = grouped(members, ({ groupId }) => groupId);
    const url = scimUrl(settings.baseUrl);
    return inOrderOf(ids, rows, (row) => row.group_id).map((row) =>
      toShown(toResource(row, byGroup.get(row.group_id) ?? [], url), selection),
    );
  },
};

/** Also nobody is said: without a list, authentik takes the group for one that holds whom it should. */
const toResource = (row: groups.GroupRow, members: readonly groups.Member[], url: string): Document => ({
  schemas: [groupSchema.id],
  id: row.group_id,
  ...(row.external_id !== null && { externalId: row.external_id }),
  displayName: row.group_name,
  members: members.map(({ userId, display }) => ({
    value: userId,
    $ref: `${url}/Users/${userId}`,
    display,
    type: 'User',
  })),
  meta: {
    resourceType: 'Group',
    created: row.created_at.toISOString(),
    lastModified: row.updated_at.toISOString(),
    location: `${url}/Groups/${row.group_id}`,
    version: `W/"${row.version}"`,
  },
});
