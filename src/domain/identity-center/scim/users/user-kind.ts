import { userNotFound } from '../../users/user.ts';
import { inOrderOf, type Kind, toShown } from '../resource/shown.ts';
import { userType } from '../schema/resource-type.ts';
import { scimUrl } from '../schema/schema-resources.ts';
import * as users from './directory-user-queries.ts';
import { toResource } from './user-document.ts';
import { userPlace } from './user-place.ts';

export const userKind: Kind = {
  type: userType,
  notFound: userNotFound,
  placeAt: userPlace,

  async show({ db, settings }, spaceId, ids, selection) {
    const rows = await users.listByIds(db, spaceId, ids, { withGroups: selection.includes('groups') });
    const url = scimUrl(settings.baseUrl);
    return inOrderOf(ids, rows, (row) => row.user_id).map((row) =>
      toShown(toResource(row, row.groups, url), selection),
    );
  },
};
