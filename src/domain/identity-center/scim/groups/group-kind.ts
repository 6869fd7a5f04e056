import type { Document } from '../resource/document.ts';
import { grouped, inOrderOf, type Kind, toShown } from '../resource/shown.ts';
import { groupSchema } from '../schema/group-schema.ts';
import { groupType } from '../schema/resource-type.ts';
import { scimUrl } from '../schema/schema-resources.ts';
import * as groups from './directory-group-queries.ts';
import { groupPlace } from './group-place.ts';

export const groupKind: Kind = {
  type: groupType,
  placeAt: groupPlace,

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
